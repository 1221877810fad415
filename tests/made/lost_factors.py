"""Second factors that were lost: two administrators of one organisation at work."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tests.cast import FOUNDER, NOON, PASSWORD, TODAY, Cast
from unhidden.access.actor import Actor
from unhidden.agencies import actions as agencies
from unhidden.agencies.lost_factors import actions


def make_second(cast: Cast, part: str = "stranger") -> str:
    """Another administrator of the police."""
    if part not in cast.people:
        cast.people[part] = agencies.add_person(
            email=cast.email(part),
            name=part.title(),
            password=PASSWORD,
            language="en",
            actor=FOUNDER,
            at=NOON,
        )
    agencies.request_engagement(
        person_id=cast.people[part],
        organisation_id=cast.organisations["police"],
        role="administrator",
        from_on=TODAY,
        actor=FOUNDER,
        at=NOON,
    )
    return part


def ask(
    cast: Cast, person_id: UUID, by: str = "administrator", at: datetime | None = None
) -> UUID:
    return actions.ask_for_factor_reset(
        person_id=person_id, actor=cast.actor(by), at=at or timezone.now()
    )


def confirm(cast: Cast, reset_id: UUID, by: str = "stranger") -> str:
    return confirm_as(cast.actor(by), reset_id)


def confirm_as(actor: Actor, reset_id: UUID) -> str:
    return actions.confirm_factor_reset(
        reset_id=reset_id, actor=actor, at=timezone.now()
    )
