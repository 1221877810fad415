"""A week of action: planned, visited, and closed, through the real actions."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.demo.region import Region
from unhidden.intelligence import queries as intelligence
from unhidden.lib.working_days import LONDON
from unhidden.operations import actions as operations

PURPOSES = {
    "soft": "To talk with owners and staff, leave leaflets and say how to get help.",
    "hotel": "To talk with staff about the signs and about how to tell us.",
    "safeguarding": "To see that whoever is inside is well, and to offer help.",
    "enforcement": "To inspect the premises together, each agency by its own power.",
}
POWER = "Warrant under section 8 of the Police and Criminal Evidence Act 1984"
AUTHORITY = "SYN/0000"
SPECIAL_TEAMS = {"safeguarding": "Safeguarding", "enforcement": "Joint enforcement"}
MANY = 200
HOURS = (9, 10, 11, 12, 14, 15, 16, 17)


@dataclass(frozen=True, slots=True)
class VisitOfWeek:
    """A planned visit: its id, what it is, when, and who will record it.

    ``is_so`` is known to nobody who takes part (hidden.py).
    """

    id: UUID
    kind: str
    premises: str
    is_so: bool
    starts_at: datetime
    leader: str
    people: tuple[dict[str, str], ...]


@dataclass(frozen=True, slots=True)
class ChosenPlace:
    """Premises to be visited, for what, and the people who will be found there."""

    id: UUID
    kind: str
    premises: str
    people: tuple[dict[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedWeek:
    operation_id: UUID
    visits: tuple[VisitOfWeek, ...]
    events: tuple[tuple[UUID, date, int], ...]


@dataclass(frozen=True, slots=True)
class OpenedWeek:
    """An operation with its teams by name, before any visit of it is planned."""

    operation_id: UUID
    teams: dict[str, UUID]
    days: tuple[date, ...]


def plan_week(
    region: Region,
    data: dict[str, Any],
    days: list[date],
    *,
    at: datetime,
    dice: random.Random,
) -> PlannedWeek:
    """Open the operation and plan all of its visits and events by hand."""
    opened = open_week(region, data, days, at=at)
    visits = _visits(region, data, opened, at=at, dice=dice)
    events = plan_events(region, data, opened, at=at)
    return PlannedWeek(opened.operation_id, visits, events)


def open_week(
    region: Region, data: dict[str, Any], days: list[date], *, at: datetime
) -> OpenedWeek:
    """Open the operation with its partners and its teams."""
    planner = region.actor("planner", at.date())
    operation_id = operations.open_operation(
        new=operations.NewOperation(
            name_en=data["name_en"],
            name_cy=data["name_cy"],
            aims=data["aims"],
            lead_id=region.organisations["police"],
            starts_on=days[0],
            ends_on=days[-1],
            is_synthetic=True,
        ),
        actor=planner,
        at=at,
    )
    for code in data["partners"]:
        operations.add_partner(
            operation_id=operation_id,
            organisation_id=region.organisations[code],
            actor=planner,
            at=at,
        )
    teams = _teams(region, data, operation_id, at=at)
    return OpenedWeek(operation_id, teams, tuple(days))


def _teams(
    region: Region, data: dict[str, Any], operation_id: UUID, *, at: datetime
) -> dict[str, UUID]:
    planner = region.actor("planner", at.date())
    teams: dict[str, UUID] = {}
    for name, members in data["teams"].items():
        teams[name] = operations.add_team(
            operation_id=operation_id, name=name, actor=planner, at=at
        )
        for number, key in enumerate(members):
            operations.add_member(
                team_id=teams[name],
                person_id=region.people[key],
                is_leader=number == 0,
                actor=planner,
                at=at,
            )
    return teams


def _slots(data: dict[str, Any], days: list[date]) -> dict[str, Any]:
    """For each kind of visit, the free places in the week: (team, day, hour)."""
    general = [name for name in data["teams"] if name not in SPECIAL_TEAMS.values()]
    slots: dict[str, Any] = {}
    for kind, name in SPECIAL_TEAMS.items():
        slots[kind] = iter([(name, day, hour) for hour in HOURS for day in days])
    shared = iter(
        [(name, day, hour) for hour in HOURS for day in days for name in general]
    )
    slots["soft"] = slots["hotel"] = shared
    return slots


def choose_places(
    region: Region, data: dict[str, Any], planner: Actor, dice: random.Random
) -> list[ChosenPlace]:
    """A place for each visit of the week, and whom its team will find there.

    By risk where the data say so, as the desk holds it on that day.
    """
    found = _found(data)
    left = {kind: dice.sample(ids, len(ids)) for kind, ids in region.premises.items()}
    if data.get("by_risk"):
        _riskiest_first(left, planner)
    places = {
        (kind, premises): [_true(left[premises], region) for _ in groups]
        for (kind, premises), groups in found.items()
    }
    chosen: list[ChosenPlace] = []
    for line in data["visits"]:
        for _ in range(line["count"]):
            kept = places.get((line["kind"], line["premises"]))
            waiting = found.get((line["kind"], line["premises"]), [])
            chosen.append(
                ChosenPlace(
                    id=(kept or left[line["premises"]]).pop(0),
                    kind=line["kind"],
                    premises=line["premises"],
                    people=tuple(waiting.pop(0)) if waiting else (),
                )
            )
    return chosen


def _visits(
    region: Region,
    data: dict[str, Any],
    opened: OpenedWeek,
    *,
    at: datetime,
    dice: random.Random,
) -> tuple[VisitOfWeek, ...]:
    planner = region.actor("planner", at.date())
    slots = _slots(data, list(opened.days))
    planned: list[VisitOfWeek] = []
    for place in choose_places(region, data, planner, dice):
        team, day, hour = next(slots[place.kind])
        new = _new_visit(place.kind, place.id, day, time(hour), opened.teams[team])
        planned_id = operations.plan_visit(
            operation_id=opened.operation_id, new=new, actor=planner, at=at
        )
        planned.append(
            VisitOfWeek(
                id=planned_id,
                kind=place.kind,
                premises=place.premises,
                is_so=place.id in region.so,
                starts_at=datetime.combine(day, time(hour), LONDON),
                leader=data["teams"][team][0],
                people=place.people,
            )
        )
    return sort_visits(planned)


def sort_visits(visits: Iterable[VisitOfWeek]) -> tuple[VisitOfWeek, ...]:
    """In the order of the week."""
    return tuple(sorted(visits, key=lambda visit: (visit.starts_at, visit.leader)))


def _new_visit(
    kind: str, premises_id: UUID, on: date, starts_at: time, team_id: UUID
) -> operations.NewPlannedVisit:
    """As its kind is planned; only enforcement names a power and its authority."""
    enforces = kind == "enforcement"
    return operations.NewPlannedVisit(
        premises_id=premises_id,
        kind=kind,
        purpose=PURPOSES[kind],
        power=POWER * enforces,
        authority=AUTHORITY * enforces,
        on=on,
        starts_at=starts_at,
        team_id=team_id,
    )


def _riskiest_first(left: dict[str, list[UUID]], planner: Actor) -> None:
    """As the desk holds it on that day, which is all that a planner knows."""
    found = intelligence.premises_at_risk(viewer=planner, limit=MANY)
    place_of = {card.premises.id: place for place, card in enumerate(found.cards)}
    for places in left.values():
        places.sort(key=lambda each: place_of.get(each, MANY))


def _true(left: list[UUID], region: Region) -> UUID:
    """Take a place where somebody is to be found: it is so at one of these."""
    return left.pop(next(i for i, each in enumerate(left) if each in region.so))


def _found(data: dict[str, Any]) -> dict[tuple[str, str], list[list[dict[str, str]]]]:
    """The people to be found, by the kind of visit and of premises."""
    found: dict[tuple[str, str], list[list[dict[str, str]]]] = defaultdict(list)
    for row in data["found"]:
        found[row["kind"], row["premises"]].append(row["people"])
    return found


def plan_events(
    region: Region, data: dict[str, Any], opened: OpenedWeek, *, at: datetime
) -> tuple[tuple[UUID, date, int], ...]:
    """The week's forums and stalls: id, day, and how many will come."""
    planner = region.actor("planner", at.date())
    events = []
    for number, row in enumerate(data["events"]):
        day = opened.days[row.get("day", number % len(opened.days))]
        event_id = operations.plan_event(
            operation_id=opened.operation_id,
            new=operations.NewEvent(
                kind=row["kind"],
                place=row["place"],
                council_code=row["council"],
                on=day,
                starts_at=time(18, 30),
                team_id=None,
            ),
            actor=planner,
            at=at,
        )
        events.append((event_id, day, row["attended"]))
    return tuple(events)


def hold_events(region: Region, week: PlannedWeek, *, before: date) -> None:
    """Record who came to each event held before that day."""
    for event_id, day, attended in week.events:
        if day < before:
            operations.hold_event(
                event_id=event_id,
                attended=attended,
                actor=region.actor("planner", day),
                at=datetime.combine(day, time(21), LONDON) + timedelta(minutes=5),
            )
