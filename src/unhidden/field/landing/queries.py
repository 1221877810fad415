"""What landed: that something came, from whom and how it stands; never what it says."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.agencies import queries as agencies
from unhidden.field.models import FieldDevice, LandedSubmission, SubmissionState
from unhidden.field.policies import SEE_LANDING
from unhidden.operations import queries as operations
from unhidden.ui.pages import PER_PAGE
from unhidden.visits import queries as accounts


@dataclass(frozen=True, slots=True)
class LandedCard:
    """One submission: when it came, of what kind, for which visit, and how it stands.

    ``visit`` and ``day`` are empty for a visit that is not in our books, or that the
    viewer does not meet; ``phone`` and ``person`` for one that nobody here knows.
    ``is_to_decide``: it is an account on which the viewer may decide.
    """

    id: UUID
    kind: str
    state: str
    reason: str
    landed_at: datetime
    planned_id: UUID | None
    visit: str
    device_id: UUID
    phone: str
    person: str
    is_to_decide: bool

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for a person."""
        return self.state == SubmissionState.WAITS


@dataclass(frozen=True, slots=True)
class LandedList:
    """A page of what landed, how many there are, and how many of all wait."""

    cards: tuple[LandedCard, ...]
    total: int
    waiting: int


@query
def list_landed(
    *,
    viewer: Actor,
    state: str = "",
    kind: str = "",
    device_id: UUID | None = None,
    is_oldest_first: bool = False,
    start: int = 0,
    limit: int = PER_PAGE,
) -> LandedList:
    """What landed from phones, or for operations, of the viewer's organisation."""
    viewer.must(SEE_LANDING)
    rows = LandedSubmission.objects.all()
    waiting = rows.filter(state=SubmissionState.WAITS).count()
    asked = {"state": state, "kind": kind, "device_id": device_id}
    rows = rows.filter(**{name: value for name, value in asked.items() if value})
    by = "position" if is_oldest_first else "-position"
    cards = _cards(viewer, rows.order_by(by)[start : start + limit])
    return LandedList(cards, rows.count(), waiting)


def _cards(viewer: Actor, rows: QuerySet[LandedSubmission]) -> tuple[LandedCard, ...]:
    found = list(rows.values(*_SHOWN))
    devices = _find_devices({row["device_id"] for row in found})
    named = {row["author_id"] for row in found if row["author_id"]}
    people = agencies.names_of_people(person_ids=named)
    waiting = accounts.find_waiting_accounts(
        viewer=viewer, account_ids={row["id"] for row in found}
    )
    visits = operations.find_planned_visits(
        viewer=viewer,
        planned_ids={row["planned_named"] for row in found if row["planned_named"]},
    )
    cards = []
    for row in found:
        visit = visits.get(row["planned_named"])
        device = devices.get(row["device_id"])
        cards.append(
            LandedCard(
                id=row["id"],
                kind=row["kind"],
                state=row["state"],
                reason=row["reason"],
                landed_at=row["landed_at"],
                planned_id=visit.id if visit else None,
                visit=visit.premises if visit else "",
                device_id=row["device_id"],
                phone=device.name if device else "",
                person=people.get(row["author_id"], ""),
                is_to_decide=row["id"] in waiting,
            )
        )
    return tuple(cards)


_SHOWN = (
    "id",
    "kind",
    "state",
    "reason",
    "landed_at",
    "planned_named",
    "device_id",
    "author_id",
)


def _find_devices(ids: Collection[UUID]) -> dict[UUID, FieldDevice]:
    return FieldDevice.objects.in_bulk(ids)
