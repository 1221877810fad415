"""Decisions about candidates, kinds of visit and warrants, on plain values."""
