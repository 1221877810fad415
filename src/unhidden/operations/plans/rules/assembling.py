"""From a week put together to the problem that is searched, with what was left aside.

What cannot be planned is left out of the problem and named, never an error: a week with
one impossible shift is planned without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import networkx as nx

from unhidden.operations.plans.rules import clocks
from unhidden.operations.plans.rules.weeks import (
    GeoPoint,
    KindOffer,
    WeekCandidate,
    WeekGroup,
    WeekShift,
    WeekToPlan,
)
from unhidden.planning.week.problem import (
    CrewDay,
    DaySeparation,
    ForbiddenVisit,
    MenuItem,
    StrikeGroup,
    VisitCandidate,
    VisitOrder,
    VisitPin,
    WeekProblem,
)

#: Minutes from each point to each.
TravelTimes = Callable[[Sequence[GeoPoint]], Sequence[Sequence[int]]]
#: In a night in which the clocks change nothing begins after this: 1am the next day.
CHANGE_AT = 25 * 60
#: What there is of a capacity that nobody counted.
UNLIMITED = 10_000


class FindingKind(StrEnum):
    """What was left aside, or put right, while a week was put together."""

    NO_POSITION = "no_position"
    NO_KIND = "no_kind"
    NO_DAY = "no_day"
    ROUGH = "rough"
    NOBODY = "nobody"
    IMPOSSIBLE_SHIFT = "impossible_shift"
    NO_START = "no_start"
    NO_SHIFT = "no_shift"
    SECOND_SHIFT = "second_shift"
    GROUPS_JOINED = "groups_joined"
    GROUP_BROKEN = "group_broken"
    PIN_IMPOSSIBLE = "pin_impossible"
    CLOCK_CHANGE = "clock_change"
    ROADS_OWN = "roads_own"


@dataclass(frozen=True, slots=True)
class WeekFinding:
    """One finding: of a candidate, a team on a day, or groups by name."""

    kind: FindingKind
    candidate_id: UUID | None = None
    team: str = ""
    day: date | None = None
    groups: tuple[str, ...] = ()

    def write_plain(self) -> dict[str, Any]:
        """The finding as plain values, which ``read_finding`` reads."""
        return {
            "kind": self.kind.value,
            "candidate": str(self.candidate_id) if self.candidate_id else None,
            "team": self.team,
            "day": self.day.isoformat() if self.day else None,
            "groups": list(self.groups),
        }


def read_finding(plain: Mapping[str, Any]) -> WeekFinding:
    """The finding of plain values."""
    return WeekFinding(
        kind=FindingKind(plain["kind"]),
        candidate_id=UUID(plain["candidate"]) if plain["candidate"] else None,
        team=plain["team"],
        day=date.fromisoformat(plain["day"]) if plain["day"] else None,
        groups=tuple(plain["groups"]),
    )


@dataclass(frozen=True, slots=True)
class AssembledWeek:
    """The problem, what its ids stand for, and what was found on the way.

    ``roads`` are the provider of its travel times, and that one's version.
    """

    problem: WeekProblem
    named: dict[str, Any]
    findings: tuple[WeekFinding, ...]
    roads: tuple[str, str] = ("", "")


def assemble_week(week: WeekToPlan, travel: TravelTimes) -> AssembledWeek:
    """Make the problem of a week; ``travel`` gives the minutes between points."""
    shifts, of_shifts = _sift(_judge_shifts(week))
    candidates, of_candidates = _sift(_judge_candidates(week))
    together, of_groups = _join_groups(week, {one.id for one in candidates})
    broken = {one.candidate_id for one in of_groups if one.candidate_id}
    candidates = [one for one in candidates if one.id not in broken]
    points = _list_points(candidates, shifts)
    pins, of_pins = _make_pins(week, {one.id for one in candidates}, shifts)
    problem = WeekProblem(
        days=len(week.days),
        candidates=tuple(_candidate(week, one, points) for one in candidates),
        crew_days=tuple(_crew_day(week, one, points) for one in shifts),
        travel=tuple(tuple(row) for row in travel(list(points))),
        groups=tuple(together),
        capacities={
            name: tuple(amounts.get(day, UNLIMITED) for day in week.days)
            for name, amounts in _capacities(week, candidates).items()
        },
        pins=tuple(pins),
        forbidden=tuple(_forbid(week, candidates, shifts)),
        orders=tuple(_order(week, candidates)),
        separations=tuple(_separate(week, candidates)),
    )
    rough = [
        WeekFinding(FindingKind.ROUGH, one.id) for one in candidates if one.is_rough
    ]
    of_teams = (*_find_idle_teams(week), *of_shifts)
    findings = (*of_candidates, *rough, *of_groups, *of_teams, *of_pins, *_clocks(week))
    return AssembledWeek(problem, _name(week, candidates, shifts), findings)


def _sift(
    judged: Iterable[tuple[Any, WeekFinding | None]],
) -> tuple[list[Any], list[Any]]:
    """Those against which nothing was found, and what was found of the others."""
    known = list(judged)
    sound = [one for one, finding in known if finding is None]
    return sound, [finding for _, finding in known if finding is not None]


def _judge_shifts(week: WeekToPlan) -> Iterator[tuple[WeekShift, WeekFinding | None]]:
    taken: set[tuple[UUID, date]] = set()
    for shift in week.shifts:
        kind = _fault_of_shift(week, shift, taken)
        taken.add((shift.team_id, shift.day))
        finding = WeekFinding(kind, team=shift.team, day=shift.day) if kind else None
        yield shift, finding


def _fault_of_shift(
    week: WeekToPlan, shift: WeekShift, taken: set[tuple[UUID, date]]
) -> FindingKind | None:
    begins, ends = shift.starts_at + shift.briefing, shift.ends_at - shift.breaks
    is_possible = 0 <= begins < ends <= 2 * clocks.DAY and shift.day in week.days
    if not is_possible:
        return FindingKind.IMPOSSIBLE_SHIFT
    if not shift.people:
        return FindingKind.NOBODY
    if shift.start is None or shift.end is None:
        return FindingKind.NO_START
    if (shift.team_id, shift.day) in taken:
        return FindingKind.SECOND_SHIFT
    return None


def _judge_candidates(
    week: WeekToPlan,
) -> Iterator[tuple[WeekCandidate, WeekFinding | None]]:
    for one in week.candidates:
        kind = _fault_of_candidate(week, one)
        yield one, WeekFinding(kind, candidate_id=one.id) if kind else None


def _fault_of_candidate(week: WeekToPlan, one: WeekCandidate) -> FindingKind | None:
    if one.point is None:
        return FindingKind.NO_POSITION
    if not one.offers:
        return FindingKind.NO_KIND
    if not one.days & set(week.days):
        return FindingKind.NO_DAY
    return None


def _join_groups(
    week: WeekToPlan, known: set[UUID]
) -> tuple[list[StrikeGroup], list[WeekFinding]]:
    """Strike groups; those that share a place are one: all of it has one hour.

    A group of which a member cannot be planned cannot be struck: the others are left
    aside too.
    """
    graph: nx.Graph[UUID] = nx.Graph()
    strikes = [one for one in week.groups if not one.is_apart]
    for group in strikes:
        nx.add_path(graph, group.members)
    made, found = [], []
    for part in nx.connected_components(graph):
        joined = [one for one in strikes if part & set(one.members)]
        names = tuple(one.name for one in joined)
        if len(joined) > 1:
            found.append(WeekFinding(FindingKind.GROUPS_JOINED, groups=names))
        if part <= known:
            members = tuple(sorted(map(str, part)))
            made.append(StrikeGroup("+".join(str(one.id) for one in joined), members))
        else:
            found += [
                WeekFinding(FindingKind.GROUP_BROKEN, candidate_id=one, groups=names)
                for one in sorted(part & known)
            ]
    return made, found


def _list_points(
    candidates: Sequence[WeekCandidate], shifts: Sequence[WeekShift]
) -> dict[GeoPoint, int]:
    """Every point once, by its number in the table of travel times."""
    found = [one.point for one in candidates]
    found += [point for one in shifts for point in (one.start, one.end)]
    return {point: n for n, point in enumerate(dict.fromkeys(filter(None, found)))}


def _candidate(
    week: WeekToPlan, one: WeekCandidate, points: dict[GeoPoint, int]
) -> VisitCandidate:
    days = frozenset(n for n, day in enumerate(week.days) if day in one.days)
    nights = any(clocks.has_clock_change(day) for day in one.days)
    return VisitCandidate(
        id=str(one.id),
        place=points[one.point] if one.point else 0,
        days=days,
        menu=tuple(_item(week, offer, nights) for offer in one.offers),
    )


def _item(week: WeekToPlan, offer: KindOffer, has_change: bool) -> MenuItem:
    return MenuItem(
        kind=offer.kind,
        value=max(0, offer.value),
        minutes=max(1, offer.minutes),
        earliest=offer.opens,
        latest=min(offer.closes, CHANGE_AT) if has_change else offer.closes,
        crews=offer.crews,
        uses=offer.uses,
        is_on_grid=offer.is_on_grid,
        lawful_from=_week_minute(week, offer.lawful_from),
        lawful_until=_week_minute(week, offer.lawful_until),
    )


def _week_minute(week: WeekToPlan, moment: datetime | None) -> int | None:
    if moment is None:
        return None
    return clocks.count_week_minutes(week.days[0], moment)


def _crew_day(
    week: WeekToPlan, shift: WeekShift, points: dict[GeoPoint, int]
) -> CrewDay:
    day = week.days.index(shift.day)
    return CrewDay(
        id=f"{shift.team_id}:{day}",
        crew=str(shift.team_id),
        day=day,
        starts_at=shift.starts_at + shift.briefing,
        ends_at=shift.ends_at - shift.breaks,
        skills=shift.skills,
        start_place=points[shift.start] if shift.start else 0,
        end_place=points[shift.end] if shift.end else 0,
        people=frozenset(map(str, shift.people)),
    )


def _capacities(
    week: WeekToPlan, candidates: Iterable[WeekCandidate]
) -> dict[str, dict[date, int]]:
    """What there is of each capacity, and of each that is used."""
    used = {
        name for one in candidates for offer in one.offers for name, _ in offer.uses
    }
    known = week.capacities or {}
    return {name: dict(known.get(name, {})) for name in sorted(used | known.keys())}


def _make_pins(
    week: WeekToPlan, known: set[UUID], shifts: Sequence[WeekShift]
) -> tuple[list[VisitPin], list[WeekFinding]]:
    """What is settled; a pin to a team without a shift that day is found instead."""
    crew_days = {(one.team_id, one.day) for one in shifts}
    pins, found = [], []
    for one in week.settled:
        is_manned = any(
            one.team_id in (None, team) and one.day in (None, day)
            for team, day in crew_days
        )
        if one.candidate_id not in known or not is_manned:
            found.append(
                WeekFinding(FindingKind.PIN_IMPOSSIBLE, candidate_id=one.candidate_id)
            )
            continue
        pins.append(
            VisitPin(
                candidate=str(one.candidate_id),
                kind=one.kind,
                crew=str(one.team_id) if one.team_id else None,
                day=week.days.index(one.day) if one.day else None,
                starts_at=one.starts_at,
                people=frozenset(map(str, one.people)),
            )
        )
    return pins, found


def _forbid(
    week: WeekToPlan, candidates: Sequence[WeekCandidate], shifts: Sequence[WeekShift]
) -> Iterator[ForbiddenVisit]:
    known = {one.id for one in candidates}
    teams = {one.team_id for one in shifts}
    for one in week.barred:
        is_of_week = one.day in (None, *week.days) and one.team_id in (None, *teams)
        if one.candidate_id in known and is_of_week:
            yield ForbiddenVisit(
                candidate=str(one.candidate_id),
                crew=str(one.team_id) if one.team_id else None,
                day=week.days.index(one.day) if one.day else None,
                kind=one.kind,
            )


def _order(week: WeekToPlan, known: Sequence[WeekCandidate]) -> Iterator[VisitOrder]:
    ids = {one.id for one in known}
    for first, then in week.orders:
        if {first, then} <= ids:
            yield VisitOrder(str(first), str(then))


def _separate(
    week: WeekToPlan, known: Sequence[WeekCandidate]
) -> Iterator[DaySeparation]:
    ids = {one.id for one in known}
    for group in week.groups:
        members = tuple(str(one) for one in group.members if one in ids)
        if group.is_apart and len(members) > 1:
            yield DaySeparation(str(group.id), members)


def _find_idle_teams(week: WeekToPlan) -> Iterator[WeekFinding]:
    on_duty = {one.team for one in week.shifts}
    for team in week.teams:
        if team not in on_duty:
            yield WeekFinding(FindingKind.NO_SHIFT, team=team)


def _clocks(week: WeekToPlan) -> Iterator[WeekFinding]:
    for shift in week.shifts:
        if shift.ends_at > clocks.DAY and clocks.has_clock_change(shift.day):
            yield WeekFinding(FindingKind.CLOCK_CHANGE, team=shift.team, day=shift.day)


def _name(
    week: WeekToPlan, candidates: Sequence[WeekCandidate], shifts: Iterable[WeekShift]
) -> dict[str, Any]:
    """What the problem's ids stand for: ids again, and names of teams and groups."""
    return {
        "days": [day.isoformat() for day in week.days],
        "candidates": {
            str(one.id): {
                "premises": str(one.premises_id),
                "planned": str(one.planned_id) if one.planned_id else None,
                "purpose": one.purpose,
                "powers": {kind: list(each) for kind, each in one.powers.items()},
            }
            for one in candidates
        },
        "aside": {
            str(one.id): str(one.premises_id)
            for one in week.candidates
            if one.id not in {each.id for each in candidates}
        },
        "teams": {str(one.team_id): one.team for one in shifts},
        "groups": {str(one.id): one.name for one in _strikes(week.groups)},
    }


def _strikes(groups: Iterable[WeekGroup]) -> list[WeekGroup]:
    return [one for one in groups if not one.is_apart]
