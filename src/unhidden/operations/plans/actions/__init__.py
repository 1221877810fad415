"""Writes of plans: asking, changing, taking, and the roads they count on."""
