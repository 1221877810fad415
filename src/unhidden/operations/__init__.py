"""A week of action as planned."""
