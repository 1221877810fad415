"""Writes of the chronology of an investigation."""
