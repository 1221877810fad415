"""A word taken back at the moment that something is told, or taken: one outcome.

Ten times each; ``UNHIDDEN_RACES=50`` for more.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest
from django.utils import timezone

from tests.cast import Cast, make_cast
from tests.made.safeguarding import make_case
from tests.support.together import RACES, together
from unhidden.oversight.actions import disclosures
from unhidden.oversight.actions.disclosures import (
    DisclosureMoved,
    NewDisclosure,
    NoConsent,
    ToldItem,
)
from unhidden.oversight.models import Disclosure
from unhidden.safeguarding import actions as safeguarding

pytestmark = pytest.mark.django_db(transaction=True)

PARTS = ("support_worker", "safeguarding_lead", "investigator")


@pytest.fixture
def people() -> Cast:
    """Everybody, with their rings unlocked before two need them at once."""
    cast = make_cast()
    for part in PARTS:
        cast.actor(part)
    return cast


def say(cast: Cast, case_id: UUID, answer: str, number: int) -> None:
    safeguarding.record_consent(
        case_id=case_id,
        new=safeguarding.NewConsent("investigation", answer, "en"),
        actor=cast.actor("support_worker"),
        at=timezone.now() + timedelta(microseconds=number),
    )


def disclose(cast: Cast, case_id: UUID) -> UUID:
    return disclosures.disclose_case(
        case_id=case_id,
        new=NewDisclosure(
            receiver_id=cast.organisations["police"],
            items=[ToldItem("event", "She was not paid.")],
            is_read_back=True,
        ),
        actor=cast.actor("safeguarding_lead"),
        at=timezone.now(),
    )


def take(cast: Cast, disclosure_id: UUID) -> UUID:
    return disclosures.take_disclosure(
        disclosure_id=disclosure_id,
        investigation_id=None,
        title="Pay",
        actor=cast.actor("investigator"),
        at=timezone.now(),
    )


def test_a_word_taken_back_against_telling(people: Cast) -> None:
    case_id = make_case(people)
    for number in range(RACES):
        say(people, case_id, "yes", number)

        came = together(
            partial(disclose, people, case_id),
            partial(say, people, case_id, "withdrawn", number),
        )

        assert came[1] is None
        assert isinstance(came[0], UUID | NoConsent)
        waiting = Disclosure.objects.using("stored").filter(state="pending")
        assert not waiting.exists()


def test_a_word_taken_back_against_taking(people: Cast) -> None:
    case_id = make_case(people)
    for number in range(RACES):
        say(people, case_id, "yes", number)
        disclosure_id = disclose(people, case_id)

        came = together(
            partial(take, people, disclosure_id),
            partial(say, people, case_id, "withdrawn", number),
        )

        assert came[1] is None
        row = Disclosure.objects.using("stored").get(id=disclosure_id)
        if isinstance(came[0], UUID):
            assert row.state == "accepted"
            assert row.marked_at is not None
        else:
            assert isinstance(came[0], DisclosureMoved)
            assert row.state == "withdrawn"
