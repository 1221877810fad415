"""Reads of the outcomes of an investigation."""
