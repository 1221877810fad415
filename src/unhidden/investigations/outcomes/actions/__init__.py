"""Writes of the outcomes of an investigation."""
