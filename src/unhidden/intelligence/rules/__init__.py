"""Decisions of the desk on plain values: drafts, grades, markings, and risk."""
