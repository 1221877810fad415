"""Factor resets: those that wait, one of them, and what people are told of theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.agencies.models import FactorReset
from unhidden.agencies.sign_in import one_time

MANAGE_PEOPLE = "agencies.manage_people"
#: After so long an asking is over; sql/factor_resets.sql says it too.
WAITS = timedelta(days=3)
#: For so long a person is told on their pages.
TOLD = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class FactorResetView:
    """Who asked for it, and who decided; ``lapses_at`` is the end of an open one."""

    id: UUID
    person_id: UUID
    person: str
    organisation_id: UUID
    asked_by_id: UUID
    asked_by: str
    asked_at: datetime
    lapses_at: datetime
    confirmed_by: str
    confirmed_at: datetime | None
    ended_by: str
    ended_at: datetime | None
    is_waiting: bool


@dataclass(frozen=True, slots=True)
class PersonResets:
    """Of one person: what waits, and whether they have to show a code."""

    waiting: tuple[FactorResetView, ...]
    awaits_code: bool


@query
def find_factor_reset(
    *, viewer: Actor, reset_id: UUID, at: datetime
) -> FactorResetView:
    """One of them; raises Absent."""
    viewer.must(MANAGE_PEOPLE)
    row = _rows().filter(id=reset_id).first()
    if row is None:
        raise Absent
    return _view(row, at)


@query
def find_person_resets(*, viewer: Actor, person_id: UUID, at: datetime) -> PersonResets:
    """For an administrator's page of the person."""
    viewer.must(MANAGE_PEOPLE)
    found = tuple(_view(row, at) for row in _rows().filter(person_id=person_id))
    waiting = tuple(each for each in found if each.is_waiting)
    return PersonResets(waiting, one_time.needs_enrolment_code(person_id))


@query
def list_waiting_resets(*, viewer: Actor, at: datetime) -> list[FactorResetView]:
    """What nobody has decided, and is not over; the oldest first."""
    viewer.must(MANAGE_PEOPLE)
    rows = _rows().filter(confirmed_at=None, ended_at=None, asked_at__gt=at - WAITS)
    return [_view(row, at) for row in rows]


@query
def list_own_resets(*, viewer: Actor, at: datetime) -> list[FactorResetView]:
    """What was asked and done about the viewer's own factors of late, newest first."""
    rows = _rows().filter(person_id=viewer.person, asked_at__gt=at - TOLD)
    return [_view(row, at) for row in reversed(rows)]


def _rows() -> QuerySet[FactorReset]:
    names = ("person", "asked_by", "confirmed_by", "ended_by")
    return FactorReset.objects.select_related(*names).order_by("asked_at", "id")


def _view(row: FactorReset, at: datetime) -> FactorResetView:
    lapses_at = row.asked_at + WAITS
    is_open = row.confirmed_at is None and row.ended_at is None
    return FactorResetView(
        id=row.id,
        person_id=row.person_id,
        person=row.person.name,
        organisation_id=row.organisation_id,
        asked_by_id=row.asked_by_id,
        asked_by=row.asked_by.name,
        asked_at=row.asked_at,
        lapses_at=lapses_at,
        confirmed_by=row.confirmed_by.name if row.confirmed_by else "",
        confirmed_at=row.confirmed_at,
        ended_by=row.ended_by.name if row.ended_by else "",
        ended_at=row.ended_at,
        is_waiting=is_open and lapses_at > at,
    )
