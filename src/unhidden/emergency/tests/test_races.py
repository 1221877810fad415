"""Two things at the same moment, fifty times: one outcome each, and no error."""

from __future__ import annotations

from functools import partial
from uuid import UUID

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.made.emergency import (
    WORDS,
    exclude,
    fresh,
    make_colleagues,
    restrict,
    urn_of,
)
from tests.made.safeguarding import make_case
from tests.support.together import together
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.models import Grant
from unhidden.emergency import actions
from unhidden.emergency.actions import EmergencyOver
from unhidden.emergency.models import Access, Notice
from unhidden.safeguarding import queries as cases

pytestmark = pytest.mark.django_db(transaction=True)

TIMES = 25


def ask(reference: str, actor: Actor) -> str:
    return actions.ask_emergency(
        reference=reference,
        reason="missing",
        words=WORDS,
        actor=actor,
        at=timezone.now(),
    ).outcome


def sees(actor: Actor, case_id: UUID) -> bool:
    try:
        cases.get_case(viewer=actor, case_id=case_id, at=timezone.now())
    except Absent:
        return False
    return True


def test_once_somebody_is_kept_out_no_emergency_lets_them_in(cast: Cast) -> None:
    case_id = make_case(cast)
    reference = urn_of(case_id)
    cast.actor("support_worker")

    for asker in make_colleagues(cast, TIMES):
        outcome, kept_out = together(
            partial(ask, reference, asker),
            partial(exclude, cast, case_id, asker.person),
        )

        assert kept_out is None
        assert outcome in ("opened", "refused")
        assert not sees(asker, case_id)


def test_two_asks_at_once_are_one_access(cast: Cast) -> None:
    case_id = make_case(cast)
    reference = urn_of(case_id)

    for asker in make_colleagues(cast, TIMES):
        came = together(*[partial(ask, reference, asker)] * 2)

        assert sorted(map(str, came)) == ["asked", "opened"]
        assert sees(asker, case_id)

    accesses = Access.objects.using("stored")
    granted = Grant.objects.using("stored").filter(basis="break_glass")
    assert accesses.count() == granted.count() == TIMES
    assert Notice.objects.using("stored").count() == 2 * TIMES


def test_an_approval_at_the_moment_of_taking_back_opens_nothing(cast: Cast) -> None:
    case_id = make_case(cast)
    restrict(cast, case_id)
    reference = urn_of(case_id)

    for asker in make_colleagues(cast, TIMES):
        lead = fresh(cast, "support_worker")
        assert ask(reference, asker) == "waiting"
        access = Access.objects.using("stored").get(person_id=asker.person)

        answered, ended = together(
            partial(
                actions.answer_emergency,
                access_id=access.id,
                is_agreed=True,
                actor=lead,
                at=timezone.now(),
            ),
            partial(
                actions.end_emergency,
                access_id=access.id,
                actor=asker,
                at=timezone.now(),
            ),
        )

        assert ended is None
        assert answered is None or isinstance(answered, EmergencyOver)
        assert not sees(asker, case_id)
        access.refresh_from_db(using="stored")
        assert access.ended_at is not None
        assert (access.opened_at is None) == isinstance(answered, EmergencyOver)

    open_ones = Grant.objects.using("stored").filter(
        basis="break_glass", ended_at__isnull=True
    )
    assert not open_ones.exists()
