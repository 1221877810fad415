"""Reads of the chronology of an investigation."""
