"""Decisions about support over years, on plain values."""
