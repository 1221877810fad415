"""What a picture of a network may hold, read anew from the keys of what is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.intelligence.models import Mention
from unhidden.intelligence.networks.queries.networks import (
    build_edges,
    name_subjects,
    root_of,
)
from unhidden.intelligence.networks.rules.networks import Edge
from unhidden.intelligence.networks.rules.pictures import DrawnLinks
from unhidden.intelligence.reports.queries.checks import waiting_among
from unhidden.intelligence.subjects.queries import links
from unhidden.intelligence.subjects.queries.near import (
    TOGETHER,
    NearLink,
    SubjectIndex,
)


@dataclass(frozen=True, slots=True)
class NetworkPicture:
    """The links that may leave, and what these call their ends.

    ``left_out`` counts what was asked for and waits for a second person, or is not in
    view: which of the two is not told.
    """

    edges: tuple[Edge, ...]
    names: Mapping[UUID, str]
    left_out: int


@query
def load_picture(
    *, viewer: Actor, mention_id: UUID, keys: DrawnLinks
) -> NetworkPicture:
    """Absent where the mention, from which the chart grew, is not in view."""
    viewer.must("intelligence.export_network")
    met = SubjectIndex()
    root_of(mention_id, met)
    strands = [*_linked(keys.links), *_together(keys.pairs)]
    waiting = waiting_among({each.item_id for each in strands})
    free = [each for each in strands if each.item_id not in waiting]
    met.meet(end for each in free for end in (each.left, each.right))
    # Where somebody judged both ends to be one since, nothing is left to draw.
    drawn = [each for each in free if met.of[each.left] != met.of[each.right]]
    return NetworkPicture(
        edges=build_edges(drawn, met),
        names=_names(drawn, met),
        left_out=len(keys) - len(drawn),
    )


def _linked(ids: Iterable[UUID]) -> list[NearLink]:
    rows = links.query_standing_links().filter(id__in=list(ids)).order_by("id")
    return [
        replace(
            _strand(row.left_id, row.right_id, row.item_id, row.kind),
            id=row.id,
            from_on=row.from_on,
            to_on=row.to_on,
        )
        for row in rows
    ]


def _together(pairs: Iterable[tuple[UUID, UUID]]) -> list[NearLink]:
    """Those of the pairs that one item names."""
    wanted = sorted(pairs)
    ends = {end for pair in wanted for end in pair}
    item_of = dict(Mention.objects.filter(id__in=ends).values_list("id", "item_id"))
    return [
        _strand(one, other, item_of[one], TOGETHER)
        for one, other in wanted
        if one < other and one in item_of and item_of[one] == item_of.get(other)
    ]


def _strand(left: UUID, right: UUID, item_id: UUID, kind: str) -> NearLink:
    """As the search of a neighbourhood has it, but of no subject's own search."""
    return NearLink(
        subject=left,
        mention=left,
        other=right,
        id=None,
        item_id=item_id,
        left=left,
        right=right,
        kind=kind,
        from_on=None,
        to_on=None,
        total=0,
    )


def _names(drawn: Iterable[NearLink], met: SubjectIndex) -> dict[UUID, str]:
    """What the mentions at these links call each subject, and no other mention."""
    at: dict[UUID, set[UUID]] = {}
    for each in drawn:
        for end in (each.left, each.right):
            at.setdefault(met.of[end], set()).add(end)
    return {key: name for key, (_, name) in name_subjects(at, at).items()}
