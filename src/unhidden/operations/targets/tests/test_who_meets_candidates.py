"""Who meets candidates, which operations take any, and what a warrant proposes."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.cast import Cast
from tests.made.operations import make_closed_week, make_operation
from tests.made.targets import card_of, make_candidate, make_warrant
from unhidden.access.absent import Absent
from unhidden.operations import policies
from unhidden.operations.frame.actions.refusals import (
    OperationClosed,
    RealPremisesNotForSynthetic,
)
from unhidden.operations.targets.queries import candidates as queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def operation_id(cast: Cast) -> UUID:
    return make_operation(cast)


def test_nobody_but_its_planners_meets_a_candidate(
    cast: Cast, operation_id: UUID
) -> None:
    make_candidate(cast, operation_id)

    for part in ("officer", "analyst", "safeguarding_lead", "partner", "overseer"):
        with pytest.raises(Absent):
            queries.list_candidates(viewer=cast.actor(part), operation_id=operation_id)


def test_a_closed_operation_takes_no_candidate(cast: Cast) -> None:
    week = make_closed_week(cast)

    with pytest.raises(OperationClosed):
        make_candidate(cast, week.operation_id)


def test_a_synthetic_operation_takes_no_real_place(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    operation_id = make_operation(cast, is_synthetic=True)
    monkeypatch.setattr(policies, "is_real", lambda _card: True)

    with pytest.raises(RealPremisesNotForSynthetic):
        make_candidate(cast, operation_id)


def test_a_warrant_of_the_place_proposes_to_enforce(
    cast: Cast, operation_id: UUID
) -> None:
    one = make_candidate(cast, operation_id)
    make_warrant(cast, operation_id, card_of(cast, operation_id, one).premises_id)

    card = card_of(cast, operation_id, one)

    assert (card.proposal.because, len(card.warrants)) == ("warrant", 1)
