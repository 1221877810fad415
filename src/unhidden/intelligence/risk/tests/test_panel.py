"""Harm, likelihood and confidence: what they are made of, and who weighs it."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from django.db.utils import ProgrammingError
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import NOON, TODAY, Cast
from tests.made.agencies import their_analyst
from tests.made.intelligence import make_intelligence_about
from tests.made.places import make_premises
from tests.support import audited as audit
from tests.support.reading import words
from tests.support.signing_in import SignedIn
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import acting_as
from unhidden.intelligence.models import PanelWeights
from unhidden.intelligence.risk.actions import panels as actions
from unhidden.intelligence.risk.queries import panels, risks
from unhidden.intelligence.risk.queries.panels import PanelView
from unhidden.intelligence.risk.rules.panel import (
    DEFAULT,
    CountedSign,
    PanelFacts,
    count_elements,
    score_panel,
)

needs_rows = pytest.mark.django_db
LOCKED_IN = CountedSign("strong", "RES", False, "1", "A", 0, UUID(int=1))
UNPAID = CountedSign("medium", "WAG", False, "2", "C", 100, UUID(int=2))
SEEN = PanelFacts(60, (LOCKED_IN, UNPAID), frozenset({"EX", "CD"}), 10)
HARM_ONLY = {**DEFAULT, "psychological": 0, "financial": 0, "vulnerability": 0}


def levels(facts: PanelFacts) -> dict[str, int]:
    sums = score_panel(facts, DEFAULT)
    return {part.code: part.level for each in sums for part in each.parts}


def test_each_part_has_its_level_from_what_is_known() -> None:
    assert levels(SEEN) == {
        "physical": 3,
        "psychological": 0,
        "financial": 2,
        "vulnerability": 0,
        "score": 3,
        "elements": 2,
        "recent": 3,
        "source": 3,
        "content": 3,
        "reports": 2,
        "looked": 3,
    }
    assert set(levels(PanelFacts(0, (), frozenset(), None)).values()) == {0}


def test_a_child_needs_no_means_and_is_vulnerable_by_being_one() -> None:
    child = PanelFacts(
        60, (replace(LOCKED_IN, is_of_child=True),), frozenset({"EX"}), None
    )

    assert count_elements(child) == 3
    assert count_elements(replace(child, signs=(LOCKED_IN,))) == 1
    assert levels(child)["vulnerability"] == 3


def test_weights_move_a_side_and_a_side_without_any_is_not_weighed() -> None:
    (even, *_), (physical, *_) = (
        score_panel(SEEN, DEFAULT),
        score_panel(SEEN, HARM_ONLY),
    )
    (none, *_) = score_panel(SEEN, {**HARM_ONLY, "physical": 0})

    assert (even.reach, even.band) == (42, "medium")
    assert (physical.reach, physical.band) == (100, "high")
    assert (none.reach, none.band) == (None, "")


@given(st.fixed_dictionaries({part: st.integers(0, 5) for part in DEFAULT}))
def test_no_weights_lead_out_of_a_hundred(weights: dict[str, int]) -> None:
    for side in score_panel(SEEN, weights):
        assert side.reach is None or 0 <= side.reach <= 100


def shown_to(viewer: Actor, place: UUID) -> PanelView:
    card = risks.risk_of(viewer=viewer, premises_id=place)
    return panels.get_panel(
        viewer=viewer,
        premises_id=place,
        score=card.score,
        reasons=card.reasons,
        today=TODAY,
    )


def known(view: PanelView) -> dict[str, str]:
    """The parts of which something is known, and their levels."""
    parts = [part for side in view.sides for part in side.parts]
    return {part.label: part.level for part in parts if part.level != "Nothing known"}


@needs_rows
def test_what_another_force_keeps_to_itself_makes_no_level(
    cast: Cast, signed_in: SignedIn
) -> None:
    place, open_place = (make_premises(by=cast.actor("analyst")) for _ in range(2))
    make_intelligence_about(place, by=cast.actor(their_analyst(cast)))
    make_intelligence_about(open_place, by=cast.actor("analyst"))
    analyst = cast.actor("analyst")

    theirs, own = shown_to(analyst, place), shown_to(analyst, open_place)

    assert known(theirs).keys() == {"The risk score"}
    assert {"How many reports its signs come from", "The best source"} <= known(
        own
    ).keys()
    assert (theirs.is_partial, own.is_partial) == (True, False)
    said = words(signed_in("analyst").get(f"/risk/premises/{place}/"))
    assert "these parts leave them out" in said


@needs_rows
def test_a_child_is_vulnerable_wherever_the_sign_is_filed(
    cast: Cast,
) -> None:
    place = make_premises(by=cast.actor("analyst"))
    make_intelligence_about(
        place, by=cast.actor("analyst"), sign_codes=("crm_child_far_from_home",)
    )

    found = known(shown_to(cast.actor("analyst"), place))

    vulnerable = "Vulnerability: children, and those it is abused of"
    assert found[vulnerable] == "High"


def weigh(cast: Cast, by: str, seen: int = 0, reason: str = "People first.") -> UUID:
    return actions.weigh_panel(
        weights=HARM_ONLY, reason=reason, seen=seen, actor=cast.actor(by), at=NOON
    )


@needs_rows
def test_a_planner_weighs_for_the_organisation_and_the_record_has_it(
    cast: Cast,
) -> None:
    place = make_premises(by=cast.actor("analyst"))
    make_intelligence_about(place, by=cast.actor("analyst"))

    key = weigh(cast, "planner")

    analyst = cast.actor("analyst")
    harm, *_ = shown_to(analyst, place).sides
    newest, oldest = panels.list_panel_weights(viewer=analyst)
    assert (harm.label, harm.reach, harm.band_label) == ("Harm", 100, "High")
    assert (newest.version, newest.reason, oldest.version) == (1, "People first.", 0)
    (event,) = audit.history(subject_ids=[key])
    assert (event.name, event.verb) == ("intelligence.panel_weighed", "alteration")
    assert event.detail["psychological"] == 0


@needs_rows
def test_weights_are_whole_have_a_reason_and_change_the_version_that_was_seen(
    cast: Cast,
) -> None:
    with pytest.raises(Absent):
        weigh(cast, "analyst")
    with pytest.raises(actions.NoReasonForWeights):
        weigh(cast, "planner", reason=" ")
    for weights in ({"physical": 1}, {**DEFAULT, "physical": 6}):
        with pytest.raises(actions.WeightsUnclear):
            actions.weigh_panel(
                weights=weights,
                reason="So.",
                seen=0,
                actor=cast.actor("planner"),
                at=NOON,
            )
    weigh(cast, "planner")
    with pytest.raises(actions.WeightsChangedSince):
        weigh(cast, "planner")


@needs_rows
def test_the_database_takes_no_weights_for_another_organisation_or_person(
    cast: Cast,
) -> None:
    planner = cast.actor("planner").doing("intel_assessment")
    own = {"organisation_id": planner.organisation, "set_by_id": planner.person}
    others = (
        {"organisation_id": cast.organisations["council"]},
        {"set_by_id": cast.people["analyst"]},
    )

    for other in others:
        row = PanelWeights(
            version=1, weights={}, reason="So.", set_at=NOON, **(own | other)
        )
        with pytest.raises(ProgrammingError), acting_as(planner):
            row.save(force_insert=True)


@needs_rows
def test_the_page_keeps_what_is_typed_and_says_that_the_panel_is_ours(
    cast: Cast, signed_in: SignedIn
) -> None:
    place = make_premises(by=cast.actor("analyst"))
    client = signed_in("planner")
    typed = {**DEFAULT, "physical": "6", "reason": "", "seen": "0"}

    wrong = words(client.post("/risk/weights/", typed))
    right = {**typed, "physical": "5", "reason": "People first."}
    kept = client.post("/risk/weights/", right, follow=True)
    shown = words(client.get(f"/risk/premises/{place}/"))

    assert "Enter 5 or less" in wrong
    assert "Enter the reason" in wrong
    assert "The new weights are kept" in words(kept)
    assert "People first." in words(kept)
    assert "Ours, not the police’s MoRiLE." in shown
