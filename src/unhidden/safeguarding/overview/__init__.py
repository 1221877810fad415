"""A case on one page, and the list of one’s cases."""
