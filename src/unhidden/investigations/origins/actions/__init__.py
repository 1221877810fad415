"""Asking for an investigation, opening one, and what one comes from."""
