"""What the emergency module's other modules and pages ask it."""

from unhidden.emergency.queries.accesses import of_record, waiting

__all__ = ["of_record", "waiting"]
