"""Everything decided of the items of an investigation, as the rules read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Max, Q

from unhidden.access.actor import Actor
from unhidden.investigations.models import (
    InvestigatedPerson,
    InvestigatedRole,
    Investigation,
    LookAgain,
    Material,
    MaterialDecision,
    MaterialDescription,
    PersonRole,
    Redaction,
    SensitiveDescription,
)
from unhidden.investigations.models.posts import SCHEDULE_POSTS, SENSITIVE_POSTS
from unhidden.investigations.posts.queries.posts import posts_of
from unhidden.investigations.unused.rules.places import (
    ItemState,
    LookEvent,
    find_due,
)

Key = tuple[str, UUID | None]
_ItemRow = tuple[UUID, int, str, UUID, date, bool]


@dataclass(frozen=True, slots=True)
class LatestDecision:
    """The decision of an item that counts, on one axis and for one accused."""

    value: str
    turn: int
    code: str
    decided_by_id: UUID
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class UnusedItem:
    """An item with its state, and the decisions that made it."""

    id: UUID
    number: int
    state: ItemState
    kind: str
    source_id: UUID
    received_on: date
    latest: Mapping[Key, LatestDecision] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class UnusedState:
    """The items of an investigation, for whom they are assessed, and what was since.

    ``accused`` has the number of each person who is a suspect, by id.
    """

    items: tuple[UnusedItem, ...]
    accused: Mapping[UUID, int]
    looks: int

    @property
    def item_states(self) -> list[ItemState]:
        """The items as the rules read them."""
        return [item.state for item in self.items]


@dataclass(frozen=True, slots=True)
class _Open:
    text: str = ""
    quantity: int = 1
    turn: int = 0
    block: int | None = None


@dataclass(frozen=True, slots=True)
class _DecidedOfItems:
    """What is decided and said of the items that are read, by their id; ``sealed`` is
    none for whoever may not know."""

    latest: Mapping[UUID, dict[Key, LatestDecision]]
    described: Mapping[UUID, _Open]
    sealed: Mapping[UUID, int] | None
    events: list[LookEvent]


def may_schedule(head: Investigation, viewer: Actor) -> bool:
    """Whether the viewer holds the post that decides of material and signs."""
    return viewer.may("investigations.schedule") and not posts_of(
        head, viewer
    ).isdisjoint(SCHEDULE_POSTS)


def may_read_sensitive(
    head: Investigation, viewer: Actor, posts: Collection[str] | None = None
) -> bool:
    """Whether the viewer holds a post that may read what is sensitive; ``posts`` are
    those that they hold, where they are at hand."""
    if not viewer.may("investigations.sensitive"):
        return False
    held = posts_of(head, viewer) if posts is None else posts
    return not set(held).isdisjoint(SENSITIVE_POSTS)


def read_unused(
    head: Investigation,
    viewer: Actor,
    only: Collection[int] | None = None,
    *,
    posts: Collection[str] | None = None,
    accused: Mapping[UUID, int] | None = None,
) -> UnusedState:
    """The state of all items of an investigation in view, or of ``only`` some.

    Whoever may not know how a sensitive item is described is told that it is.
    ``posts`` the viewer's and ``accused`` are given where they are at hand.
    """
    rows = _items(head, only)
    ids = None if only is None else [row[0] for row in rows]
    may_know = may_read_sensitive(head, viewer, posts)
    read = _DecidedOfItems(
        latest=_decisions(head, ids),
        described=_descriptions(head, ids),
        sealed=_sealed(head, ids) if may_know else None,
        events=_events(head),
    )
    accused = find_accused(head) if accused is None else accused
    items = tuple(_item(row, read) for row in rows)
    return UnusedState(items, accused, len(read.events))


def _items(head: Investigation, only: Collection[int] | None) -> list[_ItemRow]:
    """The items themselves by number, and whether each has a redacted copy."""
    found = Material.objects.filter(investigation=head)
    if only is not None:
        found = found.filter(number__in=only)
    copied = Redaction.objects.filter(investigation=head).values("material_id")
    redacted = ExpressionWrapper(Q(id__in=copied), output_field=BooleanField())
    return list(
        found.annotate(has_copy=redacted)
        .order_by("number")
        .values_list("id", "number", "kind", "source_id", "received_on", "has_copy")
    )


def _item(row: _ItemRow, read: _DecidedOfItems) -> UnusedItem:
    key, number, kind, source_id, received_on, has_copy = row
    decided, words = read.latest[key], read.described.get(key, _Open())
    state = ItemState(
        number=number,
        values={axis: one.value for axis, one in decided.items()},
        words=words.text,
        quantity=words.quantity,
        turn=words.turn,
        block=words.block,
        is_described_sealed=read.sealed is None or key in read.sealed,
        sealed_turn=read.sealed.get(key, 0) if read.sealed else 0,
        has_redacted_copy=has_copy,
        due=_due(decided, read.events),
    )
    return UnusedItem(key, number, state, kind, source_id, received_on, decided)


def find_accused(head: Investigation) -> dict[UUID, int]:
    """The people of an investigation who are suspects now: numbers by id."""
    suspects = PersonRole.objects.filter(
        investigation=head, role=InvestigatedRole.SUSPECT, ended_at=None
    ).values("person_id")
    found = InvestigatedPerson.objects.filter(investigation=head, id__in=suspects)
    return dict(found.order_by("number").values_list("id", "number"))


def _events(head: Investigation) -> list[LookEvent]:
    looks = LookAgain.objects.filter(investigation=head)
    return [LookEvent(*each) for each in looks.values_list("entered_at", "accused_id")]


def _decisions(
    head: Investigation, ids: Collection[UUID] | None
) -> Mapping[UUID, dict[Key, LatestDecision]]:
    found = MaterialDecision.objects.filter(investigation=head)
    if ids is not None:
        found = found.filter(material_id__in=ids)
    rows = (
        found.order_by("material_id", "axis", "accused_id", "-turn")
        .distinct("material_id", "axis", "accused_id")
        .values_list(
            "material_id",
            "axis",
            "accused_id",
            "value",
            "turn",
            "code",
            "decided_by_id",
            "decided_at",
        )
    )
    latest: dict[UUID, dict[Key, LatestDecision]] = defaultdict(dict)
    for row in rows.iterator():
        latest[row[0]][row[1], row[2]] = LatestDecision(*row[3:])
    return latest


def _descriptions(
    head: Investigation, ids: Collection[UUID] | None
) -> dict[UUID, _Open]:
    found = MaterialDescription.objects.filter(investigation=head)
    if ids is not None:
        found = found.filter(material_id__in=ids)
    rows = (
        found.order_by("material_id", "-turn")
        .distinct("material_id")
        .values_list("material_id", "text", "quantity", "turn", "block__number")
    )
    return {row[0]: _Open(*row[1:]) for row in rows.iterator()}


def _sealed(head: Investigation, ids: Collection[UUID] | None) -> dict[UUID, int]:
    """The latest sealed description of each item: its turn, unopened."""
    found = SensitiveDescription.objects.filter(investigation=head)
    if ids is not None:
        found = found.filter(material_id__in=ids)
    rows = found.values("material_id").annotate(last=Max("turn"))
    return {row["material_id"]: row["last"] for row in rows}


def _due(
    decided: Mapping[Key, LatestDecision], events: list[LookEvent]
) -> frozenset[UUID]:
    if not events:
        return frozenset()
    return find_due(
        (
            (accused, one.value, one.decided_at)
            for (axis, accused), one in decided.items()
            if axis == "test" and accused is not None
        ),
        events,
    )
