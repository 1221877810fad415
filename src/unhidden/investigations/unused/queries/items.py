"""The queue of items, and one item with everything decided of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.investigations.frame.queries import (
    InvestigationCard,
    describe_head,
    may_work,
    read_head,
)
from unhidden.investigations.models import (
    Investigation,
    MaterialDecision,
    MaterialKind,
)
from unhidden.investigations.unused.queries.sealed import SensitiveWords, open_sensitive
from unhidden.investigations.unused.queries.states import (
    UnusedItem,
    UnusedState,
    may_read_sensitive,
    may_schedule,
    read_unused,
)
from unhidden.investigations.unused.rules.order import LookedItem, propose_order
from unhidden.investigations.unused.rules.places import (
    ItemGap,
    ItemPlace,
    ItemStage,
    count_places,
    find_stage,
    list_gaps,
)
from unhidden.investigations.unused.rules.signing import find_places

UNDECIDED, EVERYTHING = "undecided", "all"


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """What to list: ``what`` is a gap, a place, ``undecided`` or ``all``."""

    what: str = UNDECIDED
    kind: str = ""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item in a line of the queue."""

    id: UUID
    number: int
    kind: str
    kind_label: str
    received_on: date
    words: str
    stage: ItemStage
    gaps: tuple[ItemGap, ...]
    why: str


@dataclass(frozen=True, slots=True)
class PlacesOfAccused:
    """How many items stand where, for an accused; ``number`` none for nobody yet."""

    number: int | None
    counts: Mapping[ItemPlace, int]


@dataclass(frozen=True, slots=True)
class UnusedQueue:
    """The items that were asked for, in the order proposed to look at them."""

    head: InvestigationCard
    rows: tuple[ItemRow, ...]
    places: tuple[PlacesOfAccused, ...]
    accused: Mapping[UUID, int]
    total: int
    undecided: int
    may_work: bool
    may_schedule: bool


@dataclass(frozen=True, slots=True)
class MaterialDecisionView:
    """A decision as it was taken; ``accused`` is a number of the investigation."""

    axis: str
    axis_label: str
    value_label: str
    accused: int | None
    code: str
    reason: str
    decided_by: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class MaterialItemView:
    """An item, what is decided of it, and how it is described."""

    head: InvestigationCard
    item: UnusedItem
    kind_label: str
    stage: ItemStage
    gaps: tuple[ItemGap, ...]
    decisions: tuple[MaterialDecisionView, ...]
    sensitive: SensitiveWords | None
    accused: Mapping[UUID, int]
    may_work: bool
    may_schedule: bool


@query
@of_one_record("investigation_id")
def list_items(
    *, viewer: Actor, investigation_id: UUID, asked: ItemFilter
) -> UnusedQueue:
    """The items of an investigation that were asked for; raises Absent."""
    viewer.must("investigations.see_own")
    head = read_head(viewer, investigation_id)
    unused = read_unused(head, viewer)
    accused = list(unused.accused)
    looked = [LookedItem(i.state, i.kind, i.received_on) for i in unused.items]
    proposed = propose_order(looked, accused)
    why = {one.number: one.why for one in proposed}
    order = {one.number: place for place, one in enumerate(proposed)}
    found = [item for item in unused.items if _is_asked(item, asked, accused)]
    found.sort(key=lambda item: (order.get(item.number, len(order)), item.number))
    return UnusedQueue(
        head=describe_head(head),
        rows=tuple(_row(item, accused, why.get(item.number, "")) for item in found),
        places=_places(unused),
        accused=unused.accused,
        total=len(unused.items),
        undecided=len(proposed),
        may_work=_may_work(head, viewer),
        may_schedule=_may_schedule(head, viewer),
    )


@query
@of_one_record("investigation_id")
def get_item(*, viewer: Actor, investigation_id: UUID, number: int) -> MaterialItemView:
    """One item with its decisions; raises Absent, and KeysLocked for sealed words."""
    viewer.must("investigations.see_own")
    head = read_head(viewer, investigation_id)
    unused = read_unused(head, viewer, [number])
    if not unused.items:
        raise Absent
    (item,) = unused.items
    accused = list(unused.accused)
    sensitive = None
    if may_read_sensitive(head, viewer):
        sensitive = open_sensitive(head, viewer, [item.id]).get(item.id)
    return MaterialItemView(
        head=describe_head(head),
        item=item,
        kind_label=str(MaterialKind(item.kind).label),
        stage=find_stage(item.state, accused),
        gaps=tuple(list_gaps(item.state, accused)),
        decisions=_decisions(item, unused),
        sensitive=sensitive,
        accused=unused.accused,
        may_work=_may_work(head, viewer),
        may_schedule=_may_schedule(head, viewer),
    )


def _may_work(head: Investigation, viewer: Actor) -> bool:
    return viewer.may("investigations.work") and may_work(head)


def _may_schedule(head: Investigation, viewer: Actor) -> bool:
    return may_work(head) and may_schedule(head, viewer)


def _is_asked(item: UnusedItem, asked: ItemFilter, accused: list[UUID]) -> bool:
    if asked.kind and item.kind != asked.kind:
        return False
    if asked.what == EVERYTHING:
        return True
    gaps = list_gaps(item.state, accused)
    if asked.what == UNDECIDED:
        return bool(gaps)
    if asked.what in set(ItemPlace):
        return asked.what in find_places(item.state, accused)
    return any(gap.what == asked.what for gap in gaps)


def _row(item: UnusedItem, accused: list[UUID], why: str) -> ItemRow:
    return ItemRow(
        id=item.id,
        number=item.number,
        kind=item.kind,
        kind_label=str(MaterialKind(item.kind).label),
        received_on=item.received_on,
        words=item.state.words if item.state.is_open else "",
        stage=find_stage(item.state, accused),
        gaps=tuple(list_gaps(item.state, accused)),
        why=why,
    )


def _places(unused: UnusedState) -> tuple[PlacesOfAccused, ...]:
    people: list[UUID | None] = [*unused.accused] or [None]
    return tuple(
        PlacesOfAccused(
            unused.accused.get(each) if each else None,
            count_places(unused.item_states, each),
        )
        for each in people
    )


def _decisions(
    item: UnusedItem, unused: UnusedState
) -> tuple[MaterialDecisionView, ...]:
    found = MaterialDecision.objects.filter(material_id=item.id)
    rows = found.select_related("decided_by").order_by("-decided_at", "-turn", "id")
    return tuple(
        MaterialDecisionView(
            axis=row.axis,
            axis_label=row.get_axis_display(),
            value_label=row.get_value_display(),
            accused=unused.accused.get(row.accused_id) if row.accused_id else None,
            code=row.code,
            reason=row.reason,
            decided_by=row.decided_by.name,
            decided_at=row.decided_at,
        )
        for row in rows
    )
