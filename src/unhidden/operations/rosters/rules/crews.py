"""Which crews go out when: out of shifts, absences, skills and rules of rest.

A crew's day is gone through shift by shift, as they begin. Whoever is away, off, with
another crew or without their rest is left out of it, and told why; a crew of fewer
than two stays at home.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, TypedDict
from uuid import UUID

from unhidden.operations.rosters.rules import rest
from unhidden.operations.rosters.rules.clock import (
    ShiftSpan,
    find_missing_hour,
    make_span,
    minute_of,
)
from unhidden.operations.rosters.rules.days import (
    CrewMember,
    FaultKind,
    RosterDay,
    RosteredCrew,
    RosteredShift,
    RosterFacts,
    RosterFault,
    RosterOutcome,
)
from unhidden.operations.rosters.rules.vehicles import find_vehicle_faults
from unhidden.operations.rules import SKILLS_OF_KIND
from unhidden.planning.composition import SMALLEST_TEAM

if TYPE_CHECKING:
    from typing import Unpack


def compute_roster(facts: RosterFacts) -> RosterOutcome:
    """The crews that go out, day by day, and everything that is wrong with them."""
    work = _RosterWork(facts)
    for shift in sorted(facts.shifts, key=_begins):
        crew = work.crew_of.get(shift.team_id) if shift.team_id else None
        if crew is not None and shift.working_hours is not None:
            work.take_shift(crew, shift)
    work.faults.extend(find_vehicle_faults(work.days, facts.rides))
    faults = sorted(work.faults, key=lambda one: (one.on, one.crew, one.person))
    return RosterOutcome(tuple(work.days), tuple(faults))


def _begins(shift: RosteredShift) -> tuple[date, time, str]:
    return shift.on, shift.starts_at or time.min, str(shift.team_id)


class _FaultDetails(TypedDict, total=False):
    """What a fault says besides its kind, its crew and its day."""

    person: str
    minutes: int
    wanted: int
    source: str
    code: str
    since: date


class _RosterWork:
    """What is known so far while shifts are gone through."""

    def __init__(self, facts: RosterFacts) -> None:
        self.facts = facts
        self.crew_of: Mapping[UUID, RosteredCrew] = {
            crew.team_id: crew for crew in facts.crews
        }
        self.own: Mapping[tuple[UUID, date], RosteredShift] = {
            (shift.person_id, shift.on): shift
            for shift in facts.shifts
            if shift.person_id
        }
        self.worked: dict[UUID, list[ShiftSpan]] = defaultdict(list)
        self.days: list[RosterDay] = []
        self.faults: list[RosterFault] = []

    def take_shift(self, crew: RosteredCrew, shift: RosteredShift) -> None:
        """Add the crew's day, or what is wrong with it."""
        assert shift.working_hours is not None  # noqa: S101  # the caller's promise
        if day := find_missing_hour(shift.on, *shift.working_hours):
            self._note_fault(FaultKind.MISSING_HOUR, crew, shift, since=day)
            return
        span = make_span(shift.on, *shift.working_hours)
        if self._is_too_long(crew, shift, span):
            return
        present = [
            one for one in crew.members if self._is_there(one, crew, shift, span)
        ]
        if len(present) < SMALLEST_TEAM:
            kind = FaultKind.ALONE if present else FaultKind.NOBODY
            self._note_fault(
                kind, crew, shift, person=present[0].name if present else ""
            )
            return
        for member in present:
            self.worked[member.person_id].append(span)
        self.days.append(self._crew_day(crew, shift, span, present))

    def _crew_day(
        self,
        crew: RosteredCrew,
        shift: RosteredShift,
        span: ShiftSpan,
        present: Sequence[CrewMember],
    ) -> RosterDay:
        breaks = (
            rest.longest_break(self._rules(one, shift.on), span.length_minutes)
            for one in present
        )
        return RosterDay(
            team_id=crew.team_id,
            crew=crew.name,
            on=shift.on,
            span=span,
            starts_minute=minute_of(shift.on, span.starts_at),
            ends_minute=minute_of(shift.on, span.ends_at),
            skills=frozenset(self._skills(crew, shift, span, present)),
            people=tuple(present),
            break_minutes=max(breaks, default=0),
            is_reserve=shift.is_reserve,
        )

    def _is_too_long(
        self, crew: RosteredCrew, shift: RosteredShift, span: ShiftSpan
    ) -> bool:
        """Whether a rule that binds anybody of the crew forbids so long a shift."""
        limit = rest.shortest_limit(
            rule for one in crew.members for rule in self._rules(one, shift.on)
        )
        if limit is None or span.length_minutes <= (limit.longest_minutes or 0):
            return False
        self._note_fault(
            FaultKind.TOO_LONG,
            crew,
            shift,
            minutes=span.length_minutes,
            wanted=limit.longest_minutes or 0,
            source=limit.source,
        )
        return True

    def _is_there(
        self,
        member: CrewMember,
        crew: RosteredCrew,
        shift: RosteredShift,
        span: ShiftSpan,
    ) -> bool:
        """Whether the person goes out with the crew; notes why not."""
        kind = self._absence(member, shift, span) or self._own_hours(
            member, shift, span
        )
        if kind is not None:
            self._note_fault(kind, crew, shift, person=member.name)
            return False
        return self._has_rested(member, crew, shift, span)

    def _absence(
        self, member: CrewMember, shift: RosteredShift, span: ShiftSpan
    ) -> FaultKind | None:
        """Whether they are away on any day that the shift touches."""
        is_away = any(
            one.person_id == member.person_id
            and one.from_on <= span.last_on
            and shift.on <= one.to_on
            for one in self.facts.absences
        )
        return FaultKind.AWAY if is_away else None

    def _own_hours(
        self, member: CrewMember, shift: RosteredShift, span: ShiftSpan
    ) -> FaultKind | None:
        """Whether hours of their own, if they have some, hold the crew's."""
        own = self.own.get((member.person_id, shift.on))
        if own is None:
            return None
        if own.working_hours is None:
            return FaultKind.OFF
        if find_missing_hour(own.on, *own.working_hours):
            return FaultKind.OTHER_HOURS
        theirs = make_span(own.on, *own.working_hours)
        fits = theirs.starts_at <= span.starts_at and span.ends_at <= theirs.ends_at
        return None if fits else FaultKind.OTHER_HOURS

    def _has_rested(
        self,
        member: CrewMember,
        crew: RosteredCrew,
        shift: RosteredShift,
        span: ShiftSpan,
    ) -> bool:
        """Whether the rest since their shift before is as long as their rules ask."""
        before = self.worked[member.person_id]
        if not before:
            return True
        rested = min(span.minutes_since(one) for one in before)
        if rested < 0:
            self._note_fault(FaultKind.ELSEWHERE, crew, shift, person=member.name)
            return False
        rule = rest.longest_rest(self._rules(member, shift.on))
        if rule is None or rested >= rule.rest_minutes:
            return True
        self._note_fault(
            FaultKind.NO_REST,
            crew,
            shift,
            person=member.name,
            minutes=rested,
            wanted=rule.rest_minutes,
            source=rule.source,
        )
        return False

    def _skills(
        self,
        crew: RosteredCrew,
        shift: RosteredShift,
        span: ShiftSpan,
        present: Sequence[CrewMember],
    ) -> Iterable[str]:
        """What they can do together; notes what has expired by the shift's last day."""
        for member in present:
            yield from SKILLS_OF_KIND.get(member.organisation_kind, ())
            for held in self.facts.skills:
                if (held.person_id, held.organisation_id) != (
                    member.person_id,
                    member.organisation_id,
                ):
                    continue
                if held.expires_on is None or held.expires_on >= span.last_on:
                    yield held.code
                else:
                    self._note_fault(
                        FaultKind.EXPIRED,
                        crew,
                        shift,
                        person=member.name,
                        code=held.code,
                        since=held.expires_on + timedelta(days=1),
                    )

    def _rules(self, member: CrewMember, on: date) -> list[rest.RestRequirement]:
        return [
            rule
            for rule in self.facts.requirements
            if rule.binds_organisation(
                member.organisation_id, member.organisation_kind, on
            )
        ]

    def _note_fault(
        self,
        kind: FaultKind,
        crew: RosteredCrew,
        shift: RosteredShift,
        **known: Unpack[_FaultDetails],
    ) -> None:
        fault = RosterFault(kind, shift.on, crew.team_id, crew.name, **known)
        self.faults.append(fault)
