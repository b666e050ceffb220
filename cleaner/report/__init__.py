"""What a run has to tell: restored texts, sums, and where things went."""
