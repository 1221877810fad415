"""The desk proposes a place because of a report, and nobody else learns that."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from tests.cast import NOON, Cast
from tests.made.operations import make_operation
from tests.made.places import make_premises
from tests.made.reporting import make_report
from tests.made.targets import card_of, decide, make_candidate
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.operations.targets.actions.candidates import propose_candidate
from unhidden.operations.targets.queries.candidates import list_candidates
from unhidden.operations.targets.queries.sources import list_tips

pytestmark = pytest.mark.django_db


def _desk(cast: Cast) -> Actor:
    return cast.actor("analyst").doing("intel_assessment")


def _propose(cast: Cast, operation_id: UUID, place: UUID, report_id: UUID) -> None:
    propose_candidate(
        operation_id=operation_id,
        premises_id=place,
        report_id=report_id,
        actor=_desk(cast),
        at=NOON,
    )


def test_planners_see_the_place_from_the_desk_and_the_desk_its_report(
    cast: Cast,
) -> None:
    operation_id, report_id = make_operation(cast), make_report()
    place = make_premises(by=cast.actor("planner"))

    _propose(cast, operation_id, place, report_id)
    _propose(cast, operation_id, place, report_id)

    (card,) = list_candidates(viewer=cast.actor("planner"), operation_id=operation_id)
    (tip,) = list_tips(viewer=_desk(cast), report_id=report_id)
    assert (card.premises_id, card.source, card.planning_state) == (
        place,
        "desk",
        "undecided",
    )
    assert (tip.report_id, tip.proposed_by) == (report_id, "Analyst")
    with pytest.raises(Absent):
        list_tips(viewer=cast.actor("planner"))


def test_who_proposes_a_place_does_not_learn_that_it_was_one(cast: Cast) -> None:
    operation_id, report_id = make_operation(cast), make_report()
    one = make_candidate(cast, operation_id)
    decide(cast, operation_id, one, kind="safeguarding")
    before = card_of(cast, operation_id, one)

    _propose(cast, operation_id, before.premises_id, report_id)

    assert card_of(cast, operation_id, one) == before


def test_a_proposal_names_a_report_of_ones_own_desk(cast: Cast) -> None:
    operation_id = make_operation(cast)
    place = make_premises(by=cast.actor("planner"))

    with pytest.raises(Absent):
        _propose(cast, operation_id, place, uuid4())
    with pytest.raises(Absent):
        propose_candidate(
            operation_id=operation_id,
            premises_id=place,
            report_id=make_report(),
            actor=cast.actor("planner"),
            at=NOON,
        )
