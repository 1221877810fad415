"""Pages of candidates and warrants."""
