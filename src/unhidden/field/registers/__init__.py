"""Registers of places of safety, as a phone takes them along and writes to them."""
