"""Rows and sentences of the pages of candidates."""
