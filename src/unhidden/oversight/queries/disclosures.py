"""What was told to investigators, as each side may see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query, with_purpose
from unhidden.access.policy import Purpose
from unhidden.agencies import queries as agencies
from unhidden.oversight.models import Disclosure, DisclosureItem, DisclosureState
from unhidden.safeguarding import queries as cases
from unhidden.vault import queries as vault


@dataclass(frozen=True, slots=True)
class WaitingDisclosure:
    """An offer to one's investigators: from whom, how much, until when."""

    id: UUID
    giver: str
    items_told: int
    disclosed_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class DisclosureCard:
    """A disclosure as its case sees it.

    ``is_closed``: it waits for a colleague to agree, and was sealed to others, as where
    the case was led before it moved.
    """

    id: UUID
    receiver: str
    state: str
    state_label: str
    ground_label: str
    items_told: int
    disclosed_by: str
    disclosed_at: datetime
    is_marked: bool
    may_recall: bool
    may_authorise: bool
    is_closed: bool


@dataclass(frozen=True, slots=True)
class ToldThing:
    kind_label: str
    words: str


@dataclass(frozen=True, slots=True)
class CompelledUse:
    ground: str
    ground_label: str
    asked_by: str
    confirmed_by: str
    may_confirm: bool


@dataclass(frozen=True, slots=True)
class ToldDisclosure:
    """A disclosure as its investigators see it.

    ``is_marked``: the person took their word back; no contact but through the
    safeguarding lead, and the words open only for a use that law compels.
    """

    id: UUID
    giver: str
    state: str
    state_label: str
    taken_at: datetime | None
    is_marked: bool
    things: tuple[ToldThing, ...]
    uses: tuple[CompelledUse, ...]


@query
@with_purpose(Purpose.INVESTIGATION)
def list_waiting(*, viewer: Actor) -> list[WaitingDisclosure]:
    """What waits for the investigators of the viewer's organisation."""
    viewer.must("investigations.open")
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, giver_id, items_told, disclosed_at, expires_at"
            " from wall.disclosures_waiting()"
        )
        rows = cursor.fetchall()
    names = {each.id: each.name for each in agencies.list_organisation_names()}
    return [
        WaitingDisclosure(id_, names.get(giver, ""), items, since, until)
        for id_, giver, items, since, until in rows
    ]


@query
@with_purpose(Purpose.SAFEGUARDING_SUPPORT)
@of_one_record("case_id")
def list_disclosures(*, viewer: Actor, case_id: UUID) -> list[DisclosureCard]:
    """What was told of a case, the latest first; raises Absent."""
    viewer.must("safeguarding.see_own_cases")
    head = cases.work_on(viewer=viewer, case_id=case_id)
    rows = Disclosure.objects.filter(case_id=case_id).select_related(
        "receiver", "disclosed_by"
    )
    closed = _find_closed(rows.filter(state=DisclosureState.ASKED), viewer)
    return [
        DisclosureCard(
            id=row.id,
            receiver=agencies.name_of(row.receiver) if row.receiver else "",
            state=row.state,
            state_label=row.get_state_display(),
            ground_label=row.get_ground_display() if row.ground else "",
            items_told=row.items_told,
            disclosed_by=row.disclosed_by.name,
            disclosed_at=row.disclosed_at,
            is_marked=row.marked_at is not None,
            may_recall=row.state in {"asked", "pending", "accepted"},
            may_authorise=row.state == DisclosureState.ASKED
            and head.may_manage
            and row.disclosed_by_id != viewer.person_id
            and row.id not in closed,
            is_closed=row.id in closed,
        )
        for row in rows.order_by("-disclosed_at", "id")
    ]


def _find_closed(rows: QuerySet[Disclosure], viewer: Actor) -> set[UUID]:
    """Which of these hold something that the viewer's organisation has no key to."""
    items = dict(
        DisclosureItem.objects.filter(disclosure__in=rows).values_list(
            "id", "disclosure_id"
        )
    )
    held = {
        record_id
        for record_id, _, organisation_id in vault.list_key_holders(record_ids=items)
        if organisation_id == viewer.organisation
    }
    return {items[each] for each in items.keys() - held}


@query
@with_purpose(Purpose.INVESTIGATION)
def find_taken(*, viewer: Actor, disclosure_id: UUID) -> UUID | None:
    """The investigation that it was taken into, if the viewer reads that."""
    viewer.must("investigations.open")
    taken = Disclosure.objects.filter(id=disclosure_id, state=DisclosureState.ACCEPTED)
    return taken.values_list("investigation_id", flat=True).first()


@query
@with_purpose(Purpose.INVESTIGATION)
def get_waiting(*, viewer: Actor, disclosure_id: UUID) -> WaitingDisclosure:
    """One of those; raises Absent."""
    for each in list_waiting(viewer=viewer):
        if each.id == disclosure_id:
            return each
    raise Absent
