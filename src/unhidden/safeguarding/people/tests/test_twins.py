"""Who came twice to one organisation is told to its supervisor, and to nobody else."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from tests.cast import NOON, PASSWORD, Cast
from tests.made.safeguarding import (
    make_case,
    make_case_offer,
    make_person,
    take_on,
)
from unhidden.access.absent import Absent
from unhidden.safeguarding import actions
from unhidden.safeguarding.models import Case, IdentityMark
from unhidden.safeguarding.people.actions.twins import judge_twins
from unhidden.safeguarding.people.queries.twins import count_twins, list_twins

pytestmark = pytest.mark.django_db


def _identify(
    cast: Cast,
    case_id: UUID,
    name: str,
    born: str = "1990",
    contact: str = "",
    by: str = "support_worker",
) -> None:
    actions.record_identity(
        case_id=case_id,
        identity=actions.SurvivorIdentity(name, born, contact),
        actor=cast.actor(by),
        at=NOON,
    )


def _stored() -> list[tuple[object, ...]]:
    """Whose each case is, and how often it was recorded."""
    rows = Case.objects.using("stored").order_by("id")
    return list(rows.values_list("id", "person_id", "identity_version", "nrm_state"))


@pytest.fixture
def pair(cast: Cast) -> tuple[UUID, UUID]:
    """Two cases of BAWSO's, of one name in two spellings."""
    one, other = make_case(cast), make_case(cast)
    _identify(cast, one, "Fatima Hassan")
    _identify(cast, other, "Hasan Fatimah", "about 1991")
    return one, other


def test_the_supervisor_is_told_and_nobody_else(
    cast: Cast, pair: tuple[UUID, UUID]
) -> None:
    (found,) = list_twins(viewer=cast.actor("support_manager"))

    assert {found.case_id, found.other_id} == set(pair)
    assert list_twins(viewer=cast.actor("other_support_manager")) == []
    for part in ("support_worker", "officer", "analyst"):
        with pytest.raises(Absent):
            list_twins(viewer=cast.actor(part))


def test_the_same_person_at_another_organisation_is_told_to_nobody(cast: Cast) -> None:
    mine = make_case(cast)
    offer_id = make_case_offer(cast, make_person(cast), to="red_cross")
    theirs = take_on(
        cast, offer_id, by="other_support_manager", worker="other_support_worker"
    )
    _identify(cast, mine, "Fatima Hassan", contact="07700 900123")
    _identify(
        cast, theirs, "Fatima Hassan", contact="07700 900123", by="other_support_worker"
    )

    for part in ("support_manager", "other_support_manager", "safeguarding_lead"):
        assert list_twins(viewer=cast.actor(part)) == []
    marks = IdentityMark.objects.using("stored").values_list("mark", flat=True)
    assert len(marks) == len(set(marks)) == 6


def test_what_was_told_before_counts_no_more(
    cast: Cast, pair: tuple[UUID, UUID]
) -> None:
    _identify(cast, pair[0], "Somebody Else")

    assert count_twins(viewer=cast.actor("support_manager")) == 0


def test_a_supervisors_word_is_kept_once_and_changes_neither_case(
    cast: Cast, pair: tuple[UUID, UUID]
) -> None:
    manager = cast.actor("support_manager")
    told: dict[str, Any] = {
        "case_id": pair[1],
        "other_id": pair[0],
        "actor": manager,
        "at": NOON,
    }
    before = _stored()

    judge_twins(**told, is_same=True)
    judge_twins(**told, is_same=False)

    (found,) = list_twins(viewer=manager)
    assert found.is_same is True
    assert _stored() == before
    assert count_twins(viewer=manager) == 0
    with pytest.raises(Absent):
        judge_twins(
            **{**told, "actor": cast.actor("other_support_manager")}, is_same=True
        )


def test_whoever_presses_neither_button_has_said_nothing(
    cast: Cast, client: Client, pair: tuple[UUID, UUID]
) -> None:
    client.login(email=cast.email("support_manager"), password=PASSWORD)
    judge = "/cases/twins/{}/{}/".format(*pair)

    codes = [client.post(judge, said).status_code for said in ({}, {"is_same": "x"})]

    assert codes == [404, 404]
    assert count_twins(viewer=cast.actor("support_manager")) == 1
    assert client.post(judge, {"is_same": "no"}).status_code == 302
    assert count_twins(viewer=cast.actor("support_manager")) == 0
