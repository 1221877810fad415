"""Clocks of an investigation: what they are counted by, and what stops them."""
