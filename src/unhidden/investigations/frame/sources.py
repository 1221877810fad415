"""Records of other modules that become items of an investigation, by reference."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.records import model_of
from unhidden.intelligence import queries as intelligence
from unhidden.investigations.models import MaterialKind
from unhidden.lib.refusals import ActionRefused
from unhidden.lib.working_days import day_in_london
from unhidden.visits import queries as visits

_OPEN_TO_A_DESK = 1  # above it, or restricted, a record is no item


class NotToBeOpened(ActionRefused):
    """The record is not opened from an investigation."""


def read_source(kind: str, source_id: UUID, actor: Actor) -> date | None:
    """The day of a visit, of intelligence or of a report behind it, if there is one.

    A record of the source unit and one of covert deconfliction are none of these, by
    whatever kind they are called. Raises Absent for what the actor may not read, and
    NotToBeOpened for what is restricted or above what a desk reads.
    """
    if kind == MaterialKind.REPORT:
        read_source(MaterialKind.INTELLIGENCE, _written_from(source_id), actor)
        return None
    if kind == MaterialKind.VISIT:
        visit = visits.get_visit(viewer=actor, visit_id=source_id)
        made_on = day_in_london(visit.started_at)
    elif kind == MaterialKind.INTELLIGENCE:
        report = intelligence.get_graded_report(viewer=actor, intelligence_id=source_id)
        made_on = day_in_london(report.written_at)
    else:
        raise Absent
    head = model_of(kind)._default_manager.filter(id=source_id)
    if head.exclude(is_restricted=False, sensitivity__lte=_OPEN_TO_A_DESK).exists():
        raise NotToBeOpened
    return made_on


def _written_from(report_id: UUID) -> UUID:
    """Intelligence in sight that was written from a report; raises Absent.

    Who investigates reads no report of the public: only what the desk wrote from it.
    """
    kept: Any = model_of("intelligence")._default_manager
    found = kept.filter(report_id=report_id)
    first: UUID | None = (
        found.order_by("sensitivity", "is_restricted", "id")
        .values_list("id", flat=True)
        .first()
    )
    if first is None:
        raise Absent
    return first
