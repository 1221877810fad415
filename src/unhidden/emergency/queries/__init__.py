"""What the emergency module's other modules and pages ask it."""

from unhidden.emergency.queries.accesses import count_waiting, of_record

__all__ = ["count_waiting", "of_record"]
