"""Survivors and their support, for years."""
