"""What makes premises a risk, and what never does."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unhidden.intelligence.rules import risk as rules
from unhidden.intelligence.rules.risk import Evidence, Why, band_of, points, risk

TODAY = date(2016, 10, 17)
# A busy machine is no fault of the code.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
WEIGHT_OF_SIGN = {
    "strong_1": "strong",
    "strong_2": "strong",
    "medium_1": "medium",
    "medium_2": "medium",
    **{f"weak_{number}": "weak" for number in range(8)},
}
WEAKER = {"strong": "medium", "medium": "weak", "weak": "weak"}


def evidence_of(
    *signs: str, grade: str = "1A", days: int = 0, number: int = 1
) -> Evidence:
    return Evidence(
        intelligence_id=UUID(int=number),
        urn=f"NW-INT-2016-{number:06d}",
        on=TODAY - timedelta(days=days),
        source=grade[0],
        assessment=grade[1],
        weights=tuple((sign, WEIGHT_OF_SIGN[sign]) for sign in signs),
    )


@st.composite
def some_evidence(draw: st.DrawFn) -> Evidence:
    signs = draw(st.lists(st.sampled_from(sorted(WEIGHT_OF_SIGN)), unique=True))
    grade = draw(st.sampled_from("123")) + draw(st.sampled_from("ABCDE"))
    return evidence_of(
        *signs,
        grade=grade,
        days=draw(st.integers(-5, 1500)),
        number=draw(st.integers(1, 99)),
    )


A_FEW = st.lists(some_evidence(), max_size=6)


def test_nothing_known_is_no_risk() -> None:
    assert risk([], today=TODAY) == rules.Risk(score=0, band="low", reasons=())


def test_one_strong_sign_an_officer_saw_today_is_a_high_risk() -> None:
    found = risk([evidence_of("strong_1")], today=TODAY)

    assert (found.score, found.band) == (60, "high")


def test_one_strong_sign_from_an_untested_source_is_a_medium_risk() -> None:
    found = risk([evidence_of("strong_1", grade="2C")], today=TODAY)

    assert (found.score, found.band) == (34, "medium")


def test_one_medium_sign_alone_is_a_low_risk_and_two_are_a_medium_one() -> None:
    assert risk([evidence_of("medium_1")], today=TODAY).band == "low"
    assert risk([evidence_of("medium_1", "medium_2")], today=TODAY).band == "medium"


def test_a_report_counts_half_after_half_a_year() -> None:
    fresh = points("strong", "1", "A", age_days=0)

    assert points("strong", "1", "A", age_days=rules.HALF_LIFE_DAYS) == fresh / 2


@pytest.mark.parametrize("source", ["1", "2", "3"])
def test_what_is_suspected_to_be_false_counts_nothing(source: str) -> None:
    found = risk([evidence_of("strong_1", grade=f"{source}E")], today=TODAY)

    assert found == risk([], today=TODAY)


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
    found = risk([evidence_of("medium_1", grade="2B", days=3, number=7)], today=TODAY)

    (reason,) = found.reasons
    assert (reason.code, reason.points) == (Why.SIGN, 20)
    assert reason.intelligence_id == UUID(int=7)
    assert dict(reason.params) == {
        "sign": "medium_1",
        "weight": "medium",
        "grade": "2B",
        "on": "2016-10-14",
        "urn": "NW-INT-2016-000007",
    }


def test_ten_visits_that_see_the_same_sign_say_no_more_than_one() -> None:
    once = risk([evidence_of("strong_1", number=1)], today=TODAY)
    ten = [evidence_of("strong_1", days=n, number=n + 1) for n in range(10)]

    assert risk(ten, today=TODAY) == once


def test_visits_that_see_nothing_add_nothing() -> None:
    found = risk([evidence_of(number=n) for n in range(20)], today=TODAY)

    assert found.score == 0


def test_the_best_report_of_a_sign_is_the_one_named() -> None:
    old, doubtful = (
        evidence_of("strong_1", days=400, number=1),
        evidence_of("strong_1", grade="3D", number=2),
    )
    good = evidence_of("strong_1", grade="1B", days=10, number=3)

    found = risk([old, doubtful, good], today=TODAY)

    assert [reason.intelligence_id for reason in found.reasons] == [UUID(int=3)]


def test_weak_signs_stop_at_a_ceiling_and_the_reason_says_so() -> None:
    weak = [sign for sign in WEIGHT_OF_SIGN if sign.startswith("weak")]

    found = risk([evidence_of(*weak)], today=TODAY)

    assert found.score == rules.WEAK_TOGETHER
    assert found.reasons[-1].code == Why.WEAK_SIGNS_STOP
    assert found.reasons[-1].points == rules.WEAK_TOGETHER - 8 * len(weak)


def test_no_rule_can_see_nationality_hygiene_or_how_often_a_place_was_visited() -> None:
    assert {field.name for field in fields(Evidence)} == {
        "intelligence_id",
        "urn",
        "on",
        "source",
        "assessment",
        "weights",
    }


@unhurried
@given(A_FEW)
def test_the_score_is_bounded_and_is_the_sum_of_its_reasons(
    evidence: list[Evidence],
) -> None:
    found = risk(evidence, today=TODAY)

    total = sum(reason.points for reason in found.reasons)
    assert 0 <= found.score <= 100
    assert found.score == min(100, total)
    assert found.band == band_of(found.score)


@unhurried
@given(A_FEW, st.randoms(use_true_random=False))
def test_order_does_not_matter(evidence: list[Evidence], luck: object) -> None:
    shuffled = list(evidence)
    luck.shuffle(shuffled)  # type: ignore[attr-defined]  # random.Random

    assert risk(shuffled, today=TODAY) == risk(evidence, today=TODAY)


@unhurried
@given(A_FEW, some_evidence())
def test_more_never_lowers_and_the_same_again_never_raises(
    evidence: list[Evidence], another: Evidence
) -> None:
    before = risk(evidence, today=TODAY).score
    after = risk([*evidence, another], today=TODAY).score

    assert after >= before
    assert risk([*evidence, another, another], today=TODAY).score == after


@unhurried
@given(A_FEW, some_evidence(), st.integers(1, 1000))
def test_older_never_raises(evidence: list[Evidence], one: Evidence, days: int) -> None:
    older = replace(one, on=one.on - timedelta(days=days))

    aged = risk([*evidence, older], today=TODAY)

    assert aged.score <= risk([*evidence, one], today=TODAY).score


@unhurried
@given(A_FEW, some_evidence())
def test_a_worse_grade_never_raises(evidence: list[Evidence], one: Evidence) -> None:
    worse = replace(
        one,
        source=min("3", chr(ord(one.source) + 1)),
        assessment=min("E", chr(ord(one.assessment) + 1)),
    )

    found = risk([*evidence, worse], today=TODAY)

    assert found.score <= risk([*evidence, one], today=TODAY).score


@unhurried
@given(A_FEW)
def test_weaker_signs_never_raise(evidence: list[Evidence]) -> None:
    weaker = [
        replace(
            one, weights=tuple((sign, WEAKER[weight]) for sign, weight in one.weights)
        )
        for one in evidence
    ]

    assert risk(weaker, today=TODAY).score <= risk(evidence, today=TODAY).score


@unhurried
@given(A_FEW)
def test_weak_signs_alone_never_pass_low(evidence: list[Evidence]) -> None:
    only_weak = [
        replace(one, weights=tuple(pair for pair in one.weights if pair[1] == "weak"))
        for one in evidence
    ]

    assert risk(only_weak, today=TODAY).band == "low"
