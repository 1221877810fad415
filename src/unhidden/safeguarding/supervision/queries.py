"""Caseloads as a supervisor of the organisation meets them, talks, and figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.access.rls import procedures
from unhidden.agencies import queries as agencies
from unhidden.lib.working_days import LONDON, day_in_london
from unhidden.safeguarding.frame.queries import own_cases
from unhidden.safeguarding.models import Case, Deadline, SupervisionTalk
from unhidden.safeguarding.supervision import rules
from unhidden.safeguarding.supervision.rules import CaseLine, WorkerLoad
from unhidden.safeguarding.support.queries.contacts import find_lapses
from unhidden.safeguarding.support.queries.due import find_next_reviews
from unhidden.vault import actions as vault

SUPERVISE = "safeguarding.supervise"
_PLACES = """
select c.id, w.person_id, w.team_role
  from unnest(%s::uuid[]) c(id)
  cross join lateral wall.ways_in('safeguarding_case', c.id) w
 where w.basis = 'team' and w.ended_at is null and w.person_id is not null
 order by w.from_at, w.id
"""


@dataclass(frozen=True, slots=True)
class TeamCaseload:
    """The open cases of the viewer's organisation, and who works on them."""

    lines: tuple[CaseLine, ...]
    loads: tuple[WorkerLoad, ...]
    names: Mapping[UUID, str]


@dataclass(frozen=True, slots=True)
class TalkCard:
    """A talk about the work; ``words`` is empty where nothing was written down."""

    id: UUID
    with_name: str
    held_on: date
    next_on: date
    words: str


@dataclass(frozen=True, slots=True)
class WorkerTalks:
    """A worker's talks with the viewer, and what waits in the worker's cases.

    ``closed`` are closed cases on whose teams the worker still is: they need a home as
    well, so that somebody can open them again.
    """

    person_id: UUID
    name: str
    load: WorkerLoad | None
    lines: tuple[CaseLine, ...]
    closed: tuple[UUID, ...]
    talks: tuple[TalkCard, ...]
    takers: tuple[tuple[UUID, str], ...]


@dataclass(frozen=True, slots=True)
class OrganisationFigure:
    """Protected: None for a count under five; others in steps of five."""

    organisation: str
    open_cases: int | None
    overdue_cases: int | None


@query
def read_caseload(*, viewer: Actor, at: datetime, today: date) -> TeamCaseload:
    """Every open case that the viewer's organisation leads, with what waits in it."""
    viewer.must(SUPERVISE)
    return _caseload(viewer, at)


@query
def get_worker(*, viewer: Actor, person_id: UUID, at: datetime) -> WorkerTalks:
    """One colleague: cases, talks with the viewer, who could take cases over.

    Raises Absent for whoever is no colleague.
    """
    viewer.must(SUPERVISE)
    colleagues = dict(list_colleagues(viewer, day_in_london(at)))
    if person_id not in colleagues:
        raise Absent
    found = _caseload(viewer, at)
    lines = [one for one in found.lines if person_id in one.workers]
    return WorkerTalks(
        person_id=person_id,
        name=colleagues[person_id],
        load=next((one for one in found.loads if one.person_id == person_id), None),
        lines=tuple(rules.order_lines(lines, "due")),
        closed=_closed_cases(viewer, person_id),
        talks=_talks(viewer, worker_id=person_id),
        takers=tuple(
            (each, name) for each, name in colleagues.items() if each != person_id
        ),
    )


@query
def list_own_talks(*, viewer: Actor) -> tuple[TalkCard, ...]:
    """What was talked about with the viewer, the latest first."""
    viewer.must("safeguarding.see_own_cases")
    return _talks(viewer, worker_id=viewer.person)


@query
def list_figures(*, viewer: Actor) -> tuple[OrganisationFigure, ...]:
    """How many cases organisations had when the month began, as protected figures."""
    viewer.must("safeguarding.see_figures")
    rows = procedures.ask_rows("case_figures")
    names = {one.id: one.name for one in agencies.list_organisation_names()}
    figures = [OrganisationFigure(names[row[0]], row[1], row[2]) for row in rows]
    return tuple(sorted(figures, key=lambda one: one.organisation))


def list_colleagues(viewer: Actor, day: date) -> list[tuple[UUID, str]]:
    """Who works on cases for the viewer's organisation: id and name, in order."""
    able = agencies.list_colleagues(day=day, permission="safeguarding.work_case")
    own = {
        one.person_id: one.name
        for one in able
        if one.organisation_id == viewer.organisation
    }
    return sorted(own.items(), key=lambda one: (one[1], str(one[0])))


def find_places(case_ids: Iterable[UUID]) -> dict[UUID, list[tuple[UUID, str]]]:
    """Who is on the teams of cases that are in view: person and role, by case."""
    found: dict[UUID, list[tuple[UUID, str]]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_PLACES, [list(case_ids)])
        for case_id, person_id, role in cursor.fetchall():
            found[case_id].append((person_id, role))
    return found


def _caseload(viewer: Actor, at: datetime) -> TeamCaseload:
    rows = list(
        Case.objects.filter(
            own_cases(viewer), lead_id=viewer.organisation, closed_at__isnull=True
        ).order_by("urn", "id")
    )
    places = find_places(row.id for row in rows)
    due = _next_due(rows)
    reviews = find_next_reviews(rows)
    lapses = find_lapses(rows, at.astimezone(LONDON).date())
    lines = tuple(
        CaseLine(
            id=row.id,
            urn=row.urn,
            course=row.course,
            workers=tuple(person for person, _ in places[row.id]),
            lead_worker=next(
                (person for person, role in places[row.id] if role == "lead"), None
            ),
            next_due_at=due.get(row.id),
            last_contact_on=lapses[row.id].last_on,
            quiet_days=(
                lapses[row.id].days_without if lapses[row.id].is_overdue else None
            ),
            next_review_on=reviews.get(row.id),
            wakes_on=row.wakes_on,
        )
        for row in rows
    )
    people = {person for each in places.values() for person, _ in each}
    return TeamCaseload(
        lines=lines,
        loads=tuple(rules.count_loads(lines, at=at)),
        names=agencies.names_of_people(person_ids=people),
    )


def _closed_cases(viewer: Actor, person_id: UUID) -> tuple[UUID, ...]:
    rows = Case.objects.filter(
        own_cases(viewer), lead_id=viewer.organisation, closed_at__isnull=False
    )
    places = find_places(rows.order_by("urn", "id").values_list("id", flat=True))
    return tuple(
        case_id
        for case_id, team in places.items()
        if person_id in {person for person, _ in team}
    )


def _next_due(rows: list[Case]) -> dict[UUID, datetime]:
    found = Deadline.objects.filter(
        case__in=rows, met_at__isnull=True, ended_at__isnull=True
    )
    return dict(found.order_by("case_id", "-due_at").values_list("case_id", "due_at"))


def _talks(viewer: Actor, *, worker_id: UUID) -> tuple[TalkCard, ...]:
    rows = SupervisionTalk.objects.filter(worker_id=worker_id)
    found = rows.select_related("supervisor", "worker").order_by("-held_on", "id")[:50]
    return tuple(_talk(row, viewer) for row in found)


def _talk(row: SupervisionTalk, viewer: Actor) -> TalkCard:
    other = row.worker if row.supervisor_id == viewer.person else row.supervisor
    try:
        words = row.words_sealed.open(viewer) if row.words_sealed else ""
    except vault.NotForYou:
        words = ""
    return TalkCard(row.id, other.name, row.held_on, row.next_on, words)
