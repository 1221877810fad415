"""Writes of operations: the plan, its teams, its visits and its events."""

from unhidden.operations.actions.events import NewEvent, hold_event, plan_event
from unhidden.operations.actions.operations import (
    NewOperation,
    close_operation,
    open_operation,
    start_operation,
)
from unhidden.operations.actions.plans import NewPlannedVisit
from unhidden.operations.actions.publishing import PublicWords, publish_event
from unhidden.operations.actions.refusals import OperationRefusal
from unhidden.operations.actions.teams import add_member, add_partner, add_team
from unhidden.operations.actions.visits import mark_visited, plan_visit

__all__ = [
    "NewEvent",
    "NewOperation",
    "NewPlannedVisit",
    "OperationRefusal",
    "PublicWords",
    "add_member",
    "add_partner",
    "add_team",
    "close_operation",
    "hold_event",
    "mark_visited",
    "open_operation",
    "plan_event",
    "plan_visit",
    "publish_event",
    "start_operation",
]
