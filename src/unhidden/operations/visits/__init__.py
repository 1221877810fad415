"""Planned visits: premises chosen, days, hours and teams."""
