"""Roles and rights, in words, from the one table of access.policy."""
