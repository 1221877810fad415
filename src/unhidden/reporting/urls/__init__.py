"""Addresses of the public pages, and of those for staff."""
