"""Reads of briefs: who may, what they say, who has read them, what is printed."""
