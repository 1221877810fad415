"""What the pages that join and split an investigation offer: no more is read."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.investigations.frame.queries import (
    InvestigationCard,
    describe_head,
    may_manage,
    read_head,
)
from unhidden.investigations.models import Investigation, OriginKind
from unhidden.investigations.origins.queries import (
    OriginView,
    list_came_of_it,
    list_origins,
)
from unhidden.investigations.people.queries.roles import read_roles


@dataclass(frozen=True, slots=True)
class SplitView:
    """What may go with a new investigation: origins, and people by their number;
    ``split_before`` is how many came of it already."""

    head: InvestigationCard
    origins: tuple[OriginView, ...]
    people: tuple[int, ...]
    split_before: int


@query
@of_one_record("investigation_id")
def get_managed(*, viewer: Actor, investigation_id: UUID) -> InvestigationCard:
    """An investigation where the viewer manages it now; raises Absent."""
    return describe_head(_managed(viewer, investigation_id))


@query
@of_one_record("investigation_id")
def get_split(*, viewer: Actor, investigation_id: UUID) -> SplitView:
    """What may be split off an investigation, for who manages it; raises Absent.

    What a survivor let pass stays where it was told, and is not offered.
    """
    head = _managed(viewer, investigation_id)
    return SplitView(
        head=describe_head(head),
        origins=tuple(
            one
            for one in list_origins(head)
            if not one.is_recalled and one.kind != OriginKind.DISCLOSURE
        ),
        people=tuple(read_roles(head).numbers.values()),
        split_before=len(list_came_of_it(head)),
    )


def _managed(viewer: Actor, investigation_id: UUID) -> Investigation:
    viewer.must("investigations.see_own")
    head = read_head(viewer, investigation_id)
    if not may_manage(head, viewer):
        raise Absent
    return head
