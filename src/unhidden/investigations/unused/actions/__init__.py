"""Writes of unused material and of its schedules."""
