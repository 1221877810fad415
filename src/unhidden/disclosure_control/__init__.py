"""Disclosure control of published counts; no Django."""
