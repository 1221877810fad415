"""Whose an investigation is: its team, and what becomes of it as a whole."""
