"""The stages a document passes, one file or folder each; every one a pure function, none imports another."""
