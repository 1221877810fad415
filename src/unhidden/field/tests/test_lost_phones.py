"""Who plans, and who administers phones, is told of one that was lost."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.made.field import Phone
from tests.made.operations import make_operation, make_planned_visit
from tests.support.roles import as_role
from tests.support.signing_in import SignedIn
from unhidden.field.devices import actions
from unhidden.field.tests import landing
from unhidden.notices import queries as notices
from unhidden.notices.rules import PACES, NoticePace, NoticeTopic, concerns

pytestmark = pytest.mark.django_db
ADMINISTRATORS, PLANNERS = {"administrator"}, {"planner", "safeguarding_lead"}


@pytest.fixture
def device_id(cast: Cast) -> UUID:
    return landing.enrol_phone(cast, Phone())


def lose(cast: Cast, device_id: UUID, part: str = "officer", *, days: int = 0) -> None:
    """Somebody reported it lost, so many days ago."""
    at = timezone.now() - timedelta(days=days)
    actions.report_lost(
        device_id=device_id, reason="Bus", actor=cast.actor(part), at=at
    )


def people_told(cast: Cast) -> set[str]:
    with as_role("worker"):
        lost = [w for w in notices.list_waiting() if w.topic == NoticeTopic.PHONES]
        people = list(notices.list_recipients(day=timezone.localdate()))
    told = {p.person_id for p in people if any(concerns(each, p) for each in lost)}
    return {part for part, each in cast.people.items() if each in told}


def test_administrators_are_told_at_once_and_planners_while_it_holds_visits(
    cast: Cast, device_id: UUID
) -> None:
    assert people_told(cast) == set()

    lose(cast, device_id)
    assert people_told(cast) == ADMINISTRATORS
    landing.take_along(cast, device_id)

    assert people_told(cast) == ADMINISTRATORS | PLANNERS
    assert PACES[NoticeTopic.PHONES][0] == NoticePace.AT_ONCE


def test_whoever_reported_it_is_not_told(cast: Cast, device_id: UUID) -> None:
    landing.take_along(cast, device_id)

    lose(cast, device_id, "administrator")

    assert people_told(cast) == PLANNERS


def test_nobody_is_told_for_ever(cast: Cast, device_id: UUID) -> None:
    landing.take_along(cast, device_id, hours=-1)
    lose(cast, device_id, days=2)

    assert people_told(cast) == set()
    landing.take_along(cast, device_id, hours=1)
    assert people_told(cast) == ADMINISTRATORS | PLANNERS


def test_a_phone_that_was_found_or_handed_back_is_told_no_more(
    cast: Cast, device_id: UUID
) -> None:
    landing.take_along(cast, device_id)
    at = timezone.now()
    for end in (actions.report_found, actions.end_device):
        lose(cast, device_id)
        end(device_id=device_id, actor=cast.actor("administrator"), at=at)

        assert people_told(cast) == set()


def test_first_pages_and_lists_show_what_the_lost_phone_still_holds(
    cast: Cast, signed_in: SignedIn, device_id: UUID
) -> None:
    planned = make_planned_visit(cast, make_operation(cast))
    ready = landing.enrol_phone(cast, Phone())
    landing.take_along(cast, ready, hours=40)
    landing.take_along(cast, device_id, planned)
    lose(cast, device_id)

    for part, page in (("planner", "held"), ("administrator", "phones")):
        home = signed_in(part).get("/").text
        card = home[home.rindex(f'href="/field/{page}/"') :].split("</h2>")[0]
        assert "moj-notification-badge" in card
    held = signed_in("planner").get("/field/held/").text
    assert held.index("Reported lost") < held.index("Waits to be approved")
