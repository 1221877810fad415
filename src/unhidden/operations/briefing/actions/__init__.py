"""Writes of briefs."""
