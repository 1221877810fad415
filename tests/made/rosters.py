"""Rosters of crews, kept by the cast's planner."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from tests.cast import FOUNDER, NOON, TODAY, Cast
from unhidden.access.actor import Actor
from unhidden.agencies import actions as agencies_actions
from unhidden.agencies import queries as agencies
from unhidden.operations.models import PersonAbstraction, PersonAccreditation
from unhidden.operations.rosters.actions import people, resources, shifts
from unhidden.operations.rosters.actions.people import NewRestRule
from unhidden.operations.rosters.actions.resources import NewStartPlace, NewVehicle
from unhidden.operations.rosters.actions.shifts import ShiftHours


def make_shift(
    cast: Cast,
    operation_id: UUID,
    team_id: UUID,
    *,
    on: date = TODAY,
    first: time = time(8),
    last: time = time(16),
    is_reserve: bool = False,
    at: datetime = NOON,
) -> None:
    """A crew works these hours on a day."""
    shifts.set_crew_shift(
        operation_id=operation_id,
        team_id=team_id,
        on=on,
        hours=ShiftHours("early", first, last, is_reserve),
        actor=cast.actor("planner"),
        at=at,
    )


def make_skill(
    cast: Cast,
    operation_id: UUID,
    part: str,
    *,
    code: str = "language:vi",
    expires_on: date | None = None,
    by: Actor | None = None,
    at: datetime = NOON,
) -> None:
    """Somebody on a team can do something."""
    people.set_skill(
        operation_id=operation_id,
        person_id=cast.people[part],
        code=code,
        expires_on=expires_on,
        actor=by or cast.actor("planner"),
        at=at,
    )


def make_roster(cast: Cast, operation_id: UUID, team_id: UUID) -> dict[str, object]:
    """One of everything that a roster holds, with its id by the name in addresses."""
    planner, officer = cast.actor("planner"), cast.people["officer"]
    make_shift(cast, operation_id, team_id)
    make_skill(cast, operation_id, "officer")
    who = {"operation_id": operation_id, "person_id": officer}
    shifts.set_person_shift(
        **who, on=TODAY, hours=ShiftHours("off"), actor=planner, at=NOON
    )
    people.add_absence(
        **who, kind="court", from_on=TODAY, to_on=TODAY, actor=planner, at=NOON
    )
    vehicle = NewVehicle("NW16 ABC", 5)
    place = NewStartPlace("Wrexham police station", "LL11 1AA")
    rule = NewRestRule(
        cast.organisations["bawso"], "Handbook", TODAY, longest_minutes=600
    )
    return {
        "on": TODAY.isoformat(),
        "skill_id": PersonAccreditation.objects.get(person_id=officer).id,
        "absence_id": PersonAbstraction.objects.get(person_id=officer).id,
        "vehicle_id": resources.add_vehicle(
            operation_id=operation_id, new=vehicle, actor=planner, at=NOON
        ),
        "start_place_id": resources.add_start_place(
            operation_id=operation_id, new=place, actor=planner, at=NOON
        ),
        "rule_id": people.add_rest_rule(
            operation_id=operation_id, new=rule, actor=planner, at=NOON
        ),
    }


def planner_of(cast: Cast, code: str) -> Actor:
    """A planner of an organisation that takes part."""
    person_id = cast.people["stranger"]
    agencies_actions.request_engagement(
        person_id=person_id,
        organisation_id=cast.organisations[code],
        role="planner",
        from_on=date(2016, 1, 1),
        actor=FOUNDER,
        at=NOON,
    )
    return agencies.actor_of(person_id=person_id, day=TODAY)
