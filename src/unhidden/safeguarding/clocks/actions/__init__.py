"""Writes of states and deadlines."""
