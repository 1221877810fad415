"""Two at the same moment on one case: closed once, and nothing written after it."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

import pytest

from tests.cast import NOON, Cast, make_cast
from tests.made.courses import make_quiet_case, make_turn, meet_all
from tests.support.together import RACES, together
from unhidden.safeguarding import actions as safeguarding
from unhidden.safeguarding.course.actions import CaseMoved
from unhidden.safeguarding.frame.actions import CaseClosed
from unhidden.safeguarding.models import CaseTurn, Consent

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people() -> Cast:
    """Those who work on the case, with their rings unlocked before it begins."""
    cast = make_cast()
    for part in ("support_worker", "safeguarding_lead"):
        cast.actor(part)
    return cast


def _close(cast: Cast, case_id: UUID, number: int) -> None:
    make_turn(cast, case_id, "closed", number=number)


def _say(cast: Cast, case_id: UUID, at: datetime) -> None:
    """A word of its own hour: the same one of the same hour is kept once."""
    safeguarding.record_consent(
        case_id=case_id,
        new=safeguarding.NewConsent("investigation", "not_yet", "en"),
        actor=cast.actor("safeguarding_lead"),
        at=at,
    )


def _count(model: type[CaseTurn | Consent], case_id: UUID) -> int:
    return model.objects.using("stored").filter(case_id=case_id).count()


def _open_again(cast: Cast, case_id: UUID) -> int:
    make_turn(cast, case_id, "reopened")
    meet_all(cast, case_id)
    return _count(CaseTurn, case_id)


def test_closing_against_writing_in_it(people: Cast) -> None:
    case_id, number = make_quiet_case(people), 0
    for turn in range(RACES):
        before, at = _count(Consent, case_id), NOON + timedelta(hours=turn)

        came = together(
            partial(_close, people, case_id, number),
            partial(_say, people, case_id, at),
        )

        assert came[0] is None
        assert came[1] is None or isinstance(came[1], CaseClosed)
        written = _count(Consent, case_id) - before
        assert written == (1 if came[1] is None else 0)
        number = _open_again(people, case_id)


def test_closing_twice(people: Cast) -> None:
    case_id, number = make_quiet_case(people), 0
    for _ in range(RACES):
        came = together(*[partial(_close, people, case_id, number)] * 2)

        assert {type(each) for each in came} == {type(None), CaseMoved}
        assert _count(CaseTurn, case_id) == number + 1
        number = _open_again(people, case_id)
