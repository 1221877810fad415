"""Keeping what a person said, and what left the case on their word."""
