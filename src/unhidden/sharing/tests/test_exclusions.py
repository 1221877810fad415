"""Who is kept out of a record sees nothing of it, whatever lets them in."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.cast import NOON, Cast
from tests.made.safeguarding import make_case
from tests.made.sharing import CASE, make_accepted, make_agreement, share_of
from unhidden.access.absent import Absent
from unhidden.safeguarding import queries as cases
from unhidden.safeguarding.overview import queries as overview
from unhidden.sharing.actions import exclusions
from unhidden.sharing.queries import records
from unhidden.sharing.queries.records import AccessView

pytestmark = pytest.mark.django_db


def keep_out(
    cast: Cast, case_id: UUID, by: str = "support_manager", **whom: UUID
) -> UUID:
    return exclusions.keep_out(
        domain=CASE,
        record_id=case_id,
        reason="They are related.",
        actor=cast.actor(by),
        at=NOON,
        **whom,
    )


def reads(cast: Cast, case_id: UUID, part: str) -> bool:
    try:
        cases.get_case(viewer=cast.actor(part), case_id=case_id, at=NOON)
    except Absent:
        return False
    return True


def test_the_lead_of_a_team_kept_out_meets_absence(cast: Cast) -> None:
    case_id = make_case(cast)
    person_id = cast.people["support_worker"]

    exclusion_id = keep_out(cast, case_id, person_id=person_id)

    assert not reads(cast, case_id, "support_worker")
    assert overview.list_cases(viewer=cast.actor("support_worker"), at=NOON) == []
    with pytest.raises(Absent):
        access(cast, case_id, "support_worker")
    exclusions.let_back(
        domain=CASE,
        record_id=case_id,
        exclusion_id=exclusion_id,
        actor=cast.actor("support_manager"),
        at=NOON,
    )
    assert reads(cast, case_id, "support_worker")


def test_an_organisation_kept_out_reads_no_share_and_no_envelope(cast: Cast) -> None:
    case_id = make_case(cast)
    share_id = make_accepted(cast, case_id, make_agreement(cast))

    keep_out(cast, case_id, organisation_id=cast.organisations["red_cross"])

    assert not reads(cast, case_id, "other_support_worker")
    with pytest.raises(Absent):
        share_of(cast, share_id, "other_support_manager")


def test_those_who_decide_see_who_is_kept_out_and_others_do_not(cast: Cast) -> None:
    case_id = make_case(cast)
    keep_out(cast, case_id, person_id=cast.people["other_support_worker"])

    for part in ("support_manager", "safeguarding_lead"):
        (found,) = access(cast, case_id, part).kept_out
        assert (found.who, found.reason) == (
            "Other Support Worker",
            "They are related.",
        )
    assert access(cast, case_id, "support_worker").kept_out == ()


@pytest.mark.parametrize("part", ["other_support_manager", "investigator", "analyst"])
def test_only_those_who_decide_keep_anybody_out(cast: Cast, part: str) -> None:
    case_id = make_case(cast)

    with pytest.raises(Absent):
        keep_out(cast, case_id, by=part, person_id=cast.people["support_worker"])


def test_nobody_keeps_themselves_out_or_lets_themselves_back(cast: Cast) -> None:
    case_id = make_case(cast)
    manager = cast.actor("support_manager")
    with pytest.raises(Absent):
        keep_out(cast, case_id, person_id=manager.person)

    exclusion_id = keep_out(
        cast, case_id, by="safeguarding_lead", person_id=manager.person
    )

    with pytest.raises(Absent):
        exclusions.let_back(
            domain=CASE,
            record_id=case_id,
            exclusion_id=exclusion_id,
            actor=manager,
            at=NOON,
        )


def access(cast: Cast, case_id: UUID, part: str) -> AccessView:
    return records.access_to(
        viewer=cast.actor(part), domain=CASE, record_id=case_id, at=NOON
    )
