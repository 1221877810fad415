"""Writes of the clocks of an investigation."""
