"""Graded reports: written, read, checked, replaced, and given to others."""
