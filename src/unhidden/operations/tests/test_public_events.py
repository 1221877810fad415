"""What the public sees of events, who comes, and what is kept of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from django.db import DatabaseError, connection
from django.test import Client, override_settings
from icalendar import Calendar

from tests.cast import NOON, TODAY, Cast
from tests.made.operations import (
    make_event,
    make_operation,
    make_public_event,
    public_words,
)
from tests.support.audited import names_about
from tests.support.public import PUBLIC_SITE
from tests.support.roles import as_role
from unhidden.access.absent import Absent
from unhidden.access.actor import PUBLIC
from unhidden.operations.events.actions import attending as attending_actions
from unhidden.operations.events.actions import events, publishing
from unhidden.operations.events.actions.attending import NewFeedback
from unhidden.operations.events.actions.refusals import EventMoved, TooFewPlaces
from unhidden.operations.events.queries import attending as attending_queries
from unhidden.operations.events.queries.attending import EventAttendance
from unhidden.operations.models import EventFeedback, PublicEvent, SignUp
from unhidden.operations.tasks import FORGETTER
from unhidden.operations.tests.reading import words
from unhidden.vault.models import RecordKey
from unhidden.vault.rings import NotForYou

pytestmark = pytest.mark.django_db

EVENING = datetime.combine(TODAY, time(21), UTC)
SAID = NewFeedback(
    useful="very", knows_signs="yes", knows_whom="unsure", words="Begin later."
)


@contextmanager
def visiting(at: datetime = NOON) -> Iterator[Client]:
    """A browser on the public site at that moment, as the site's own role."""
    with (
        override_settings(**PUBLIC_SITE),
        as_role("public"),
        time_machine.travel(at, tick=False),
    ):
        yield Client()


def sign_up(
    public_id: UUID,
    *,
    places: int = 1,
    email: str = "",
    key: UUID | None = None,
    at: datetime = NOON,
) -> None:
    with as_role("public"):
        attending_actions.sign_up(
            public_id=public_id,
            form_key=key or uuid4(),
            places=places,
            email=email,
            actor=PUBLIC,
            at=at,
        )


def say(public_id: UUID, new: NewFeedback = SAID, *, at: datetime = EVENING) -> None:
    with as_role("public"):
        attending_actions.give_feedback(
            public_id=public_id, form_key=uuid4(), new=new, actor=PUBLIC, at=at
        )


def numbers(cast: Cast, event_id: UUID) -> EventAttendance:
    return attending_queries.count_attendance(
        viewer=cast.actor("planner"), event_id=event_id
    )


def move(public_id: UUID, days: int) -> None:
    """The event, as the database's own clock has it, so many days from now."""
    start = datetime.now(UTC) + timedelta(days=days)
    with as_role("staff"):
        rows = PublicEvent.objects.filter(id=public_id)
        rows.update(starts_at=start, ends_at=start + timedelta(hours=1))


def test_only_what_its_organisers_chose_is_public(cast: Cast) -> None:
    make_event(cast, make_operation(cast), place="Kept to ourselves")
    event_id, public_id = make_public_event(cast)

    with visiting() as visitor:
        shown = words(visitor.get("/events/"))
        page = words(visitor.get(f"/events/{public_id}/"))
        welsh = words(visitor.get(f"/cy/events/{public_id}/"))
    publishing.unpublish_event(event_id=event_id, actor=cast.actor("planner"), at=NOON)

    assert "An evening for landlords" in shown
    assert "Kept to ourselves" not in shown
    assert "Monday 5 January 2026, 6:30pm to 8pm" in page
    assert "Landlords and letting agents" in page
    assert "Noson i landlordiaid" in welsh
    with visiting() as visitor:
        assert "No event is announced at the moment." in words(visitor.get("/events/"))
        for path in ("", "event.ics", "sign-up/", "feedback/"):
            assert visitor.get(f"/events/{public_id}/{path}").status_code == 404


def test_the_calendar_file_says_no_more_than_the_title(cast: Cast) -> None:
    _, public_id = make_public_event(cast, title_en="A; title,folded" + "x" * 90)

    with visiting() as visitor:
        answer = visitor.get(f"/events/{public_id}/event.ics")

    (entry,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert answer.headers["Content-Type"] == "text/calendar"
    assert entry["summary"] == "A; title,folded" + "x" * 90
    assert entry.decoded("dtstart") == datetime(2026, 1, 5, 18, 30, tzinfo=UTC)
    assert not [word for word in (b"lavery", b"nhidden") if word in answer.content]


def test_a_visitor_signs_up_without_a_name_and_counts_once(cast: Cast) -> None:
    event_id, public_id = make_public_event(cast)
    move(public_id, 3)
    typed = {"form_key": str(uuid4()), "places": "2", "email": ""}
    address = f"/events/{public_id}/sign-up/"

    with visiting(datetime.now(UTC)) as visitor:
        wrong = words(visitor.post(address, {"places": "11", "email": "nobody"}))
        done = words(visitor.post(address, typed))
        again = words(visitor.post(address, typed))

    assert "Enter 10 or less" in wrong
    assert "Enter an email address, like name@example.com" in wrong
    assert "You are signed up" in done
    assert "We cannot write to you." in done
    assert "You have sent this already, and it counts" in again
    found = numbers(cast, event_id)
    assert (found.sign_ups, found.places, found.emails) == (1, 2, 0)


def test_the_last_place_is_given_once(cast: Cast) -> None:
    _, public_id = make_public_event(cast, capacity=3)
    move(public_id, 3)
    sign_up(public_id, places=2)

    with pytest.raises(TooFewPlaces) as refused:
        sign_up(public_id, places=2)
    sign_up(public_id, places=1)
    with pytest.raises(TooFewPlaces):
        sign_up(public_id, places=1)

    assert refused.value.left == 1


def test_an_address_is_for_the_organiser_and_opening_it_is_recorded(
    cast: Cast,
) -> None:
    event_id, public_id = make_public_event(cast)
    move(public_id, 3)
    sign_up(public_id, email="landlord@example.org")
    move(public_id, -1)
    say(public_id, at=datetime.now(UTC))

    left = attending_actions.read_answers(
        event_id=event_id, actor=cast.actor("analyst"), at=NOON
    )

    assert left.emails == ("landlord@example.org",)
    assert left.words == ("Begin later.",)
    assert "operations.answers_read" in names_about(subject_id=event_id)
    for part in ("planner", "communications", "support_worker"):
        with pytest.raises(Absent):
            attending_actions.read_answers(
                event_id=event_id, actor=cast.actor(part), at=NOON
            )
    row = SignUp.objects.get()
    with pytest.raises(NotForYou):
        row.sealed_email.open(cast.actor("support_worker"))


def test_addresses_are_forgotten_two_weeks_after_the_event(cast: Cast) -> None:
    event_id, public_id = make_public_event(cast)
    move(public_id, 3)
    sign_up(public_id, places=2, email="landlord@example.org")
    move(public_id, -20)
    ended = PublicEvent.objects.get(id=public_id).ends_at

    with as_role("worker"):
        soon = attending_actions.forget_sign_ups(
            actor=FORGETTER, at=ended + timedelta(days=14)
        )
        late = attending_actions.forget_sign_ups(
            actor=FORGETTER, at=ended + timedelta(days=14, seconds=1)
        )

    row = SignUp.objects.get()
    assert (soon, late) == (0, 1)
    assert (row.sealed_email, row.has_email, row.places) == (None, False, 2)
    assert "operations.sign_ups_forgotten" in names_about(subject_id=public_id)
    assert numbers(cast, event_id).places == 2
    assert RecordKey.objects.filter(record_id=row.id).count() <= 1


def test_feedback_is_asked_from_the_start_on_for_a_month(cast: Cast) -> None:
    event_id, public_id = make_public_event(cast)
    move(public_id, -2)
    now, address = datetime.now(UTC), f"/events/{public_id}/feedback/"
    said = {"useful": "very", "knows_signs": "yes", "knows_whom": "no", "words": "Ta"}

    with visiting(now) as visitor:
        listed = words(visitor.get("/events/"))
        nothing = words(visitor.post(address, {}))
        thanks = words(visitor.post(address, said))
    with visiting(now + timedelta(days=40)) as visitor:
        late = visitor.post(address, said)

    assert "Say how it was: An evening for landlords" in listed
    assert "Select how useful it was" in nothing
    assert "What you said goes to the organiser." in thanks
    assert late.status_code == 404
    found = numbers(cast, event_id)
    assert (found.feedback, found.words) == (1, 1)
    assert ("Very useful", 1) in found.answers[0][1]


def test_the_public_role_adds_only_to_published_events_and_reads_nothing_back(
    cast: Cast,
) -> None:
    event_id, public_id = make_public_event(cast)
    move(public_id, 3)
    publishing.unpublish_event(event_id=event_id, actor=cast.actor("planner"), at=NOON)
    row = SignUp(
        event_id=public_id,
        form_key=uuid4(),
        places=1,
        signed_up_on=TODAY,
        has_email=False,
    )

    with as_role("public"), pytest.raises(DatabaseError, match="row-level security"):
        row.save(force_insert=True)
    for statement in (
        "select places from operations_signup",
        "select useful from operations_eventfeedback",
        "select event_id from operations_publicevent",
        "update operations_publicevent set capacity = 1",
    ):
        with (
            as_role("public"),
            connection.cursor() as cursor,
            pytest.raises(DatabaseError, match="permission denied"),
        ):
            cursor.execute(statement)


def test_the_database_asks_its_own_clock_what_an_event_still_takes(cast: Cast) -> None:
    """The program's clock may say what it likes."""
    _, public_id = make_public_event(cast)
    move(public_id, -1)
    start = PublicEvent.objects.get(id=public_id).starts_at
    with pytest.raises(DatabaseError, match="row-level security"):
        sign_up(public_id, at=start - timedelta(hours=1))
    move(public_id, 3)
    start = PublicEvent.objects.get(id=public_id).starts_at

    with pytest.raises(DatabaseError, match="row-level security"):
        say(public_id, at=start)

    assert not SignUp.objects.exists()
    assert not EventFeedback.objects.exists()


def test_a_cancelled_event_says_so_and_takes_nobody(cast: Cast) -> None:
    event_id, public_id = make_public_event(cast)
    events.cancel_event(
        event_id=event_id, reason="Snow", actor=cast.actor("planner"), at=NOON
    )

    with visiting() as visitor:
        page = words(visitor.get(f"/events/{public_id}/"))
        sign_up_page = visitor.get(f"/events/{public_id}/sign-up/")

    assert "This event is cancelled." in page
    assert "Snow" not in page
    assert "Sign up" not in page
    assert sign_up_page.status_code == 404


def test_nobody_overwrites_a_colleagues_words(cast: Cast) -> None:
    event_id, _ = make_public_event(cast)
    planner = cast.actor("planner")
    second = public_words(version=1, title_en="Another title")

    publishing.publish_event(event_id=event_id, new=second, actor=planner, at=NOON)
    with pytest.raises(EventMoved):
        publishing.publish_event(event_id=event_id, new=second, actor=planner, at=NOON)

    assert PublicEvent.objects.get().title_en == "Another title"
    assert names_about(subject_id=event_id).count("operations.event_published") == 2
