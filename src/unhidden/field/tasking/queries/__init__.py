"""Reads of tasking."""
