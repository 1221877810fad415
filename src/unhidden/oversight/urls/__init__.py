"""Addresses: of the staff site, and of the public one."""
