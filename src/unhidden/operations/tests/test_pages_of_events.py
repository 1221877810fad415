"""The awareness events of an operation."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import TODAY, Cast
from tests.made.operations import make_event, make_operation, make_week
from tests.support.signing_in import SignedIn
from unhidden.operations.events.queries import events as events_queries
from unhidden.operations.events.queries.cards import EventCard
from unhidden.operations.tests.reading import is_ticked, words

pytestmark = pytest.mark.django_db

TYPED = {
    "kind": "landlord_forum",
    "place": "Guildhall, Wrexham",
    "council": "W06000006",
    "on": TODAY.isoformat(),
    "starts_at": "6:30pm",
    "team": "",
}


def page(name: str, key: UUID) -> str:
    return reverse(f"operations:{name}", args=[key])


def event(cast: Cast, event_id: UUID) -> EventCard:
    return events_queries.get_event(viewer=cast.actor("planner"), event_id=event_id)


def test_an_event_is_planned(cast: Cast, planner: Client) -> None:
    operation_id = make_operation(cast)
    events = page("events", operation_id)

    before = words(planner.get(events))
    answer = planner.post(page("add_event", operation_id), TYPED, follow=True)

    assert "No event is planned." in before
    assert "The event is planned" in words(answer)
    assert "Landlord forum, Guildhall, Wrexham" in words(answer)
    assert "Monday 5 January 2026, 6:30pm, Wrexham" in words(answer)


def test_an_incomplete_event_is_not_planned(cast: Cast, planner: Client) -> None:
    operation_id = make_operation(cast)

    answer = planner.post(page("add_event", operation_id), {"place": "Guildhall"})

    assert "Select the kind of event" in words(answer)
    assert "Select the day of the event" in words(answer)
    assert 'value="Guildhall"' in answer.content.decode()


def test_a_busy_team_holds_no_event(cast: Cast, planner: Client) -> None:
    week = make_week(cast)
    typed = TYPED | {"team": str(week.team_id), "starts_at": "10am"}

    answer = planner.post(page("add_event", week.operation_id), typed)

    assert "The team has another visit or event at that hour" in words(answer)
    assert is_ticked(answer, week.team_id)
    assert is_ticked(answer, "landlord_forum")


def test_who_came_is_recorded(cast: Cast, planner: Client) -> None:
    week = make_week(cast)
    event_id = make_event(cast, week.operation_id)
    held = page("hold_event", event_id)

    wrong = planner.post(held, {"attended": "many"})
    answer = planner.post(held, {"attended": "24"}, follow=True)

    assert "nter a whole number" in words(wrong)
    assert 'value="many"' in wrong.content.decode()
    assert "The event is recorded as held" in words(answer)
    assert "24 people came" in words(answer)
    assert "It is done already" in words(planner.post(held, {"attended": "25"}))
    assert event(cast, event_id).attended == 24


def test_who_came_is_not_recorded_before_the_day(cast: Cast, planner: Client) -> None:
    week = make_week(cast)
    event_id = make_event(cast, week.operation_id, on=TODAY + timedelta(days=1))

    answer = planner.post(page("hold_event", event_id), {"attended": "24"})

    assert "Count who came on the day of the event or after it" in words(answer)
    assert event(cast, event_id).status == "planned"


def test_attendance_is_asked_for_only_while_the_operation_runs(
    cast: Cast, planner: Client
) -> None:
    operation_id = make_operation(cast)
    event_id = make_event(cast, operation_id)

    html = planner.get(page("events", operation_id)).content.decode()
    answer = planner.post(page("hold_event", event_id), {"attended": "24"})

    assert page("hold_event", event_id) not in html
    assert page("cancel_event", event_id) in html
    assert "The operation has not started yet" in words(answer)


def test_an_event_is_cancelled_for_a_reason(cast: Cast, planner: Client) -> None:
    week = make_week(cast)
    event_id = make_event(cast, week.operation_id)
    cancel = page("cancel_event", event_id)

    missing = words(planner.post(cancel, {}))
    answer = planner.post(cancel, {"reason": "Snow."}, follow=True)

    assert "Keep the event" in words(planner.get(cancel))
    assert "Enter the reason" in missing
    assert "The event is cancelled" in words(answer)
    assert "Cancelled because: Snow." in words(answer)
    assert "It is cancelled already" in words(planner.post(cancel, {"reason": "x"}))


def test_others_see_events_and_change_nothing(cast: Cast, signed_in: SignedIn) -> None:
    week = make_week(cast)
    event_id = make_event(cast, week.operation_id)

    answer = signed_in("overseer").get(page("events", week.operation_id))

    assert "Landlord forum, Wrexham" in words(answer)
    assert page("hold_event", event_id) not in answer.content.decode()
    assert page("add_event", week.operation_id) not in answer.content.decode()
