"""Two at the same moment, many times over: one outcome, and nothing that breaks."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest

from tests.cast import NOON, Cast, make_cast
from tests.made.agencies import approve, ask_for, engagement_of
from tests.made.safeguarding import make_case
from tests.made.sharing import (
    BY_CONSENT,
    CASE,
    GIVER,
    READER,
    RECEIVER,
    accept,
    make_agreement,
    make_draft_agreement,
    make_offer,
    make_terms,
    record_consent,
    sign,
)
from tests.support.together import RACES, together
from unhidden.access.absent import Absent
from unhidden.access.models import Grant
from unhidden.agencies.leaving import actions as leaving
from unhidden.safeguarding import queries as cases
from unhidden.sharing.actions import agreements, shares
from unhidden.sharing.actions.agreements import AgreementMoved
from unhidden.sharing.actions.faults import (
    AgreementNotInForce,
    CannotBeLetIn,
    NoBasis,
    ShareMoved,
)
from unhidden.sharing.models import Agreement, Share

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people() -> Cast:
    """Everybody, with their rings unlocked before two need them at once."""
    cast = make_cast()
    for part in (
        GIVER,
        RECEIVER,
        READER,
        "support_worker",
        "safeguarding_lead",
        "administrator",
        "other_administrator",
    ):
        cast.actor(part)
    return cast


def stored(share_id: UUID) -> tuple[str, int]:
    """The state, and how many are let in by it."""
    share = Share.objects.using("stored").get(id=share_id)
    grants = Grant.objects.using("stored").filter(source_id=share_id)
    return share.state, grants.filter(ended_at__isnull=True).count()


def withdraw(cast: Cast, share_id: UUID) -> None:
    shares.withdraw_share(
        domain=CASE, share_id=share_id, version=2, actor=cast.actor(GIVER), at=NOON
    )


def end_if_open(cast: Cast, share_id: UUID) -> None:
    if stored(share_id)[0] == "accepted":
        shares.end_share(
            domain=CASE,
            share_id=share_id,
            version=3,
            reason="Over",
            actor=cast.actor(GIVER),
            at=NOON,
        )
    elif stored(share_id)[0] == "offered":
        withdraw(cast, share_id)


def test_accepting_against_withdrawing(people: Cast) -> None:
    case_id, agreement_id = make_case(people), make_agreement(people)
    for _ in range(RACES):
        share_id = make_offer(people, case_id, agreement_id)

        came = together(
            partial(accept, people, share_id), partial(withdraw, people, share_id)
        )

        won = came.index(None)
        assert isinstance(came[1 - won], ShareMoved)
        assert stored(share_id) == [("accepted", 1), ("withdrawn", 0)][won]
        end_if_open(people, share_id)


def test_accepting_twice(people: Cast) -> None:
    case_id, agreement_id = make_case(people), make_agreement(people)
    for _ in range(RACES):
        share_id = make_offer(people, case_id, agreement_id)

        came = together(*[partial(accept, people, share_id)] * 2)

        assert {type(each) for each in came} == {type(None), ShareMoved}
        assert stored(share_id) == ("accepted", 1)
        end_if_open(people, share_id)


def test_a_consent_taken_back_against_accepting(people: Cast) -> None:
    case_id, agreement_id = make_case(people), make_agreement(people)
    for number in range(RACES):
        at = NOON + timedelta(minutes=number)
        record_consent(people, case_id, "yes", at=at)
        share_id = make_offer(people, case_id, agreement_id, **BY_CONSENT)

        came = together(
            partial(accept, people, share_id),
            partial(
                record_consent, people, case_id, "no", at=at + timedelta(seconds=30)
            ),
        )

        assert isinstance(came[0], ShareMoved | NoBasis | None)
        assert came[1] is None
        assert stored(share_id) == ("withdrawn" if came[0] else "ended", 0)


def test_a_leaver_against_a_share(people: Cast) -> None:
    case_id, agreement_id = make_case(people), make_agreement(people)
    engagement_id = engagement_of(people, READER)
    for _ in range(RACES):
        share_id = make_offer(people, case_id, agreement_id)

        came = together(
            partial(accept, people, share_id), partial(leaves, people, engagement_id)
        )

        assert isinstance(came[0], CannotBeLetIn | None)
        assert came[1] is None
        assert stored(share_id) == ("offered" if came[0] else "accepted", 0)
        with pytest.raises(Absent):
            cases.get_case(viewer=people.actor(READER), case_id=case_id, at=NOON)
        engagement_id = comes_back(people)
        end_if_open(people, share_id)


def leaves(cast: Cast, engagement_id: UUID) -> None:
    """The reader's engagement ends."""
    leaving.end_engagement(
        engagement_id=engagement_id,
        homes={},
        actor=cast.actor("administrator"),
        at=NOON,
    )


def comes_back(cast: Cast) -> UUID:
    """The reader is engaged anew; gives the engagement's id."""
    asked = ask_for(cast, cast.people[READER], "red_cross", "support_worker")
    approve(cast, asked)
    return asked


def test_an_agreement_ended_against_accepting(people: Cast) -> None:
    case_id = make_case(people)
    for _ in range(RACES):
        agreement_id = make_agreement(people)
        share_id = make_offer(people, case_id, agreement_id)

        came = together(
            partial(accept, people, share_id),
            partial(
                agreements.end_agreement,
                agreement_id=agreement_id,
                reason="Over",
                actor=people.actor("safeguarding_lead"),
                at=NOON,
            ),
        )

        refused = ShareMoved | AgreementNotInForce
        assert isinstance(came[0], refused | None)
        assert came[1] is None
        assert stored(share_id) == ("withdrawn" if came[0] else "ended", 0)


def test_signing_against_changing(people: Cast) -> None:
    """Nobody's signature stands under other words than they read."""
    lead = people.actor("safeguarding_lead")
    for _ in range(RACES):
        agreement_id = make_draft_agreement(people)

        came = together(
            partial(sign, people, agreement_id, "support_manager"),
            partial(
                agreements.change_agreement,
                agreement_id=agreement_id,
                version=1,
                new=make_terms(people, "bawso", title="Other"),
                actor=lead,
                at=NOON,
            ),
        )

        assert {type(each) for each in came} == {type(None), AgreementMoved}
        found = Agreement.objects.using("stored").get(id=agreement_id)
        signed = found.parties.filter(signed_at__isnull=False).count()
        assert (found.title == "Other", signed) == [(False, 1), (True, 0)][
            came.index(None)
        ]
