"""Reads of plans: versions, searches, changes, roads."""
