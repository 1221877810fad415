"""A safeguarding visit's record reaches immigration by a release alone."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.cast import NOON, Cast
from tests.made.sharing import make_agreement, make_new_share
from tests.made.visits import make_planned, make_visit
from unhidden.sharing import actions as sharing
from unhidden.sharing.actions.faults import NotReleased
from unhidden.visits.actions import releases

pytestmark = pytest.mark.django_db


def share_visit(cast: Cast, visit_id: UUID, receiver: str = "border_force") -> UUID:
    """Draft a share for what an agreement in force allows, on an authorised ground."""
    agreement_id = make_agreement(
        cast, "border_force", "bawso", domains=("visit",), purposes=("investigation",)
    )
    new = make_new_share(
        cast,
        agreement_id,
        to_organisation_id=cast.organisations[receiver],
        categories=("operational",),
        purposes=("investigation",),
        authorised_by_id=cast.people["safeguarding_lead"],
    )
    return sharing.draft_share(
        domain="visit",
        record_id=visit_id,
        new=new,
        actor=cast.actor("planner"),
        at=NOON,
    )


def make_safeguarding_visit(cast: Cast) -> UUID:
    return make_visit(cast, planned=make_planned(cast, kind="safeguarding"))


def ask_release(cast: Cast, visit_id: UUID) -> UUID:
    return releases.ask_release(
        visit_id=visit_id,
        authority="Immigration Enforcement, Wales",
        reason="She asked that they be told.",
        actor=cast.actor("planner"),
        at=NOON,
    )


def test_no_agreement_alone_carries_it_there(cast: Cast) -> None:
    visit_id = make_safeguarding_visit(cast)

    with pytest.raises(NotReleased):
        share_visit(cast, visit_id)


def test_a_release_that_nobody_agreed_to_carries_nothing(cast: Cast) -> None:
    visit_id = make_safeguarding_visit(cast)
    ask_release(cast, visit_id)

    with pytest.raises(NotReleased):
        share_visit(cast, visit_id)


def test_once_a_supervisor_agreed_it_may_go(cast: Cast) -> None:
    visit_id = make_safeguarding_visit(cast)
    release_id = ask_release(cast, visit_id)
    releases.agree_release(
        release_id=release_id, actor=cast.actor("safeguarding_lead"), at=NOON
    )

    assert share_visit(cast, visit_id)


def test_the_record_of_another_kind_of_visit_needs_no_release(cast: Cast) -> None:
    assert share_visit(cast, make_visit(cast))
