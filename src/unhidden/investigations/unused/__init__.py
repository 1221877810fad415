"""Unused material: what is decided of each item, and the schedules of it."""
