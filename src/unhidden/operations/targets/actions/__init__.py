"""Writes: candidates, what each may get, groups, warrants, and visits that turn."""
