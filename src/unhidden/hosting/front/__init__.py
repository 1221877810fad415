"""What stands before a site, in its own process: it reads what comes, in order and in
time, and only then gives it to one of a few threads (docs/decisions/doors.md)."""
