"""Organisations, people, their engagements, and sign-in."""
