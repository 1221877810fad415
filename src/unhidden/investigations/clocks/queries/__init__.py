"""Reads of the clocks of an investigation."""
