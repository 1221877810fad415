"""Rosters: who works when, with what skills, vehicles and rest."""
