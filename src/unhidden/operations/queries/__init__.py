"""Reads of operations: the list, the whole of one, its visits and its events."""

from unhidden.operations.queries.cards import EventCard, OperationView, PlannedVisitCard
from unhidden.operations.queries.events import list_events
from unhidden.operations.queries.operations import get_operation, list_operations
from unhidden.operations.queries.teams import is_on_team, people_on_team
from unhidden.operations.queries.visits import (
    plan_of_record,
    planned_visit,
    visits_of_person,
)

__all__ = [
    "EventCard",
    "OperationView",
    "PlannedVisitCard",
    "get_operation",
    "is_on_team",
    "list_events",
    "list_operations",
    "people_on_team",
    "plan_of_record",
    "planned_visit",
    "visits_of_person",
]
