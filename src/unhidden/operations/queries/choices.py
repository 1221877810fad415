"""The kinds and states of plans, as codes and labels in the order of the list."""

from __future__ import annotations

from unhidden.operations.models import EventKind, PlanStatus, VisitKind


def kinds_of_visit() -> list[tuple[str, str]]:
    return [(kind.value, str(kind.label)) for kind in VisitKind]


def kinds_of_event() -> list[tuple[str, str]]:
    return [(kind.value, str(kind.label)) for kind in EventKind]


def statuses_of_plan() -> list[tuple[str, str]]:
    return [(status.value, str(status.label)) for status in PlanStatus]
