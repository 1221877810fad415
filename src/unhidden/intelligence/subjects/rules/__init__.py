"""Decisions on plain values."""
