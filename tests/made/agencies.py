"""Engagements that are asked for, approved, and ended, as administrators do it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from tests.cast import FOUNDER, NOON, PASSWORD, TODAY, Cast
from unhidden.agencies import actions as agencies
from unhidden.agencies.leaving import actions as leaving
from unhidden.agencies.models import Engagement
from unhidden.agencies.people import actions


def ask_for(
    cast: Cast,
    person_id: UUID,
    organisation: str,
    role: str,
    *,
    by: str = "administrator",
    clearance: int = 1,
) -> UUID:
    """An engagement that waits for approval; gives its id."""
    return actions.request_engagement(
        person_id=person_id,
        organisation_id=cast.organisations[organisation],
        role=role,
        clearance=clearance,
        from_on=TODAY,
        actor=cast.actor(by),
        at=NOON,
    )


def make_colleague(
    cast: Cast, name: str, organisation: str, role: str, *, clearance: int = 1
) -> UUID:
    """Somebody whom one administrator added and another approved; gives their id."""
    person_id = add_person(cast, name)
    asked = ask_for(cast, person_id, organisation, role, clearance=clearance)
    approve(cast, asked)
    return person_id


def add_person(cast: Cast, name: str) -> UUID:
    """A person with a sign-in and nothing else."""
    return agencies.add_person(
        email=f"{name.lower().replace(' ', '.')}@example.org",
        name=name,
        password=PASSWORD,
        language="en",
        actor=cast.actor("administrator"),
        at=NOON,
    )


def approve(cast: Cast, engagement_id: UUID, by: str = "other_administrator") -> None:
    """Another administrator agrees."""
    actions.approve_engagement(
        engagement_id=engagement_id, actor=cast.actor(by), at=NOON
    )


def engagement_of(cast: Cast, part: str) -> UUID:
    """The id of somebody's first engagement."""
    rows = Engagement.objects.using("stored").filter(person_id=cast.people[part])
    return rows.order_by("from_on", "id")[0].id


def end_engagement(cast: Cast, part: str, *, homes: Mapping[UUID, UUID | None]) -> None:
    """An administrator ends it, with these homes for its places."""
    leaving.end_engagement(
        engagement_id=engagement_of(cast, part),
        homes=homes,
        actor=cast.actor("administrator"),
        at=NOON,
    )


def make_desk(cast: Cast, part: str = "council_officer") -> UUID:
    """Give the council a desk: somebody who reads reports there."""
    agencies.request_engagement(
        person_id=cast.people[part],
        organisation_id=cast.organisations["council"],
        role="analyst",
        from_on=date(2016, 1, 1),
        actor=FOUNDER,
        at=NOON,
    )
    return cast.organisations["council"]


def their_analyst(cast: Cast) -> str:
    """Somebody who works at the council's desk and nowhere else."""
    make_desk(cast, "stranger")
    return "stranger"
