"""Pages of agreements, of shares, and of who is on a record."""
