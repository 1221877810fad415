"""Decisions about rosters."""
