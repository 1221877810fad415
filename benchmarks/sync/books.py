"""The visits that officers of the bench have: planned in the running week, and what
becomes of some of them while their officers are without signal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from benchmarks.sync.leavers import FATES, CrewMember, Leavers, find_actor
from unhidden.access import context
from unhidden.hosting.postgres import connecting
from unhidden.hosting.postgres.connecting import Connection, Parameters
from unhidden.lib.working_days import LONDON
from unhidden.operations.visits.actions.visits import cancel_visit

#: What somebody is told when they open their door, as the form wants it.
_TOLD = "We visit all businesses of this street, and ask how those who work here fare."
_CREW = """
select m.person_id, m.organisation_id, m.team_id
  from operations_teammember m
  join operations_team t on t.id = m.team_id
  join operations_operation o on o.id = t.operation_id and o.status = 'running'
  join agencies_engagement e on e.person_id = m.person_id
   and e.organisation_id = m.organisation_id and e.role = 'officer'
   and e.approved_at is not null and e.ended_at is null
 order by m.team_id, m.person_id
"""
_SAMPLES = """
select distinct on (o.status) o.status, p.id from operations_plannedvisit p
  join operations_operation o on o.id = p.operation_id
 where p.kind = 'soft' and o.status in ('running', 'closed')
 order by o.status, o.starts_on desc
"""
_ADD = """
insert into operations_plannedvisit
select (jsonb_populate_record(p, jsonb_build_object(
          'id', %(id)s::uuid, 'premises_id', %(premises)s::uuid, 'on', %(on)s::date,
          'team_id', coalesce(%(team)s::uuid, p.team_id), 'status', 'planned'))).*
  from operations_plannedvisit p where p.id = %(sample)s
"""
_ENROL = """
insert into field_device
  (id, public_key, person_id, organisation_id, name, unlock, is_persistent, enrolled_at,
   approved_at, lost_reason, waiting)
select distinct on (s.device_id) s.device_id, s.device_key, e.person_id,
       e.organisation_id, 'Bench', 'prf', true, now(), now(), '', 0
  from field_submission s
  join agencies_engagement e on e.person_id = s.author_id and e.role = 'officer'
   and e.ended_at is null
 where s.position > %s
on conflict do nothing
"""
_LEFT = "select count(*) from field_submission where state = 'landed' and position > %s"
_WAITING = """
select 'waits_' || problem, count(*)
  from field_submission s
  join visits_account a on a.id = s.id, unnest(a.problems) problem
 where a.state = 'waits' and s.position > %s group by 1 order by 1
"""
#: What is wrong with a visit that does not add up, or has a sign that nobody knows.
_WRONG: Mapping[str, Mapping[str, object]] = {
    "does_not_add_up": {"answers": {"outcome": "arrest"}},
    "sign_unknown": {"signs": [{"code": "none.of.ours", "answer": "seen"}]},
}
CONFLICTS = (
    *("plan_cancelled", "operation_closed", "not_on_team", "plan_unknown"),
    *_WRONG,
)


@dataclass(frozen=True, slots=True)
class BookedVisit:
    """A visit that an officer is sent to; ``conflict`` is why its account must wait."""

    planned: UUID
    conflict: str

    def tell_phone(self) -> dict[str, object]:
        """What the officer writes there."""
        yesterday = timezone.now().astimezone(LONDON).date() - timedelta(days=1)
        wrong: Mapping[str, Any] = _WRONG.get(self.conflict, {})
        answers = {
            "purpose_told": _TOLD,
            "entry_basis": "consent",
            "consent_by": "Manager",
            "interpreter": "not_needed",
            "on": yesterday.isoformat(),
            "starts_at": "10:00",
            "ends_at": "10:25",
            "outcome": "advice_given",
            "spoken_to": 2,
            "leaflets": 3,
            "notices": 0,
            "arrests": 0,
            **wrong.get("answers", {}),
        }
        people = [{"age": "adult", "sex": "female", "count": 3}]
        outer = {"answers": answers, "people": people, "signs": wrong.get("signs", [])}
        return {"planned": str(self.planned), "conflict": self.conflict, "outer": outer}


def draw_conflict(number: int) -> str:
    """What is to speak against an officer's visit of this number: of each ten against
    two nothing, against three one thing each, and the others nobody planned."""
    place = number % 10
    if place in (0, 7):
        return ""
    return CONFLICTS[number // 3 % len(CONFLICTS)] if place % 3 == 2 else "plan_unknown"


#: Of the officers of each process the last, one for each of what may happen to them.
LEAVING = {17 + number: fate for number, fate in enumerate(FATES)}


class VisitBooks:
    """Books visits for the crews of the running week of a demonstration."""

    def __init__(self, database: Parameters) -> None:
        self._database = database
        with connecting.connect(database) as admin:
            self.crew = [CrewMember(*row) for row in admin.execute(_CREW).fetchall()]
            samples = admin.execute(_SAMPLES).fetchall()
            self._samples = {str(status): row for status, row in samples}
            rows = admin.execute("select id from places_premises order by id")
            self._premises = [row for (row,) in rows.fetchall()]
        self._booked = 0
        self._cancelled: list[UUID] = []
        self._leavers = Leavers(database)

    def send_out(
        self, number: int, visits: int
    ) -> tuple[list[UUID], list[BookedVisit]]:
        """The officer of this number and a colleague of the same crew, by their ids;
        and so many visits of the first, each with what is to speak against it."""
        pair, fate = self._pick_two(number), LEAVING.get(number, "")
        if fate:
            pair = [self._leavers.add(each, fate) for each in pair]
        booked = self._book(pair[0], fate, visits)
        return [each.person for each in pair], [*booked]

    def _pick_two(self, number: int) -> list[CrewMember]:
        first = self.crew[number % len(self.crew)]
        others = (each for each in self.crew if each.team == first.team)
        return [first, next((each for each in others if each != first), first)]

    def _book(
        self, member: CrewMember, fate: str, visits: int
    ) -> Iterator[BookedVisit]:
        with connecting.connect(self._database) as admin:
            for number in range(visits):
                if fate:
                    planned = self._plan(admin, "running", member.team)
                    yield BookedVisit(planned, fate)
                else:
                    yield self._book_one(admin, member, draw_conflict(number))

    def _book_one(
        self, admin: Connection, member: CrewMember, conflict: str
    ) -> BookedVisit:
        if conflict == "plan_unknown":
            return BookedVisit(uuid4(), conflict)
        is_closed = conflict == "operation_closed"
        team = member.team
        if conflict == "not_on_team":
            own = {each.team for each in self.crew if each.person == member.person}
            team = next(each.team for each in self.crew if each.team not in own)
        status = "closed" if is_closed else "running"
        planned = self._plan(admin, status, None if is_closed else team)
        if conflict == "plan_cancelled":
            self._cancelled.append(planned)
        return BookedVisit(planned, conflict)

    def _plan(self, admin: Connection, status: str, team: UUID | None) -> UUID:
        """A visit of an operation that stands so, for a team, else for its own."""
        days, number = divmod(self._booked, len(self._premises))
        self._booked += 1
        planned = uuid4()
        given = {
            "id": planned,
            "premises": self._premises[number],
            # Of one day no two visits of one operation are at the same premises.
            "on": timezone.now().date() + timedelta(days=10 + days),
            "team": team,
            "sample": self._samples[status],
        }
        admin.execute(_ADD, given)
        return planned

    def let_happen(self) -> None:
        """Whatever happens to plans, people and phones before all of it is applied."""
        self._cancel()
        self._leavers.let_happen()

    def _cancel(self) -> None:
        planner = find_actor("planner").doing("operation_delivery")
        for planned in self._cancelled:
            with context.acting_as(planner):
                cancel_visit(
                    planned_id=planned,
                    reason="The street is closed.",
                    actor=planner,
                    at=timezone.now(),
                )
        self._cancelled.clear()

    def enrol_phones(self, since: int) -> None:
        """Note every phone that sent something as its officer's own."""
        with connecting.connect(self._database) as admin:
            admin.execute(_ENROL, [since])

    def count_waiting(self, since: int) -> dict[str, int]:
        """How many accounts wait for a person, by each reason that was told."""
        with connecting.connect(self._database) as admin:
            return dict(admin.execute(_WAITING, [since]).fetchall())

    def count_unapplied(self, since: int) -> int:
        """How many submissions the worker has not looked at yet."""
        with connecting.connect(self._database) as admin:
            row = admin.execute(_LEFT, [since]).fetchone()
        assert row  # an aggregate has one
        return int(row[0])
