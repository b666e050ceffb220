"""Site knowledge of other tools, read into rule files of ours; what does not translate is said, never guessed."""
