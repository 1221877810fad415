"""Opening an investigation: whoever does leads its team, and is its SIO."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.intelligence import queries as intelligence
from unhidden.investigations.models import Origin, OriginKind
from unhidden.investigations.origins.actions.bringing import (
    NewOrigin,
    check_origin,
    open_investigation,
    open_once,
)
from unhidden.investigations.origins.actions.refusals import OriginKnown
from unhidden.lib.working_days import day_in_london
from unhidden.visits import queries as visits


@action
def open_from_visit(
    *, visit_id: UUID, title: str, grounds: str, actor: Actor, at: datetime
) -> UUID:
    """Open an investigation into what a visit found; the opener leads its team.

    It learns from the visit, never from a survivor's case. Raises Absent for a
    visit the actor may not read.
    """
    actor.must("investigations.open")
    visit = visits.get_visit(viewer=actor, visit_id=visit_id)
    return open_once(
        title=title,
        grounds=grounds,
        origin=NewOrigin(OriginKind.VISIT, visit.id),
        law_as_at=day_in_london(visit.started_at),
        actor=actor,
        at=at,
    )


@action
def open_from_intelligence(
    *,
    intelligence_id: UUID,
    title: str,
    grounds: str,
    actor: Actor,
    at: datetime,
) -> UUID:
    """Open an investigation for intelligence, which enters by reference alone.

    Intelligence is no evidence. Raises Absent for what the actor may not read.
    """
    actor.must("investigations.open")
    report = intelligence.get_graded_report(
        viewer=actor, intelligence_id=intelligence_id
    )
    return open_once(
        title=title,
        grounds=grounds,
        origin=NewOrigin(OriginKind.INTELLIGENCE, report.id),
        law_as_at=report.event_on or day_in_london(report.written_at),
        actor=actor,
        at=at,
    )


@action
def open_from_referral(
    *, title: str, grounds: str, new: NewOrigin, actor: Actor, at: datetime
) -> UUID:
    """Open an investigation that another organisation referred.

    Raises OriginUnexplained, and OriginKnown for what the actor opened one for.
    """
    actor.must("investigations.open")
    check_origin(new, actor)
    mine = Origin.objects.filter(brought_by_id=actor.person, kind=new.kind)
    if mine.filter(reference=new.reference, recalled_at=None).exists():
        raise OriginKnown
    return open_investigation(
        title=title,
        grounds=grounds,
        origin=new,
        law_as_at=day_in_london(at),
        actor=actor,
        at=at,
    )


@action
def open_from_disclosure(
    *, disclosure_id: UUID, title: str, actor: Actor, at: datetime
) -> UUID:
    """Open an investigation for what a survivor let pass; the opener leads its team.

    Called by the one module that stands above both sides, which holds the words
    sealed: none of them are copied into the investigation.
    """
    actor.must("investigations.open")
    return open_investigation(
        title=title,
        grounds="",
        origin=NewOrigin(OriginKind.DISCLOSURE, disclosure_id),
        law_as_at=day_in_london(at),
        actor=actor,
        at=at,
    )
