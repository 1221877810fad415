"""Who is on a record, whom it is shared with, and why."""
