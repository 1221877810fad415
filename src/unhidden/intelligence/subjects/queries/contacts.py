"""Whom the viewer's organisation is to contact, and what was done about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.agencies import queries as agencies
from unhidden.intelligence.models import Contact, ContactState, ContactStep

CLOSED = ContactState.CLOSED.value


@dataclass(frozen=True, slots=True)
class StepView:
    state_label: str
    outcome: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ContactCard:
    """Whom to contact about which record of one's own; ``state`` is "" when new.

    ``reference`` is the same on both sides.
    """

    id: UUID
    other: str
    urn: str
    record_id: UUID
    reference: str
    made_at: datetime
    state: str
    state_label: str
    steps: tuple[StepView, ...] = ()


@dataclass(frozen=True, slots=True)
class Contacts:
    rows: list[ContactCard]
    total: int


def permission_for(*, is_sensitive: bool) -> str:
    """Who is told: the desk, or of sensitive records whoever answers for them."""
    return "intelligence.control_sensitive" if is_sensitive else "intelligence.triage"


@query
def list_contacts(
    *, viewer: Actor, is_sensitive: bool, start: int = 0, limit: int = 25
) -> Contacts:
    """What the viewer is told of, open ones first, the newest first."""
    viewer.must(permission_for(is_sensitive=is_sensitive))
    rows = _rows(viewer, is_sensitive=is_sensitive)
    names = _names()
    cut = rows.order_by("is_closed", "-made_at", "id")[start : start + limit]
    return Contacts([_card(row, names) for row in cut], rows.count())


@query
def get_contact(*, viewer: Actor, contact_id: UUID, is_sensitive: bool) -> ContactCard:
    """One of them with all that was done; Absent if the viewer is not told of it."""
    viewer.must(permission_for(is_sensitive=is_sensitive))
    row = get_told_contact(viewer, contact_id, is_sensitive=is_sensitive)
    return _card(row, _names(), _steps(row))


@query
def contacts_waiting(*, viewer: Actor, is_sensitive: bool) -> int:
    """How many nobody has done anything about; none for who is not told."""
    if not viewer.may(permission_for(is_sensitive=is_sensitive)):
        return 0
    return _rows(viewer, is_sensitive=is_sensitive).filter(state=None).count()


def get_told_contact(viewer: Actor, contact_id: UUID, *, is_sensitive: bool) -> Contact:
    """The row, if the viewer is told of it; raises Absent."""
    rows = _rows(viewer, is_sensitive=is_sensitive)
    row: Contact | None = rows.filter(id=contact_id).first()
    if row is None:
        raise Absent
    return row


def _rows(viewer: Actor, *, is_sensitive: bool) -> QuerySet[Any]:
    newest = ContactStep.objects.filter(contact=OuterRef("pk")).order_by(
        "-taken_at", "-id"
    )
    state = Subquery(newest.values("state")[:1])
    closed = ContactStep.objects.filter(contact=OuterRef("pk"), state=CLOSED)
    return Contact.objects.filter(
        organisation_id=viewer.organisation, is_sensitive=is_sensitive
    ).annotate(state=state, is_closed=Exists(closed))


def _names() -> dict[UUID, str]:
    return {row.id: row.name for row in agencies.list_organisation_names()}


def _steps(row: Contact) -> tuple[StepView, ...]:
    steps = row.steps.select_related("taken_by").order_by("-taken_at", "-id")
    return tuple(
        StepView(
            step.get_state_display(), step.outcome, step.taken_by.name, step.taken_at
        )
        for step in steps
    )


def _card(
    row: Any, names: dict[UUID, str], steps: tuple[StepView, ...] = ()
) -> ContactCard:
    state: str = row.state or ""
    return ContactCard(
        id=row.id,
        other=names.get(row.other_id, ""),
        urn=row.urn,
        record_id=row.record_id,
        reference=row.meeting.hex[:8].upper(),
        made_at=row.made_at,
        state=state,
        state_label=str(ContactState(state).label) if state else "",
        steps=steps,
    )
