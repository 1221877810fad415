"""Whom a page offers: possible victims of visits, and people of one's own."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.intelligence import queries as intelligence
from unhidden.investigations.frame.queries import (
    InvestigationCard,
    describe_head,
    may_work,
    own_investigations,
    read_head,
)
from unhidden.investigations.models import (
    ENDED,
    InvestigatedPerson,
    Investigation,
    Origin,
    OriginKind,
)
from unhidden.visits import queries as visits

_MOST_VISITS = 20


@dataclass(frozen=True, slots=True)
class OfferedPerson:
    """Somebody in one of the viewer's investigations that take rows, by number."""

    investigation_id: UUID
    person_id: UUID
    urn: str
    number: int


@dataclass(frozen=True, slots=True)
class AddingView:
    """What the page offers that adds somebody: possible victims of its visits who are
    not in it by id, premises and number there; ``people`` are in it already."""

    head: InvestigationCard
    people: int
    victims: tuple[tuple[UUID, str, int], ...]


@query
@of_one_record("investigation_id")
def get_adding(*, viewer: Actor, investigation_id: UUID) -> AddingView:
    """What is offered to who may add to an investigation now, as far as they may read
    the visits; raises Absent."""
    viewer.must("investigations.work")
    head = read_head(viewer, investigation_id)
    if not may_work(head):
        raise Absent
    people = InvestigatedPerson.objects.filter(investigation=head)
    known = list(people.values_list("possible_victim_id", flat=True))
    found = visits.list_victims_of_visits(viewer=viewer, visit_ids=_visits_of(head))
    return AddingView(
        head=describe_head(head),
        people=len(known),
        victims=tuple(
            (one.id, one.premises, one.number) for one in found if one.id not in known
        ),
    )


@query
def list_offered_people(*, viewer: Actor, subject_id: UUID) -> list[OfferedPerson]:
    """To whom a subject of the desk could be linked: the people of the viewer's own
    investigations that take rows, by number.

    Raises Absent for a subject that the viewer may not see.
    """
    viewer.must("investigations.work")
    intelligence.get_subject(viewer=viewer, mention_id=subject_id)
    mine = Investigation.objects.filter(own_investigations(viewer))
    rows = (
        InvestigatedPerson.objects.filter(
            investigation__in=mine.exclude(status__in=ENDED)
        )
        .select_related("investigation")
        .order_by("investigation__urn", "number")
    )
    return [
        OfferedPerson(row.investigation_id, row.id, row.investigation.urn, row.number)
        for row in rows
    ]


def _visits_of(head: Investigation) -> list[UUID]:
    """The visits that an investigation came from, the first first."""
    origins = Origin.objects.filter(
        investigation=head,
        kind=OriginKind.VISIT,
        source_id__isnull=False,
        recalled_at=None,
    ).order_by("brought_at", "id")
    found = origins.values_list("source_id", flat=True)[:_MOST_VISITS]
    return [each for each in found if each]
