"""An operation as its decision log knows it."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from unhidden.access.actor import Actor
from unhidden.decision_log.queries import LogSubject
from unhidden.operations.command.queries.owners import OWNERS
from unhidden.operations.command.queries.posts import must_command


def find_log_subject(viewer: Actor, operation_id: UUID) -> LogSubject:
    """The operation of a log, for who commands it; raises Absent for others.

    Whoever is in charge reads it whole.
    """
    found = must_command(viewer=viewer, operation_id=operation_id)
    return LogSubject(
        kind="operation",
        id=operation_id,
        name=found.name,
        url=reverse("operations:command", args=[operation_id]),
        is_whole=found.is_in_charge,
        capacities=dict(OWNERS),
    )
