"""Adding candidates, deciding what they get, grouping, pinning, taking out."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from uuid import UUID

import pytest

from tests.cast import NOON, TODAY, Cast
from tests.made.operations import (
    LAST_DAY,
    make_operation,
    make_planned_visit,
    make_team,
)
from tests.made.places import make_postcode, make_premises
from tests.made.targets import card_of, decide, group, make_candidate
from tests.support import audited as audit
from unhidden.access.absent import Absent
from unhidden.operations.frame.actions.refusals import (
    OutsideOperation,
)
from unhidden.operations.rosters.queries.choices import list_languages
from unhidden.operations.targets.actions import candidates, groups, kinds, refusals
from unhidden.operations.targets.actions.groups import NewBar, VisitSettlement
from unhidden.operations.targets.actions.kinds import OptionTerms
from unhidden.operations.targets.queries import candidates as queries
from unhidden.operations.targets.queries.cards import CandidateCard
from unhidden.operations.targets.rules.windows import VisitWindow, make_window

pytestmark = pytest.mark.django_db
TERMS = OptionTerms(
    value=90,
    minutes=60,
    lead_skills=("enforcer", "language:ro"),
    support_crews=2,
    support_skills=("method_of_entry",),
    custody=1,
)


@pytest.fixture
def operation_id(cast: Cast) -> UUID:
    return make_operation(cast)


def _listed(cast: Cast, operation_id: UUID, **how: bool) -> list[CandidateCard]:
    return queries.list_candidates(
        viewer=cast.actor("planner"), operation_id=operation_id, **how
    )


def _settle(
    cast: Cast, operation_id: UUID, candidate_id: UUID, settled: VisitSettlement
) -> None:
    groups.settle_candidate(
        operation_id=operation_id,
        candidate_id=candidate_id,
        settled=settled,
        actor=cast.actor("planner"),
        at=NOON,
    )


def test_a_place_is_added_once_with_usual_hours_and_a_proposal(
    cast: Cast, operation_id: UUID
) -> None:
    planner = cast.actor("planner")
    place = make_premises(by=planner, kind="pub")

    made = candidates.add_candidates(
        operation_id=operation_id,
        premises_ids=[place],
        source="desk",
        actor=planner,
        at=NOON,
    )
    again = candidates.add_candidates(
        operation_id=operation_id,
        premises_ids=[place],
        source="register",
        actor=planner,
        at=NOON,
    )

    (card,) = _listed(cast, operation_id)
    assert (again.added, again.known) == ((), 1)
    assert (card.id, card.source, card.planning_state) == (
        made.added[0],
        "desk",
        "undecided",
    )
    assert card.window == VisitWindow(18 * 60, 25 * 60, "night")
    assert (card.proposal.kind, card.proposal.because) == ("soft", "talk")
    assert "operations.candidate_added" in audit.names_about(subject_id=card.id)


def test_what_is_taken_out_comes_back_as_it_was(cast: Cast, operation_id: UUID) -> None:
    planner, one = cast.actor("planner"), make_candidate(cast, operation_id)
    decide(cast, operation_id, one)
    before = card_of(cast, operation_id, one)
    who = {"operation_id": operation_id, "candidate_ids": [one]}

    candidates.remove_candidates(**who, actor=planner, at=NOON)  # type: ignore[arg-type]  # the fields' own types
    gone = _listed(cast, operation_id)
    out = _listed(cast, operation_id, is_removed=True)
    candidates.restore_candidates(**who, actor=planner, at=NOON)  # type: ignore[arg-type]  # the fields' own types

    assert (gone, [card.id for card in out]) == ([], [one])
    assert card_of(cast, operation_id, one) == before


def test_a_planned_place_is_not_taken_out(cast: Cast, operation_id: UUID) -> None:
    one = make_candidate(cast, operation_id)
    place = card_of(cast, operation_id, one).premises_id
    make_planned_visit(cast, operation_id, premises_id=place)

    with pytest.raises(refusals.CandidateIsPlanned):
        candidates.remove_candidates(
            operation_id=operation_id,
            candidate_ids=[one],
            actor=cast.actor("planner"),
            at=NOON,
        )

    assert card_of(cast, operation_id, one).planning_state == "planned"


def test_the_rule_proposes_and_a_person_decides(cast: Cast, operation_id: UUID) -> None:
    one = make_candidate(cast, operation_id, kind="hotel")
    other = make_candidate(cast, operation_id, name="Second")

    decide(cast, operation_id, one, other, kind="hotel")

    by_rule, chosen = (card_of(cast, operation_id, key) for key in (one, other))
    (option,) = by_rule.options
    assert (option.because, option.decided_by) == ("hotel", "Planner")
    assert (option.decided_at, option.minutes) == (NOON, 50)
    assert chosen.options[0].because == "chosen"


@pytest.mark.parametrize(
    ("power", "authority", "refusal"),
    [
        ("", "W1", refusals.OptionPowerMissing),
        ("PACE s.8", " ", refusals.AuthorityMissing),
    ],
)
def test_nothing_enforces_without_power_and_number(
    cast: Cast, operation_id: UUID, power: str, authority: str, refusal: type[Exception]
) -> None:
    one = make_candidate(cast, operation_id)

    with pytest.raises(refusal):
        decide(
            cast, operation_id, one, kind="enforcement", power=power,
            authority=authority,
        )  # fmt: skip

    assert card_of(cast, operation_id, one).options == ()


def test_a_menu_may_hold_several_kinds_but_a_safeguarding_visit_stands_alone(
    cast: Cast, operation_id: UUID
) -> None:
    one = make_candidate(cast, operation_id)
    decide(cast, operation_id, one)
    decide(cast, operation_id, one, kind="enforcement", is_added=True)

    with pytest.raises(refusals.MenuIsMixed):
        decide(cast, operation_id, one, kind="safeguarding", is_added=True)
    kinds_before = [each.kind for each in card_of(cast, operation_id, one).options]
    decide(cast, operation_id, one, kind="safeguarding")

    card = card_of(cast, operation_id, one)
    assert kinds_before == ["soft", "enforcement"]
    assert [each.kind for each in card.options] == ["safeguarding"]
    assert (card.is_safeguarding, card.options[0].power) == (True, "")


def test_a_safeguarding_visit_is_never_in_a_strike_group(
    cast: Cast, operation_id: UUID
) -> None:
    quiet, other = (make_candidate(cast, operation_id, name=n) for n in "ab")
    decide(cast, operation_id, quiet, kind="safeguarding")

    with pytest.raises(refusals.SafeguardingInStrike):
        group(cast, operation_id, quiet, other)
    group(cast, operation_id, other)
    with pytest.raises(refusals.SafeguardingInStrike):
        decide(cast, operation_id, other, kind="safeguarding")
    group(cast, operation_id, quiet, other, name="Apart", rule="apart")

    assert card_of(cast, operation_id, quiet).strike is None


def test_where_a_safeguarding_visit_is_planned_nothing_else_is_decided(
    cast: Cast, operation_id: UUID
) -> None:
    one = make_candidate(cast, operation_id)
    decide(cast, operation_id, one, kind="safeguarding")
    place = card_of(cast, operation_id, one).premises_id
    make_planned_visit(cast, operation_id, premises_id=place, kind="safeguarding")

    with pytest.raises(refusals.KindIsDeclared):
        decide(cast, operation_id, one, kind="enforcement")


def test_a_place_is_in_one_strike_group(cast: Cast, operation_id: UUID) -> None:
    one, other, third = (make_candidate(cast, operation_id, name=n) for n in "abc")
    group(cast, operation_id, one, other)

    with pytest.raises(refusals.CandidateIsGrouped) as refusal:
        group(cast, operation_id, other, third, name="Blue Door")
    with pytest.raises(refusals.GroupHasOtherRule):
        group(cast, operation_id, third, rule="apart")
    groups.ungroup_candidates(
        operation_id=operation_id,
        candidate_ids=[other],
        rule="strike",
        actor=cast.actor("planner"),
        at=NOON,
    )
    group(cast, operation_id, other, third, name="Blue Door")

    found = queries.list_groups(viewer=cast.actor("planner"), operation_id=operation_id)
    assert refusal.value.names == ("b",)
    assert [(one.name, one.members) for one in found] == [
        ("Blue Door", (other, third)),
        ("Red Gate", (one,)),
    ]


def test_what_a_kind_takes_can_be_said(cast: Cast, operation_id: UUID) -> None:
    one = make_candidate(cast, operation_id)
    decide(cast, operation_id, one)
    _settle(cast, operation_id, one, VisitSettlement(language="ro"))

    kinds.change_option(
        operation_id=operation_id,
        candidate_id=one,
        kind="soft",
        terms=TERMS,
        actor=cast.actor("planner"),
        at=NOON,
    )

    (option,) = card_of(cast, operation_id, one).options
    entry = frozenset({"method_of_entry"})
    assert option.crews == (frozenset({"enforcer", "language:ro"}), entry, entry)
    assert option.uses == (("custody", 1),)


def test_an_interpreter_is_kept_where_the_crew_does_not_speak_the_language(
    cast: Cast, operation_id: UUID
) -> None:
    one = make_candidate(cast, operation_id)
    decide(cast, operation_id, one)
    offered = [code for code, _name in list_languages()]

    _settle(cast, operation_id, one, VisitSettlement(language="zh-hans"))

    (option,) = card_of(cast, operation_id, one).options
    assert option.uses == (("interpreter:zh-hans", 1),)
    assert {"zh-hans", "ckb", "ti", "uk"} <= set(offered)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"minutes": 0}, refusals.OptionOutOfRange),
        ({"value": 1001}, refusals.OptionOutOfRange),
        ({"lead_skills": ("magic",)}, refusals.SkillUnknown),
    ],
)
def test_what_a_kind_takes_is_possible(
    cast: Cast,
    operation_id: UUID,
    change: dict[str, object],
    refusal: type[Exception],
) -> None:
    one = make_candidate(cast, operation_id)
    decide(cast, operation_id, one)
    plain = {name: getattr(TERMS, name) for name in OptionTerms.__slots__}

    with pytest.raises(refusal):
        kinds.change_option(
            operation_id=operation_id,
            candidate_id=one,
            kind="soft",
            terms=OptionTerms(**(plain | change)),
            actor=cast.actor("planner"),
            at=NOON,
        )


def test_hours_pass_midnight_and_days_are_the_operations(
    cast: Cast, operation_id: UUID
) -> None:
    one = make_candidate(cast, operation_id)
    window = make_window(time(18), time(1), "night")
    who = {"operation_id": operation_id, "candidate_ids": [one], "window": window}
    by = {"actor": cast.actor("planner"), "at": NOON}

    candidates.set_windows(**who, days=[LAST_DAY], **by)  # type: ignore[arg-type]  # the fields' own types
    with pytest.raises(OutsideOperation):
        candidates.set_windows(**who, days=[LAST_DAY + timedelta(1)], **by)  # type: ignore[arg-type]  # the fields' own types
    with pytest.raises(refusals.WindowIsEmpty):
        candidates.set_windows(**(who | {"window": VisitWindow(60, 60)}), days=[], **by)  # type: ignore[arg-type]  # the fields' own types

    card = card_of(cast, operation_id, one)
    assert (card.window, card.days) == (window, (LAST_DAY,))


def test_crew_day_hour_and_people_are_pinned_apart(
    cast: Cast, operation_id: UUID
) -> None:
    team_id = make_team(cast, operation_id)
    one, other = (make_candidate(cast, operation_id, name=n) for n in "ab")
    person = cast.people["officer"]

    _settle(cast, operation_id, one, VisitSettlement(pinned_at=600))
    _settle(
        cast,
        operation_id,
        other,
        VisitSettlement(pinned_team_id=team_id, pinned_people=(person,), after_id=one),
    )

    first, second = (card_of(cast, operation_id, key) for key in (one, other))
    assert (first.pin.at, first.pin.team_id, first.pin.on) == (600, None, None)
    assert (second.pin.team_id, list(second.pin.people)) == (team_id, [person])
    assert second.after_id == one


def test_a_pin_that_cannot_be_is_refused(cast: Cast, operation_id: UUID) -> None:
    one, other = (make_candidate(cast, operation_id, name=n) for n in "ab")
    team_id = make_team(cast, operation_id)
    _settle(cast, operation_id, other, VisitSettlement(after_id=one))
    groups.bar_assignment(
        operation_id=operation_id,
        candidate_id=one,
        new=NewBar("They know the owner", team_id=team_id),
        actor=cast.actor("planner"),
        at=NOON,
    )

    for settled, refusal in (
        (VisitSettlement(pinned_at=1200), refusals.PinOutsideWindow),
        (VisitSettlement(pinned_on=LAST_DAY + timedelta(1)), OutsideOperation),
        (VisitSettlement(pinned_team_id=team_id), refusals.PinIsBarred),
        (VisitSettlement(after_id=other), refusals.OrderIsCircular),
        (VisitSettlement(pinned_people=(cast.people["analyst"],)), Absent),
    ):
        with pytest.raises(refusal):
            _settle(cast, operation_id, one, settled)


def test_an_assignment_is_forbidden_for_a_reason_and_allowed_again(
    cast: Cast, operation_id: UUID
) -> None:
    one = make_candidate(cast, operation_id)
    by = {"actor": cast.actor("planner"), "at": NOON}
    who = {"operation_id": operation_id, "candidate_id": one}

    with pytest.raises(refusals.BarIsEmpty):
        groups.bar_assignment(**who, new=NewBar("No reason"), **by)  # type: ignore[arg-type]  # the fields' own types
    bar_id = groups.bar_assignment(**who, new=NewBar("Market day", on=TODAY), **by)  # type: ignore[arg-type]  # the fields' own types
    kept = card_of(cast, operation_id, one).bars
    groups.lift_bar(**who, bar_id=bar_id, **by)  # type: ignore[arg-type]  # the fields' own types

    assert [(bar.on, bar.reason) for bar in kept] == [(TODAY, "Market day")]
    assert card_of(cast, operation_id, one).bars == ()


def test_a_place_without_position_stands_in_its_council_or_nowhere(
    cast: Cast, operation_id: UUID
) -> None:
    make_postcode()
    known, lost, nowhere = (
        card_of(cast, operation_id, make_candidate(cast, operation_id, **place))  # type: ignore[arg-type]  # the fields' own types
        for place in (
            {"name": "Known"},
            {"name": "Lost", "postcode": ""},
            {"name": "Nowhere", "postcode": "", "council": ""},
        )
    )

    assert known.point is not None
    assert known.point.is_of_council is False
    assert lost.point == replace(known.point, is_of_council=True)
    assert nowhere.point is None
