"""Emergencies as oversight sees them: counts, what is late, and nothing of a record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.access.policy import Domain
from unhidden.agencies import queries as agencies
from unhidden.emergency import rules
from unhidden.emergency.models import EmergencyOutcome, EmergencyReason
from unhidden.emergency.rules import AccessCourse

Names = Mapping[UUID, str]


@dataclass(frozen=True, slots=True)
class EmergencyLine:
    """One access as oversight sees it: nothing of the record."""

    person: str
    organisation: str
    owner: str
    domain_label: str
    reason_label: str
    asked_at: datetime
    review_due_on: date


@dataclass(frozen=True, slots=True)
class EmergencyDashboard:
    """Counts, what is late, and whose right rests or is locked, by name."""

    asked: int
    open_now: int
    waiting: int
    to_review: int
    outcomes: tuple[tuple[str, int], ...]
    overdue: tuple[EmergencyLine, ...]
    suspended: tuple[str, ...]
    locked: tuple[str, ...]


@query
def build_emergency_dashboard(*, viewer: Actor, at: datetime) -> EmergencyDashboard:
    """Emergencies in figures, for oversight; raises Absent for others."""
    viewer.must("emergency.oversee")
    found = _figures()
    names = agencies.names_of_people(person_ids={row.person_id for row in found})
    courses: dict[UUID, list[AccessCourse]] = {}
    for row in found:
        courses.setdefault(row.person_id, []).append(row.access_course)
    late = [row for row in found if rules.is_overdue(row.access_course, at)]
    states = [rules.find_access_state(row.access_course, at) for row in found]
    return EmergencyDashboard(
        asked=len(found),
        open_now=states.count(rules.OPEN),
        waiting=states.count(rules.WAITING),
        to_review=sum(1 for row in found if row.opened_at and not row.reviewed_at),
        outcomes=_counted(row.outcome for row in found),
        overdue=_lines(late, names),
        suspended=_named(names, courses, lambda held: rules.is_suspended(held, at)),
        locked=_named(
            names,
            courses,
            lambda held: bool(rules.free_again_at([c.asked_at for c in held], at)),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    person_id: UUID
    organisation_id: UUID
    owner_id: UUID
    domain: str
    reason: str
    outcome: str
    asked_at: datetime
    until_at: datetime
    opened_at: datetime | None
    ended_at: datetime | None
    review_due_on: date
    reviewed_at: datetime | None

    @property
    def access_course(self) -> AccessCourse:
        return AccessCourse(
            asked_at=self.asked_at,
            until_at=self.until_at,
            opened_at=self.opened_at,
            ended_at=self.ended_at,
            review_due_on=self.review_due_on,
            reviewed_at=self.reviewed_at,
        )


_ALL = """
select person, organisation, owner, domain, reason, outcome,
       asked_at, until_at, opened_at, ended_at, review_due_on, reviewed_at
  from wall.emergency_figures()
"""


def _figures() -> list[_Found]:
    with connection.cursor() as cursor:
        cursor.execute(_ALL)
        return [_Found(*row) for row in cursor.fetchall()]


def _lines(found: Iterable[_Found], names: Names) -> tuple[EmergencyLine, ...]:
    organisations = {each.id: each.name for each in agencies.list_organisation_names()}
    return tuple(
        EmergencyLine(
            person=names.get(row.person_id, ""),
            organisation=organisations.get(row.organisation_id, ""),
            owner=organisations.get(row.owner_id, ""),
            domain_label=str(Domain(row.domain).label),
            reason_label=str(EmergencyReason(row.reason).label),
            asked_at=row.asked_at,
            review_due_on=row.review_due_on,
        )
        for row in found
    )


def _named(
    names: Names,
    courses: Mapping[UUID, list[AccessCourse]],
    is_so: Callable[[list[AccessCourse]], bool],
) -> tuple[str, ...]:
    """The names of those of whose accesses it is so, in order."""
    found = [names.get(key, "") for key, held in courses.items() if is_so(held)]
    return tuple(sorted(found))


def _counted(outcomes: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Each outcome with how often it was found, in the order of the list."""
    counted = Counter(outcomes)
    return tuple((str(each.label), counted[each.value]) for each in EmergencyOutcome)
