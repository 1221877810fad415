"""Emergencies: somebody proves who they are, and opens a record of somebody else's."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils import timezone

from tests.cast import FOUNDER, NOON, PASSWORD, Cast
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import acting_as
from unhidden.access.models import Grant
from unhidden.access.policy import Purpose
from unhidden.agencies import actions as agencies
from unhidden.agencies import queries as people
from unhidden.agencies.keys import actions as keys
from unhidden.audit.models import Event
from unhidden.emergency import actions
from unhidden.emergency.actions import EmergencyAskResult
from unhidden.safeguarding import queries as cases
from unhidden.safeguarding.models import Case

WORDS = "She called from a locked room, and her worker cannot be reached."
TASK = Purpose.SAFEGUARDING_SUPPORT


def fresh(cast: Cast, part: str) -> Actor:
    """Somebody of the cast who has just proved who they are."""
    return replace(cast.actor(part), confirmed_at=timezone.now())


def make_colleagues(
    cast: Cast, count: int, *, code: str = "red_cross", role: str = "support_worker"
) -> list[Actor]:
    """As many more people of an organisation, who have just proved who they are."""
    return [_colleague(cast, number, code, role) for number in range(count)]


def _colleague(cast: Cast, number: int, code: str, role: str) -> Actor:
    person_id = agencies.add_person(
        email=f"{role}.{number}@{code}.example.org",
        name=f"{role.replace('_', ' ').title()} {number}",
        password=PASSWORD,
        language="en",
        actor=FOUNDER,
        at=NOON,
    )
    agencies.request_engagement(
        person_id=person_id,
        organisation_id=cast.organisations[code],
        role=role,
        from_on=NOON.date(),
        actor=FOUNDER,
        at=NOON,
    )
    found = people.actor_of(person_id=person_id, day=NOON.date())
    ring = keys.open_ring(found, secret=PASSWORD, at=NOON)
    return replace(found, confirmed_at=timezone.now(), keys=ring)


def urn_of(case_id: UUID) -> str:
    return Case.objects.using("stored").get(id=case_id).urn


def make_ask(
    cast: Cast,
    case_id: UUID,
    *,
    by: str | Actor = "other_support_worker",
    words: str = WORDS,
    at: datetime | None = None,
) -> EmergencyAskResult:
    """The person names the case and says why; what came of it."""
    return actions.ask_emergency(
        reference=urn_of(case_id),
        reason="danger_to_life",
        words=words,
        actor=fresh(cast, by) if isinstance(by, str) else by,
        at=at or timezone.now(),
    )


def exclude(
    cast: Cast, case_id: UUID, person_id: UUID, *, by: str = "support_worker"
) -> None:
    """The case's lead keeps somebody out of it."""
    with acting_as(cast.actor(by).doing(TASK)), connection.cursor() as cursor:
        cursor.execute(
            "select wall.exclude(gen_random_uuid(), 'safeguarding_case', %s, %s, null,"
            " 'Conflict of interest', %s)",
            [case_id, person_id, timezone.now()],
        )


def restrict(cast: Cast, case_id: UUID, *, by: str = "support_worker") -> None:
    """Leave the case to its team alone."""
    with acting_as(cast.actor(by).doing(TASK)):
        Case.objects.filter(id=case_id).update(is_restricted=True)


def sees(cast: Cast, case_id: UUID, part: str = "other_support_worker") -> bool:
    """Whether the case's page is there for them now."""
    try:
        cases.get_case(viewer=cast.actor(part), case_id=case_id, at=timezone.now())
    except Absent:
        return False
    return True


def grants() -> list[Grant]:
    """Every grant that an emergency gave, open or not."""
    return list(Grant.objects.using("stored").filter(basis="break_glass"))


def told_of(access_id: UUID) -> list[str]:
    """The names of the events of one access, which are the record's, oldest first."""
    events = Event.objects.using("stored").filter(detail__access=str(access_id))
    return [event.name for event in events.order_by("recorded_at")]
