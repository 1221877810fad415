"""Accounts of a visit: which wait, how they differ, and which counts."""
