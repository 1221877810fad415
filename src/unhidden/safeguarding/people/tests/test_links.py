"""Two people are linked when each wishes it; one wish alone tells nobody anything."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.cast import NOON, TODAY, Cast
from tests.made.safeguarding import (
    make_case,
    make_case_offer,
    make_person,
    take_on,
)
from unhidden.access.absent import Absent
from unhidden.safeguarding.models import Case
from unhidden.safeguarding.people.actions import links as actions
from unhidden.safeguarding.people.actions.refusals import LinkThere, OwnPseudonym
from unhidden.safeguarding.people.queries.person import LinkCard, get_person

pytestmark = pytest.mark.django_db
NOBODY = "NW-P-00000-00000"


def _pseudonym(case_id: UUID) -> str:
    return Case.objects.using("stored").get(id=case_id).person.pseudonym


def _wish(
    cast: Cast,
    case_id: UUID,
    other: str,
    kind: str = "sibling",
    by: str = "support_worker",
) -> UUID:
    return actions.record_link_wish(
        case_id=case_id,
        pseudonym=other,
        kind=kind,
        agreed_on=TODAY,
        actor=cast.actor(by),
        at=NOON,
    )


def _links(cast: Cast, case_id: UUID, by: str = "support_worker") -> list[LinkCard]:
    return list(get_person(viewer=cast.actor(by), case_id=case_id).links)


@pytest.fixture
def two(cast: Cast) -> tuple[UUID, UUID]:
    """A case of BAWSO's, and one of the Red Cross's."""
    offer_id = make_case_offer(cast, make_person(cast), to="red_cross")
    other = take_on(
        cast, offer_id, by="other_support_manager", worker="other_support_worker"
    )
    return make_case(cast), other


def test_one_wish_looks_the_same_whether_there_is_such_a_person_or_not(
    cast: Cast, two: tuple[UUID, UUID]
) -> None:
    mine, theirs = two
    _wish(cast, mine, _pseudonym(theirs))
    _wish(cast, mine, NOBODY)

    known, unknown = _links(cast, mine)
    assert (known.is_mutual, known.other_organisation) == (
        unknown.is_mutual,
        unknown.other_organisation,
    )
    assert _links(cast, theirs, "other_support_worker") == []


def test_once_both_wish_it_both_teams_see_it_and_either_ends_it(
    cast: Cast, two: tuple[UUID, UUID]
) -> None:
    mine, theirs = two
    wish_id = _wish(cast, mine, _pseudonym(theirs), "parent")
    _wish(cast, theirs, _pseudonym(mine), "child", "other_support_worker")

    (seen,) = _links(cast, mine)
    (back,) = _links(cast, theirs, "other_support_worker")
    assert (seen.other_organisation, back.other_organisation) == (
        "British Red Cross",
        "BAWSO",
    )
    assert seen.other_kind_label == "Child of theirs"

    actions.end_link_wish(
        case_id=mine, link_id=wish_id, actor=cast.actor("support_worker"), at=NOON
    )

    (after,) = _links(cast, theirs, "other_support_worker")
    assert not after.is_mutual


def test_a_link_opens_nothing_of_the_other_case(
    cast: Cast, two: tuple[UUID, UUID]
) -> None:
    mine, theirs = two
    _wish(cast, mine, _pseudonym(theirs))
    _wish(cast, theirs, _pseudonym(mine), by="other_support_worker")

    with pytest.raises(Absent):
        get_person(viewer=cast.actor("support_worker"), case_id=theirs)


def test_nobody_is_linked_twice_or_with_themselves(cast: Cast) -> None:
    mine = make_case(cast)
    _wish(cast, mine, NOBODY)

    with pytest.raises(LinkThere):
        _wish(cast, mine, NOBODY, "partner")
    with pytest.raises(OwnPseudonym):
        _wish(cast, mine, _pseudonym(mine))
