"""Writes of tasking."""
