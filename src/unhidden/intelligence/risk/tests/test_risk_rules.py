"""What makes premises a risk, and what never does."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.evidence import (
    A_FEW,
    SOME_LOOKS,
    SOME_SHARED,
    TODAY,
    WEAKER,
    WEIGHT_OF_SIGN,
    evidence_of,
    look_for,
    shared_with,
    some_evidence,
    some_look,
    unhurried,
)
from unhidden.intelligence.risk.rules import risk as rules
from unhidden.intelligence.risk.rules.risk import band_of, score_risk, score_sign
from unhidden.intelligence.subjects.rules import reasons
from unhidden.intelligence.subjects.rules.reasons import (
    GradedEvidence,
    RiskReasonKind,
    SharedThing,
    VisitFinding,
)


def test_nothing_known_is_no_risk() -> None:
    assert score_risk([], today=TODAY) == rules.RiskScore(0, 0, "low", ())


def test_one_strong_sign_an_officer_saw_today_is_a_high_risk() -> None:
    found = score_risk([evidence_of("strong_1")], today=TODAY)

    assert (found.score, found.band) == (60, "high")


def test_one_strong_sign_from_an_untested_source_is_a_medium_risk() -> None:
    found = score_risk([evidence_of("strong_1", grade="2C")], today=TODAY)

    assert (found.score, found.band) == (34, "medium")


def test_one_medium_sign_alone_is_a_low_risk_and_two_are_a_medium_one() -> None:
    assert score_risk([evidence_of("medium_1")], today=TODAY).band == "low"
    assert (
        score_risk([evidence_of("medium_1", "medium_2")], today=TODAY).band == "medium"
    )


def test_a_report_counts_half_after_half_a_year() -> None:
    fresh = score_sign("strong", "1", "A", age_days=0)

    assert score_sign("strong", "1", "A", age_days=reasons.HALF_LIFE_DAYS) == fresh / 2


@pytest.mark.parametrize("source", ["1", "2", "3"])
def test_what_is_suspected_to_be_false_counts_nothing(source: str) -> None:
    found = score_risk([evidence_of("strong_1", grade=f"{source}E")], today=TODAY)

    assert found == score_risk([], today=TODAY)


@pytest.mark.parametrize(
    ("score", "band"),
    [
        (0, "low"),
        (29, "low"),
        (30, "medium"),
        (59, "medium"),
        (60, "high"),
        (100, "high"),
    ],
)
def test_the_bands_begin_where_they_say(score: int, band: str) -> None:
    assert band_of(score) == band


def test_a_reason_names_the_sign_the_grade_the_day_and_the_report() -> None:
    found = score_risk(
        [evidence_of("medium_1", grade="2B", days=3, number=7)], today=TODAY
    )

    (reason,) = found.reasons
    assert (reason.code, reason.points) == (RiskReasonKind.SIGN, 20)
    assert reason.intelligence_id == UUID(int=7)
    assert dict(reason.params) == {
        "sign": "medium_1",
        "weight": "medium",
        "dimension": "CD",
        "grade": "2B",
        "on": "2016-10-14",
        "urn": "NW-INT-2016-000007",
        "item": str(UUID(int=1007)),
    }


def test_ten_visits_that_see_the_same_sign_say_no_more_than_one() -> None:
    once = score_risk([evidence_of("strong_1", number=1)], today=TODAY)
    ten = [evidence_of("strong_1", days=n, number=n + 1) for n in range(10)]

    assert score_risk(ten, today=TODAY) == once


def test_visits_that_see_nothing_add_nothing() -> None:
    found = score_risk([evidence_of(number=n) for n in range(20)], today=TODAY)

    assert found.score == 0


def test_the_best_report_of_a_sign_is_the_one_named() -> None:
    old, doubtful = (
        evidence_of("strong_1", days=400, number=1),
        evidence_of("strong_1", grade="3D", number=2),
    )
    good = evidence_of("strong_1", grade="1B", days=10, number=3)

    found = score_risk([old, doubtful, good], today=TODAY)

    assert [reason.intelligence_id for reason in found.reasons] == [UUID(int=3)]


def test_weak_signs_stop_at_a_ceiling_and_the_reason_says_so() -> None:
    weak = [sign for sign in WEIGHT_OF_SIGN if sign.startswith("weak")]

    found = score_risk([evidence_of(*weak)], today=TODAY)

    assert found.score == rules.WEAK_TOGETHER
    assert found.reasons[-1].code == RiskReasonKind.WEAK_SIGNS_STOP
    assert found.reasons[-1].points == rules.WEAK_TOGETHER - 8 * len(weak)


def test_no_rule_can_see_nationality_hygiene_or_how_often_a_place_was_visited() -> None:
    assert {field.name for field in fields(VisitFinding)} == {
        "visit_id",
        "on",
        "not_seen",
    }
    assert {field.name for field in fields(GradedEvidence)} == {
        "item_id",
        "intelligence_id",
        "urn",
        "on",
        "source",
        "assessment",
        "weights",
    }


def test_signs_of_one_dimension_together_add_a_quarter_by_the_delphi_rule() -> None:
    apart = [
        replace(one, weights=(replace(one.weights[0], dimension=dimension),))
        for one, dimension in (
            (evidence_of("medium_1", grade="2C", number=1), "EX"),
            (evidence_of("medium_2", grade="2C", number=2), "CD"),
        )
    ]
    together = evidence_of("medium_1", "medium_2", "weak_0", grade="2C")

    found = score_risk([together], today=TODAY)

    assert [reason.code for reason in score_risk(apart, today=TODAY).reasons] == [
        RiskReasonKind.SIGN
    ] * 2
    assert (found.reasons[-1].code, found.reasons[-1].points) == (
        RiskReasonKind.DELPHI,
        8,
    )
    assert found.reasons[-1].params[0] == ("dimension", "CD")


def test_a_look_in_vain_takes_a_quarter_and_two_take_half_at_most() -> None:
    seen = [evidence_of("strong_1", days=10)]
    looks = [look_for("strong_1", number=number) for number in range(1, 6)]

    once = score_risk(seen, today=TODAY, looks=looks[:1])
    often = score_risk(seen, today=TODAY, looks=looks)

    full = score_risk(seen, today=TODAY).score
    assert once.score == full - round(full / 4)
    assert often.score == full - round(full / 2)
    assert [each.code for each in often.reasons] == [
        RiskReasonKind.SIGN,
        *[RiskReasonKind.NOT_SEEN] * 2,
    ]


def test_a_look_before_the_sign_was_seen_takes_nothing() -> None:
    seen = [evidence_of("strong_1", days=10)]

    found = score_risk(seen, today=TODAY, looks=[look_for("strong_1", days=10)])

    assert found == score_risk(seen, today=TODAY)


def test_what_is_shared_counts_only_with_premises_of_high_risk_and_twice_at_most() -> (
    None
):
    low = score_risk([], today=TODAY, shared=[shared_with(1, own_score=59)])
    many = [shared_with(number) for number in (1, 2, 3, 3)]
    old = score_risk(
        [], today=TODAY, shared=[shared_with(1, days=reasons.HALF_LIFE_DAYS)]
    )

    found = score_risk([], today=TODAY, shared=many)

    assert low.score == 0
    assert (found.score, found.own_score, found.band) == (16, 0, "low")
    assert old.score == 4


@unhurried
@given(A_FEW, SOME_LOOKS, SOME_SHARED)
def test_the_score_is_bounded_and_is_the_sum_of_its_reasons(
    evidence: list[GradedEvidence], looks: list[VisitFinding], shared: list[SharedThing]
) -> None:
    found = score_risk(evidence, today=TODAY, looks=looks, shared=shared)

    total = sum(reason.points for reason in found.reasons)
    assert 0 <= found.score <= 100
    assert found.score == min(100, total)
    assert found.band == band_of(found.score)


@unhurried
@given(A_FEW, st.randoms(use_true_random=False))
def test_order_does_not_matter(evidence: list[GradedEvidence], luck: object) -> None:
    shuffled = list(evidence)
    luck.shuffle(shuffled)  # type: ignore[attr-defined]  # random.Random

    assert score_risk(shuffled, today=TODAY) == score_risk(evidence, today=TODAY)


@unhurried
@given(A_FEW, some_evidence())
def test_more_never_lowers_and_the_same_again_never_raises(
    evidence: list[GradedEvidence], another: GradedEvidence
) -> None:
    before = score_risk(evidence, today=TODAY).score
    after = score_risk([*evidence, another], today=TODAY).score

    assert after >= before
    assert score_risk([*evidence, another, another], today=TODAY).score == after


@unhurried
@given(A_FEW, SOME_LOOKS, some_evidence(), st.lists(st.integers(0, 900)))
def test_visiting_more_and_seeing_the_same_never_raises(
    evidence: list[GradedEvidence],
    looks: list[VisitFinding],
    seen: GradedEvidence,
    before: list[int],
) -> None:
    once = score_risk([*evidence, seen], today=TODAY, looks=looks).score
    also = [
        replace(seen, on=seen.on - timedelta(days=days), intelligence_id=UUID(int=days))
        for days in before
    ]

    assert score_risk([*evidence, *also, seen], today=TODAY, looks=looks).score == once


@unhurried
@given(A_FEW, SOME_LOOKS, some_look())
def test_a_visit_that_looks_in_vain_never_raises(
    evidence: list[GradedEvidence], looks: list[VisitFinding], another: VisitFinding
) -> None:
    before = score_risk(evidence, today=TODAY, looks=looks).score

    assert score_risk(evidence, today=TODAY, looks=[*looks, another]).score <= before


@unhurried
@given(A_FEW, some_evidence(), st.integers(1, 1000))
def test_older_never_raises(
    evidence: list[GradedEvidence], one: GradedEvidence, days: int
) -> None:
    older = replace(one, on=one.on - timedelta(days=days))

    aged = score_risk([*evidence, older], today=TODAY)

    assert aged.score <= score_risk([*evidence, one], today=TODAY).score


@unhurried
@given(A_FEW, some_evidence())
def test_a_worse_grade_never_raises(
    evidence: list[GradedEvidence], one: GradedEvidence
) -> None:
    worse = replace(
        one,
        source=min("3", chr(ord(one.source) + 1)),
        assessment=min("E", chr(ord(one.assessment) + 1)),
    )

    found = score_risk([*evidence, worse], today=TODAY)

    assert found.score <= score_risk([*evidence, one], today=TODAY).score


@unhurried
@given(A_FEW)
def test_weaker_signs_never_raise(evidence: list[GradedEvidence]) -> None:
    weaker = [
        replace(
            one,
            weights=tuple(replace(w, weight=WEAKER[w.weight]) for w in one.weights),
        )
        for one in evidence
    ]

    assert (
        score_risk(weaker, today=TODAY).score <= score_risk(evidence, today=TODAY).score
    )


def only_weak(evidence: list[GradedEvidence]) -> list[GradedEvidence]:
    return [
        replace(one, weights=tuple(w for w in one.weights if w.weight == "weak"))
        for one in evidence
    ]


def test_weak_signs_and_links_stay_low_and_the_reason_says_so() -> None:
    weak = [evidence_of("weak_1", "weak_2", "weak_3")]
    links = [shared_with(number) for number in (1, 2)]

    found = score_risk(weak, today=TODAY, shared=links)
    with_medium = score_risk(
        [*weak, evidence_of("medium_1")], today=TODAY, shared=links
    )

    assert (found.score, found.own_score, found.band) == (29, 20, "low")
    assert found.reasons[-1].code == RiskReasonKind.LINKS_STOP
    assert sum(reason.points for reason in found.reasons) == 29
    assert (with_medium.score, with_medium.band) == (64, "high")


@unhurried
@given(A_FEW, SOME_SHARED)
def test_weak_signs_with_whatever_is_shared_never_pass_low(
    evidence: list[GradedEvidence], shared: list[SharedThing]
) -> None:
    assert score_risk(only_weak(evidence), today=TODAY, shared=shared).band == "low"


@unhurried
@given(A_FEW, SOME_SHARED, st.builds(shared_with, st.integers(6, 9)))
def test_one_more_link_never_lowers(
    evidence: list[GradedEvidence], shared: list[SharedThing], another: SharedThing
) -> None:
    before = score_risk(evidence, today=TODAY, shared=shared).score

    assert score_risk(evidence, today=TODAY, shared=[*shared, another]).score >= before
