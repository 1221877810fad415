"""Two who save one step of a form at the same moment."""

from __future__ import annotations

from functools import partial

import pytest

from tests.cast import NOON, Cast, make_cast
from tests.made.safeguarding import make_case
from tests.support.together import RACES, together
from unhidden.safeguarding.models import NrmFormAnswer
from unhidden.safeguarding.referrals.actions import filling, refusals

pytestmark = pytest.mark.django_db(transaction=True)
PARTS = ("support_worker", "safeguarding_lead")


@pytest.fixture
def people() -> Cast:
    """Everybody, with their rings unlocked before two need them at once."""
    cast = make_cast()
    for part in PARTS:
        cast.actor(part)
    return cast


def test_of_two_who_save_a_step_at_once_one_is_told(people: Cast) -> None:
    """Nobody saves over another: what the first saved is shown to the second.

    ``UNHIDDEN_RACES=50`` does it as often as was asked for once.
    """
    case_id = make_case(people)
    filling.begin_form(case_id=case_id, actor=people.actor("support_worker"), at=NOON)

    for number in range(RACES):
        done = together(
            *(
                partial(
                    filling.save_step,
                    case_id=case_id,
                    step_code="who-exploited-pv",
                    answers={"who-exploited-pv": f"{part} {number}"},
                    number=number,
                    actor=people.actor(part),
                    at=NOON,
                )
                for part in PARTS
            )
        )
        refused = [each for each in done if isinstance(each, refusals.StepChanged)]
        assert len(refused) == 1, done
        told = str(refused[0].saved.answers["who-exploited-pv"])
        assert told.endswith(f" {number}")

    rows = NrmFormAnswer.objects.using("stored").filter(place="who-exploited-pv")
    assert rows.count() == RACES
