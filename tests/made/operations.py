"""Operations with their teams, visits and events, planned by the cast's planner."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from tests.cast import NOON, TODAY, Cast
from tests.made.places import make_premises
from unhidden.operations import actions

LAST_DAY = TODAY + timedelta(days=4)
PARTNERS = ("bawso", "council", "border_force")
PEOPLE = ("officer", "charity_visitor")
PURPOSE = "To talk with owners and staff and leave leaflets."
POWER = "Warrant under section 8 of the Police and Criminal Evidence Act 1984"
AUTHORITY = "SYN 2026/0001"


@dataclass(frozen=True, slots=True)
class Week:
    """An operation with one team, one place and one visit."""

    operation_id: UUID
    team_id: UUID
    premises_id: UUID
    planned_id: UUID


def make_operation(
    cast: Cast,
    *,
    name: str = "Week of action",
    partners: tuple[str, ...] = PARTNERS,
    starts_on: date = TODAY,
    ends_on: date = LAST_DAY,
    is_synthetic: bool = False,
    at: datetime = NOON,
) -> UUID:
    """An operation that is being planned, led by the police."""
    planner = cast.actor("planner")
    operation_id = actions.open_operation(
        new=actions.NewOperation(
            name_en=name,
            name_cy=f"{name} (Cymraeg)",
            aims="To find people who need help.",
            lead_id=cast.organisations["police"],
            starts_on=starts_on,
            ends_on=ends_on,
            is_synthetic=is_synthetic,
        ),
        actor=planner,
        at=at,
    )
    for code in partners:
        actions.add_partner(
            operation_id=operation_id,
            organisation_id=cast.organisations[code],
            actor=planner,
            at=at,
        )
    return operation_id


def make_team(
    cast: Cast,
    operation_id: UUID,
    *,
    name: str = "Team 1",
    people: tuple[str, ...] = PEOPLE,
    at: datetime = NOON,
) -> UUID:
    """A team of the operation; the first of the people leads it."""
    planner = cast.actor("planner")
    team_id = actions.add_team(
        operation_id=operation_id, name=name, actor=planner, at=at
    )
    for number, part in enumerate(people):
        actions.add_member(
            team_id=team_id,
            person_id=cast.people[part],
            is_leader=number == 0,
            actor=planner,
            at=at,
        )
    return team_id


def make_planned_visit(
    cast: Cast,
    operation_id: UUID,
    *,
    premises_id: UUID | None = None,
    kind: str = "soft",
    on: date = TODAY,
    starts_at: time | None = None,
    team_id: UUID | None = None,
    at: datetime = NOON,
) -> UUID:
    """A planned visit, to premises of its own unless some are given."""
    planner = cast.actor("planner")
    return actions.plan_visit(
        operation_id=operation_id,
        new=actions.NewPlannedVisit(
            premises_id=premises_id or make_premises(by=planner),
            kind=kind,
            purpose=PURPOSE,
            power=POWER if kind == "enforcement" else "",
            authority=AUTHORITY if kind == "enforcement" else "",
            on=on,
            starts_at=starts_at,
            team_id=team_id,
        ),
        actor=planner,
        at=at,
    )


def make_event(
    cast: Cast,
    operation_id: UUID,
    *,
    kind: str = "landlord_forum",
    place: str = "Wrexham",
    on: date = TODAY,
    starts_at: time | None = time(18, 30),
    team_id: UUID | None = None,
    at: datetime = NOON,
) -> UUID:
    return actions.plan_event(
        operation_id=operation_id,
        new=actions.NewEvent(
            kind=kind,
            place=place,
            council_code="W06000006",
            on=on,
            starts_at=starts_at,
            team_id=team_id,
        ),
        actor=cast.actor("planner"),
        at=at,
    )


def make_week(
    cast: Cast, *, is_running: bool = True, kind: str = "soft", at: datetime = NOON
) -> Week:
    """An operation with a team that has one visit today at ten, running or not."""
    operation_id = make_operation(cast, at=at)
    team_id = make_team(cast, operation_id, at=at)
    premises_id = make_premises(by=cast.actor("planner"), at=at)
    planned_id = make_planned_visit(
        cast,
        operation_id,
        premises_id=premises_id,
        kind=kind,
        starts_at=time(10),
        team_id=team_id,
        at=at,
    )
    if is_running:
        start(cast, operation_id, at=at)
    return Week(operation_id, team_id, premises_id, planned_id)


def start(cast: Cast, operation_id: UUID, *, at: datetime = NOON) -> None:
    actions.start_operation(
        operation_id=operation_id, actor=cast.actor("planner"), at=at
    )


def close(cast: Cast, operation_id: UUID, *, at: datetime = NOON) -> None:
    actions.close_operation(
        operation_id=operation_id, actor=cast.actor("planner"), at=at
    )


def make_closed_week(cast: Cast, *, at: datetime = NOON) -> Week:
    """A week whose one visit was made, and which is over."""
    week = make_week(cast, at=at)
    actions.mark_visited(planned_id=week.planned_id, actor=cast.actor("officer"), at=at)
    close(cast, week.operation_id, at=at)
    return week


def public_words(**changed: object) -> actions.PublicWords:
    """An evening for landlords in words for the public, with something changed."""
    plain = actions.PublicWords(
        version=0,
        title_en="An evening for landlords",
        title_cy="Noson i landlordiaid",
        about_en="What to look for in a house that you let.",
        about_cy="Beth i chwilio amdano mewn tŷ yr ydych yn ei osod.",
        place_en="Guildhall, Wrexham",
        place_cy="Neuadd y Dref, Wrecsam",
        materials_en="Leaflet: https://leaflets.example/en\nBring a pen.",
        materials_cy="Taflen: https://leaflets.example/cy\nDewch â beiro.",
        audience="landlords",
        starts_at=time(18, 30),
        ends_at=time(20),
        takes_sign_ups=True,
        capacity=None,
    )
    return replace(plain, **changed)  # type: ignore[arg-type]  # the fields' own types


def make_public_event(
    cast: Cast,
    *,
    on: date = TODAY,
    at: datetime = NOON,
    event_id: UUID | None = None,
    **words: object,
) -> tuple[UUID, UUID]:
    """An event that the public sees: its own id, and that of its public page."""
    event_id = event_id or make_event(cast, make_operation(cast), on=on)
    public_id = actions.publish_event(
        event_id=event_id,
        new=public_words(**words),
        actor=cast.actor("planner"),
        at=at,
    )
    return event_id, public_id
