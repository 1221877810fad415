"""A visit as it happened."""
