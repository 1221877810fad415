"""Everything decided of the items of an investigation, as the rules read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max

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
    block_id: UUID | None = None


def may_schedule(head: Investigation, viewer: Actor) -> bool:
    """Whether the viewer holds the post that decides of material and signs."""
    return viewer.may("investigations.schedule") and not posts_of(
        head, viewer
    ).isdisjoint(SCHEDULE_POSTS)


def may_read_sensitive(head: Investigation, viewer: Actor) -> bool:
    """Whether the viewer holds a post that may read what is sensitive."""
    return viewer.may("investigations.sensitive") and not posts_of(
        head, viewer
    ).isdisjoint(SENSITIVE_POSTS)


def read_unused(
    head: Investigation, viewer: Actor, only: Collection[int] | None = None
) -> UnusedState:
    """The state of all items of an investigation in view, or of ``only`` some.

    Whoever may not know how a sensitive item is described is told that it is.
    """
    found = Material.objects.filter(investigation=head)
    if only is not None:
        found = found.filter(number__in=only)
    rows = list(
        found.order_by("number").values_list(
            "id", "number", "kind", "source_id", "received_on"
        )
    )
    ids = None if only is None else [row[0] for row in rows]
    latest = _decisions(head, ids)
    described = _descriptions(head, ids)
    sealed = _sealed(head, ids) if may_read_sensitive(head, viewer) else None
    events = [
        LookEvent(at, accused)
        for at, accused in LookAgain.objects.filter(investigation=head).values_list(
            "entered_at", "accused_id"
        )
    ]
    numbers = _block_numbers(described.values(), {row[0]: row[1] for row in rows})
    redacted = set(
        Redaction.objects.filter(investigation=head).values_list(
            "material_id", flat=True
        )
    )
    items = []
    for key, number, kind, source_id, received_on in rows:
        decided, words = latest[key], described.get(key, _Open())
        state = ItemState(
            number=number,
            values={axis: one.value for axis, one in decided.items()},
            words=words.text,
            quantity=words.quantity,
            turn=words.turn,
            block=numbers.get(words.block_id) if words.block_id else None,
            is_described_sealed=sealed is None or key in sealed,
            sealed_turn=sealed.get(key, 0) if sealed else 0,
            has_redacted_copy=key in redacted,
            due=_due(decided, events),
        )
        items.append(
            UnusedItem(key, state.number, state, kind, source_id, received_on, decided)
        )
    return UnusedState(tuple(items), find_accused(head), len(events))


def find_accused(head: Investigation) -> dict[UUID, int]:
    """The people of an investigation who are suspects now: numbers by id."""
    suspects = PersonRole.objects.filter(
        investigation=head, role=InvestigatedRole.SUSPECT, ended_at=None
    ).values("person_id")
    found = InvestigatedPerson.objects.filter(investigation=head, id__in=suspects)
    return dict(found.order_by("number").values_list("id", "number"))


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
        .values_list("material_id", "text", "quantity", "turn", "block_id")
    )
    return {row[0]: _Open(*row[1:]) for row in rows.iterator()}


def _sealed(head: Investigation, ids: Collection[UUID] | None) -> dict[UUID, int]:
    """The latest sealed description of each item: its turn, unopened."""
    found = SensitiveDescription.objects.filter(investigation=head)
    if ids is not None:
        found = found.filter(material_id__in=ids)
    rows = found.values("material_id").annotate(last=Max("turn"))
    return {row["material_id"]: row["last"] for row in rows}


def _block_numbers(
    described: Iterable[_Open], known: Mapping[UUID, int]
) -> Mapping[UUID, int]:
    """The numbers of the items whose line others are listed under.

    ``known`` are those of the items that were read; others are asked for.
    """
    asked = {each.block_id for each in described if each.block_id} - known.keys()
    if not asked:
        return known
    others = Material.objects.filter(id__in=asked).values_list("id", "number")
    return {**known, **dict(others)}


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
