"""Reads: candidates with all that the planner of the week needs, and warrants."""
