"""Addresses: of operations for staff, and of the events that anyone may come to."""
