"""Which line is a document's headline, and when it was published."""
