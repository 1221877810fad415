"""Reads about a person: their cases, offers, ways to reach them, their team."""
