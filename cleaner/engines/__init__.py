"""Engines run the same five steps: read and prepare, profile the sites, finish, decide on the corpus, write."""
