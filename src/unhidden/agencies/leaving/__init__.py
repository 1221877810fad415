"""Leavers: every place on a team finds a home before an engagement ends."""
