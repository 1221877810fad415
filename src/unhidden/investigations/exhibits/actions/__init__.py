"""Registering exhibits, moving them, and keeping what is photographed or acquired."""
