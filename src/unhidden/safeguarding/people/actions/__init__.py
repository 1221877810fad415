"""Writes about a person: cases, offers, who they are, how to reach them, their team."""
