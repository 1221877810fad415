"""What a share may not be, and who may not move it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from tests.cast import NOON, Cast
from tests.made.sharing import (
    BY_CONSENT,
    CASE,
    GIVER,
    LATER,
    READER,
    accept,
    make_accepted,
    make_draft,
    make_draft_agreement,
    make_offer,
    record_consent,
    share_of,
)
from tests.support.roles import as_role
from unhidden.access.absent import Absent
from unhidden.sharing.actions import shares
from unhidden.sharing.actions.faults import (
    AgreementNotInForce,
    AlreadyShared,
    BeyondAgreement,
    CannotBeLetIn,
    NamesSomebody,
    NoBasis,
    ShareMoved,
    WrongParties,
)
from unhidden.sharing.models import Share

pytestmark = pytest.mark.django_db


def state(share_id: UUID) -> str:
    return str(Share.objects.using("stored").get(id=share_id).state)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"categories": ("narrative", "health")}, BeyondAgreement),
        ({"purposes": ("investigation",)}, BeyondAgreement),
        ({"purposes": ()}, BeyondAgreement),
        ({"until_on": date(2026, 1, 4)}, BeyondAgreement),
        ({"authorised_by_id": None}, NoBasis),
        ({"ground": ""}, NoBasis),
        (BY_CONSENT, NoBasis),
        ({"area": "Near LL11 1AA"}, NamesSomebody),
        ({"needs": "Ring 07700 900999"}, NamesSomebody),
        ({"needs": "A bed for selam"}, NamesSomebody),
    ],
)
def test_what_goes_beyond_is_refused(
    cast: Cast,
    case_id: UUID,
    agreement_id: UUID,
    given: dict[str, Any],
    refusal: type[Exception],
) -> None:
    with pytest.raises(refusal):
        make_draft(cast, case_id, agreement_id, **given)


@pytest.mark.parametrize("to", ["bawso", "council", "commissioner"])
def test_it_is_shared_with_another_party_only(
    cast: Cast, case_id: UUID, agreement_id: UUID, to: str
) -> None:
    with pytest.raises(WrongParties):
        make_draft(
            cast, case_id, agreement_id, to_organisation_id=cast.organisations[to]
        )


def test_nobody_authorises_their_own_share(
    cast: Cast, case_id: UUID, agreement_id: UUID
) -> None:
    for part in (GIVER, READER, "investigator"):
        with pytest.raises(NoBasis):
            make_draft(cast, case_id, agreement_id, authorised_by_id=cast.people[part])


def test_terms_that_not_all_have_signed_carry_no_share(
    cast: Cast, case_id: UUID
) -> None:
    with pytest.raises(AgreementNotInForce):
        make_draft(cast, case_id, make_draft_agreement(cast))


def test_a_consent_taken_back_before_the_offer_stops_it(
    cast: Cast, case_id: UUID, agreement_id: UUID
) -> None:
    record_consent(cast, case_id, "yes")
    share_id = make_draft(cast, case_id, agreement_id, **BY_CONSENT)
    record_consent(cast, case_id, "not_yet", at=LATER)

    with pytest.raises(ShareMoved):
        shares.offer_share(
            domain=CASE, share_id=share_id, version=1, actor=cast.actor(GIVER), at=NOON
        )


def test_a_record_is_shared_with_an_organisation_once(
    cast: Cast, case_id: UUID, agreement_id: UUID
) -> None:
    make_offer(cast, case_id, agreement_id)

    with pytest.raises(AlreadyShared):
        make_offer(cast, case_id, agreement_id)


@pytest.mark.parametrize(
    "part", ["support_worker", "other_support_manager", "analyst", "investigator"]
)
def test_only_who_decides_about_a_record_shares_it(
    cast: Cast, case_id: UUID, agreement_id: UUID, part: str
) -> None:
    share_id = make_draft(cast, case_id, agreement_id)

    with pytest.raises(Absent):
        shares.offer_share(
            domain=CASE, share_id=share_id, version=1, actor=cast.actor(part), at=NOON
        )


@pytest.mark.parametrize("part", [GIVER, READER, "safeguarding_lead", "planner"])
def test_only_the_receiver_answers(
    cast: Cast, case_id: UUID, agreement_id: UUID, part: str
) -> None:
    share_id = make_offer(cast, case_id, agreement_id)

    with pytest.raises(Absent):
        accept(cast, share_id, by=part)


@pytest.mark.parametrize("people", [(), ("support_worker",), ("investigator",)])
def test_only_colleagues_who_do_such_work_are_let_in(
    cast: Cast, case_id: UUID, agreement_id: UUID, people: tuple[str, ...]
) -> None:
    share_id = make_offer(cast, case_id, agreement_id)

    with pytest.raises(CannotBeLetIn):
        accept(cast, share_id, people=people)
    assert state(share_id) == "offered"


def test_no_session_of_the_staff_site_goes_round_the_procedures(
    cast: Cast, case_id: UUID, agreement_id: UUID
) -> None:
    make_offer(cast, case_id, agreement_id)
    tries = (
        "update sharing_share set state = 'accepted'",
        "insert into sharing_share select * from sharing_share",
        "update sharing_party set signed_at = now()",
        "update sharing_agreement set is_final = false",
        "select wall.close_share(id, 'giver', '', null, now()) from sharing_share",
        "select wall.expire_shares(now() + interval '10 years')",
        "select wall.consent_of('safeguarding_case', gen_random_uuid(), null, '{}',"
        " current_date)",
        "select * from wall.sealed_rows('safeguarding_case', gen_random_uuid())",
    )

    for sql in tries:
        assert _is_refused(sql), sql


def _is_refused(sql: str) -> bool:
    with as_role("staff"), connection.cursor() as cursor:
        try:
            cursor.execute(sql)
        except Exception as error:  # noqa: BLE001  # which one is the answer
            return "permission denied" in str(error)
    return False


def test_a_stranger_to_it_cannot_tell_that_a_share_is_there(
    cast: Cast, case_id: UUID, agreement_id: UUID
) -> None:
    share_id = make_accepted(cast, case_id, agreement_id)

    for part in ("investigator", "analyst"):
        with pytest.raises(Absent):
            share_of(cast, share_id, part)
