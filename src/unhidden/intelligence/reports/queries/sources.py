"""Where one source speaks of one target again, for the source unit alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.intelligence.models import (
    IntelligenceReport,
    SourceMatch,
    SourceState,
    SourceStep,
)

HANDLES_SOURCES = "intelligence.handle_sources"
SETTLED = SourceState.SETTLED.value


@dataclass(frozen=True, slots=True)
class SourceStepView:
    state_label: str
    outcome: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SourceCard:
    """The two newest reports of one source on one target, of ``reports``.

    Of ``seen`` the viewer may read the report itself; ``state`` is "" when new.
    """

    id: UUID
    earlier_id: UUID
    earlier_urn: str
    later_id: UUID
    later_urn: str
    reports: int
    made_at: datetime
    state: str
    state_label: str
    seen: frozenset[UUID] = frozenset()
    steps: tuple[SourceStepView, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceMatches:
    rows: list[SourceCard]
    total: int


@query
def source_matches(*, viewer: Actor, start: int = 0, limit: int = 25) -> SourceMatches:
    """What the source unit is told of: unsettled first, the newest first."""
    viewer.must(HANDLES_SOURCES)
    rows = _rows(viewer)
    cut = rows.order_by("is_settled", "-made_at", "id")[start : start + limit]
    return SourceMatches([_card(row) for row in cut], rows.count())


@query
def source_match(*, viewer: Actor, match_id: UUID) -> SourceCard:
    """One of them with all that was done; raises Absent."""
    viewer.must(HANDLES_SOURCES)
    row = match_told(viewer, match_id)
    both = IntelligenceReport.objects.filter(id__in=(row.earlier_id, row.later_id))
    return _card(row, frozenset(both.values_list("id", flat=True)), _steps(row))


@query
def sources_waiting(*, viewer: Actor) -> int:
    """How many nobody has looked at; none for who is not told."""
    if not viewer.may(HANDLES_SOURCES):
        return 0
    return _rows(viewer).filter(state=None).count()


def match_told(viewer: Actor, match_id: UUID) -> SourceMatch:
    """The row, if the viewer is told of it; raises Absent."""
    row: SourceMatch | None = _rows(viewer).filter(id=match_id).first()
    if row is None:
        raise Absent
    return row


def _rows(viewer: Actor) -> QuerySet[Any]:
    steps = SourceStep.objects.filter(match=OuterRef("pk"))
    newest = steps.order_by("-taken_at", "-id").values("state")[:1]
    return SourceMatch.objects.filter(organisation_id=viewer.organisation).annotate(
        state=Subquery(newest), is_settled=Exists(steps.filter(state=SETTLED))
    )


def _steps(row: SourceMatch) -> tuple[SourceStepView, ...]:
    steps = row.steps.select_related("taken_by").order_by("-taken_at", "-id")
    return tuple(
        SourceStepView(
            step.get_state_display(), step.outcome, step.taken_by.name, step.taken_at
        )
        for step in steps
    )


def _card(
    row: Any,
    seen: frozenset[UUID] = frozenset(),
    steps: tuple[SourceStepView, ...] = (),
) -> SourceCard:
    state: str = row.state or ""
    return SourceCard(
        id=row.id,
        earlier_id=row.earlier_id,
        earlier_urn=row.earlier_urn,
        later_id=row.later_id,
        later_urn=row.later_urn,
        reports=row.reports,
        made_at=row.made_at,
        state=state,
        state_label=str(SourceState(state).label) if state else "",
        seen=seen,
        steps=steps,
    )
