"""A restricted record opens when a second person of its owner agrees."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.made.emergency import (
    fresh,
    grants,
    make_ask,
    restrict,
    sees,
    told_of,
)
from tests.made.safeguarding import make_case
from unhidden.access.absent import Absent
from unhidden.emergency import actions
from unhidden.emergency.actions import StaleProof
from unhidden.emergency.models import Access

pytestmark = pytest.mark.django_db

ASKER = "other_support_worker"


def make_waiting(cast: Cast) -> actions.EmergencyAskResult:
    """Somebody asks for a restricted record, and nobody has answered."""
    case_id = make_case(cast)
    restrict(cast, case_id)
    return make_ask(cast, case_id)


def test_a_restricted_record_waits_for_a_second_person(cast: Cast) -> None:
    case_id = make_case(cast)
    restrict(cast, case_id)

    asked = make_ask(cast, case_id)

    assert asked.outcome == "waiting"
    assert not sees(cast, case_id)
    assert grants() == []

    actions.answer_emergency(
        access_id=asked.access_id,
        is_agreed=True,
        actor=fresh(cast, "support_worker"),
        at=timezone.now(),
    )

    (grant,) = grants()
    access = Access.objects.using("stored").get(id=asked.access_id)
    assert sees(cast, case_id)
    assert grant.until_at == access.until_at
    assert "emergency.approved" in told_of(asked.access_id)


def test_the_second_person_may_refuse(cast: Cast) -> None:
    case_id = make_case(cast)
    restrict(cast, case_id)
    asked, lead = make_ask(cast, case_id), fresh(cast, "support_worker")

    actions.answer_emergency(
        access_id=asked.access_id, is_agreed=False, actor=lead, at=timezone.now()
    )

    assert grants() == []
    with pytest.raises(actions.EmergencyOver):
        actions.answer_emergency(
            access_id=asked.access_id, is_agreed=True, actor=lead, at=timezone.now()
        )


@pytest.mark.parametrize("part", [ASKER, "safeguarding_lead", "investigator"])
def test_the_second_person_is_somebody_of_the_owner_who_answers_for_it(
    cast: Cast, part: str
) -> None:
    """Not the asker, nor somebody of another organisation, though on the team."""
    case_id = make_case(cast)
    restrict(cast, case_id)
    asked = make_ask(cast, case_id)

    with pytest.raises(Absent):
        actions.answer_emergency(
            access_id=asked.access_id,
            is_agreed=True,
            actor=fresh(cast, part),
            at=timezone.now(),
        )

    assert grants() == []


def test_the_second_person_too_has_just_proved_who_they_are(cast: Cast) -> None:
    asked = make_waiting(cast)

    with pytest.raises(StaleProof):
        actions.answer_emergency(
            access_id=asked.access_id,
            is_agreed=True,
            actor=cast.actor("support_worker"),
            at=timezone.now(),
        )


def test_neither_yes_nor_no_is_no_agreement(cast: Cast) -> None:
    asked = make_waiting(cast)

    with pytest.raises(Absent):
        actions.answer_emergency(
            access_id=asked.access_id,
            is_agreed=None,  # type: ignore[arg-type]  # as a null in the database
            actor=fresh(cast, "support_worker"),
            at=timezone.now(),
        )

    assert grants() == []


def test_nothing_is_agreed_to_after_the_four_hours(cast: Cast) -> None:
    case_id = make_case(cast)
    restrict(cast, case_id)
    asked = make_ask(cast, case_id, at=timezone.now() - timedelta(hours=4))

    with pytest.raises(actions.EmergencyOver):
        actions.answer_emergency(
            access_id=asked.access_id,
            is_agreed=True,
            actor=fresh(cast, "support_worker"),
            at=timezone.now(),
        )
