"""What must not open is refused alike, and each refusal is an event."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import TODAY, Cast
from tests.made.agencies import make_colleague
from tests.made.emergency import (
    WORDS,
    exclude,
    fresh,
    grants,
    make_ask,
    sees,
    urn_of,
)
from tests.made.safeguarding import make_case
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.agencies import queries as people
from unhidden.audit.models import Event
from unhidden.emergency import actions
from unhidden.emergency.actions import TooFewWords
from unhidden.emergency.models import Access
from unhidden.emergency.queries import accesses

pytestmark = pytest.mark.django_db

ASKER = "other_support_worker"


def refusals() -> list[Event]:
    found = Event.objects.using("stored").filter(name="emergency.refused")
    return list(found.order_by("at", "id"))


def refused_of_kind(cast: Cast, kind: str) -> tuple[str, Actor]:
    """A reference that must not open, and whom it must not open to."""
    case_id, asker = make_case(cast), fresh(cast, ASKER)
    if kind == "unknown":
        return "NW-SC-2026-999999", asker
    if kind == "excluded":
        exclude(cast, case_id, cast.people[ASKER])
    elif kind == "another_task":
        asker = fresh(cast, "investigator")
    elif kind == "too_sensitive":
        person_id = make_colleague(
            cast, "New Here", "red_cross", "support_worker", clearance=0
        )
        found = people.actor_of(person_id=person_id, day=TODAY)
        asker = replace(found, confirmed_at=timezone.now())
    return urn_of(case_id), asker


@pytest.mark.parametrize(
    "kind", ["unknown", "excluded", "another_task", "too_sensitive"]
)
def test_what_must_not_open_is_refused_alike_and_is_an_event(
    cast: Cast, kind: str
) -> None:
    reference, asker = refused_of_kind(cast, kind)

    asked = actions.ask_emergency(
        reference=reference,
        reason="missing",
        words=WORDS,
        actor=asker,
        at=timezone.now(),
    )

    (event,) = refusals()
    assert (asked.outcome, asked.domain, asked.record_id) == ("refused", "", None)
    assert grants() == []
    assert not Access.objects.using("stored").exists()
    assert event.detail == {
        "outcome": "refused",
        "reference": reference,
        "reason": "missing",
    }
    assert event.justification == WORDS


def test_who_reads_it_anyway_is_told_so_and_granted_nothing(cast: Cast) -> None:
    case_id = make_case(cast)

    asked = make_ask(cast, case_id, by="support_worker")

    assert (asked.outcome, asked.record_id) == ("able", case_id)
    assert grants() == []
    assert len(refusals()) == 1


def test_a_second_ask_for_the_same_record_is_told_that_it_is_open(cast: Cast) -> None:
    case_id = make_case(cast)
    make_ask(cast, case_id)

    again = make_ask(cast, case_id)

    assert again.outcome == "asked"
    assert len(grants()) == 1


def test_an_exclusion_set_later_closes_it(cast: Cast) -> None:
    case_id = make_case(cast)
    make_ask(cast, case_id)

    exclude(cast, case_id, cast.people[ASKER])

    assert not sees(cast, case_id)


@pytest.mark.parametrize("minutes", [6, 60 * 24])
def test_who_it_is_must_have_been_proved_just_now(cast: Cast, minutes: int) -> None:
    case_id = make_case(cast)
    before = timezone.now() - timedelta(minutes=minutes)
    asker = replace(cast.actor(ASKER), confirmed_at=before)

    for actor in (asker, cast.actor(ASKER)):
        asked = actions.ask_emergency(
            reference=urn_of(case_id),
            reason="missing",
            words=WORDS,
            actor=actor,
            at=timezone.now(),
        )
        assert asked.outcome == "stale"

    assert grants() == []


def test_too_few_words_open_nothing(cast: Cast) -> None:
    with pytest.raises(TooFewWords):
        make_ask(cast, make_case(cast), words="It is urgent")

    assert grants() == []


@pytest.mark.parametrize("part", ["officer", "partner", "planner", "overseer"])
def test_without_the_permission_there_is_no_such_thing(cast: Cast, part: str) -> None:
    case_id = make_case(cast)

    with pytest.raises(Absent):
        make_ask(cast, case_id, by=part)


def test_a_fourth_in_a_day_is_refused_whatever_the_record(cast: Cast) -> None:
    for _ in range(3):
        assert make_ask(cast, make_case(cast)).outcome == "opened"

    assert make_ask(cast, make_case(cast)).outcome == "locked"
    standing = accesses.find_emergency_standing(
        viewer=cast.actor(ASKER), at=timezone.now()
    )
    assert not standing.may_ask
    assert standing.free_again_at is not None


def test_without_a_review_in_time_the_right_rests_until_there_is_one(
    cast: Cast,
) -> None:
    first = make_ask(cast, make_case(cast), at=timezone.now() - timedelta(days=20))

    assert make_ask(cast, make_case(cast)).outcome == "suspended"
    assert accesses.find_emergency_standing(
        viewer=cast.actor(ASKER), at=timezone.now()
    ).is_suspended

    actions.review_emergency(
        access_id=first.access_id,
        outcome="justified",
        words="She was found.",
        actor=cast.actor("support_worker"),
        at=timezone.now(),
    )
    assert make_ask(cast, make_case(cast)).outcome == "opened"
