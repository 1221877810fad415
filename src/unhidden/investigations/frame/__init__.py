"""What the subjects of an investigation rest on: whose it is, if it is open."""
