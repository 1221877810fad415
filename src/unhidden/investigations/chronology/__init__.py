"""What happened when, as the items of an investigation tell it."""
