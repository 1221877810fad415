"""Organisations: names, First Responder status, the desk, their own sign-in."""
