"""Reads of unused material and of its schedules."""
