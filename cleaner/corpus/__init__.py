"""What needs every document of a run: ids, site evidence, near-duplicates, and the sums that must agree."""
