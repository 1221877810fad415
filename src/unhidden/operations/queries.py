"""Reads of operations: the list, the whole of one, its visits and its events."""

from unhidden.operations.events.queries.cards import EventCard
from unhidden.operations.events.queries.events import list_events
from unhidden.operations.frame.queries.cards import OperationView
from unhidden.operations.frame.queries.operations import get_operation
from unhidden.operations.teams.queries import is_on_team, people_on_team
from unhidden.operations.visits.queries.cards import PlannedVisitCard
from unhidden.operations.visits.queries.visits import (
    plan_of_record,
    planned_visit,
    visits_of_person,
)
from unhidden.operations.weeks.queries.operations import list_operations

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
