"""Awareness events: planned, told to the public, held."""
