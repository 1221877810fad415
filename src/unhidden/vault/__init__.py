"""Sealing: what only the people it is meant for can read."""
