"""How signs are read together."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.signs import rules
from unhidden.signs.rules import (
    NEVER_COUNTS,
    Dimension,
    Element,
    SeenSign,
    StepReason,
    SuggestedStep,
    delphi_reading,
    needs_interpreter,
    weight_of_signs,
)

CATALOGUE = Path(rules.__file__).parent / "data" / "indicators.csv"
#: A worker who sleeps beside the family's children is no child by that.
OF_OTHERS = {"dom_sleeps_no_room"}
WEIGHTS = ("strong", "medium", "weak")
LANGUAGE_GAP = SeenSign("gen_language_gap", "weak", "RV")

signs = st.builds(
    SeenSign,
    code=st.text("abcdef", min_size=1, max_size=3),
    weight=st.sampled_from(WEIGHTS),
    dimension=st.sampled_from([dimension.value for dimension in Dimension]),
)
# A code stands for one sign: its weight and dimension never differ.
sets_of_signs = st.lists(signs, max_size=12, unique_by=lambda sign: sign.code)


def some(weights: str, dimension: str = "EX") -> list[SeenSign]:
    """Signs by the initials of their weights: ``"smw"`` is one of each."""
    name = {weight[0]: weight for weight in WEIGHTS}
    return [
        SeenSign(f"{dimension}_{number}", name[initial], dimension)
        for number, initial in enumerate(weights)
    ]


@pytest.mark.parametrize(
    ("weights", "step", "why"),
    [
        ("", SuggestedStep.NOT_ENOUGH, StepReason.NOTHING_SEEN),
        ("w", SuggestedStep.NOT_ENOUGH, StepReason.ONLY_WEAK),
        ("wwwwwwwwww", SuggestedStep.NOT_ENOUGH, StepReason.ONLY_WEAK),
        ("m", SuggestedStep.CHECK_RECORDS, StepReason.ONE_MEDIUM),
        ("mw", SuggestedStep.TRIAGE, StepReason.MEDIUM_WITH_ANOTHER),
        ("mm", SuggestedStep.TRIAGE, StepReason.MEDIUM_WITH_ANOTHER),
        ("s", SuggestedStep.SAME_DAY, StepReason.STRONG_ALONE),
        ("smmwww", SuggestedStep.SAME_DAY, StepReason.STRONG_ALONE),
    ],
)
def test_what_signs_of_these_weights_ask_for(
    weights: str, step: SuggestedStep, why: StepReason
) -> None:
    weighing = weight_of_signs(some(weights))

    assert (weighing.step, weighing.why) == (step, why)


def test_a_weighing_names_the_signs_that_carry_it() -> None:
    assert weight_of_signs(some("wsm")).codes == ("EX_1",)
    assert weight_of_signs(some("wm")).codes == ("EX_1", "EX_0")


def test_the_same_sign_seen_twice_is_one_sign() -> None:
    medium = some("m")

    assert weight_of_signs(medium * 3).step == SuggestedStep.CHECK_RECORDS


@given(st.lists(signs.filter(lambda s: s.weight == "weak"), max_size=30))
def test_weak_signs_alone_are_never_enough(weak: list[SeenSign]) -> None:
    assert weight_of_signs(weak).step == SuggestedStep.NOT_ENOUGH


@given(sets_of_signs)
def test_a_weak_sign_raises_nothing_without_a_medium_or_strong_one(
    seen: list[SeenSign],
) -> None:
    weak = SeenSign("one_more", "weak", "EX")

    raised = weight_of_signs([*seen, weak]).step > weight_of_signs(seen).step

    assert not raised or any(sign.weight == "medium" for sign in seen)


@given(sets_of_signs)
def test_more_signs_never_ask_for_less(seen: list[SeenSign]) -> None:
    steps = [weight_of_signs(seen[:number]).step for number in range(len(seen) + 1)]

    assert steps == sorted(steps)


@given(sets_of_signs)
def test_the_order_of_signs_does_not_matter(seen: list[SeenSign]) -> None:
    assert weight_of_signs(seen) == weight_of_signs(reversed(seen))


@given(sets_of_signs, st.booleans())
def test_a_language_gap_changes_no_reading(seen: list[SeenSign], child: bool) -> None:
    with_gap = [*seen, LANGUAGE_GAP]

    assert weight_of_signs(with_gap) == weight_of_signs(seen)
    assert delphi_reading(with_gap, is_treated_as_child=child) == delphi_reading(
        seen, is_treated_as_child=child
    )


def test_a_language_gap_decides_that_an_interpreter_is_needed() -> None:
    assert {LANGUAGE_GAP.code} == NEVER_COUNTS
    assert needs_interpreter(["lab_minibus", LANGUAGE_GAP.code])
    assert not needs_interpreter(["lab_minibus"])


@pytest.mark.parametrize("weights", ["ss", "sm", "sw", "mmm", "mmw", "smw", "mmmm"])
def test_a_dimension_is_positive_with(weights: str) -> None:
    assert positive(some(weights)) == {Dimension.EXPLOITATION}


@pytest.mark.parametrize("weights", ["", "s", "m", "mm", "mw", "mwwww", "w", "wwwww"])
def test_a_dimension_is_not_positive_with(weights: str) -> None:
    assert positive(some(weights)) == set()


def test_a_dimension_is_read_on_its_own() -> None:
    assert positive([*some("s", "EX"), *some("s", "CD")]) == set()


@pytest.mark.parametrize("recruitment", ["DR", "CR", "RV"])
def test_an_adult_needs_recruitment_exploitation_and_coercion(recruitment: str) -> None:
    seen = [*some("ss", recruitment), *some("ss", "EX"), *some("ss", "CD")]

    reading = delphi_reading(seen, is_treated_as_child=False)

    assert reading.is_complete
    assert reading.found == tuple(Element)


def test_what_is_missing_for_an_adult_is_said() -> None:
    reading = delphi_reading(some("ss", "EX"), is_treated_as_child=False)

    assert not reading.is_complete
    assert reading.missing == (Element.RECRUITMENT, Element.COERCION)


def test_a_child_needs_no_means() -> None:
    reading = delphi_reading(some("ss", "EX"), is_treated_as_child=True)

    assert reading.is_complete


def test_a_dimension_says_how_many_signs_of_each_weight_it_has() -> None:
    reading = delphi_reading(some("wsmw"), is_treated_as_child=False)

    read = next(r for r in reading.dimensions if r.dimension == Dimension.EXPLOITATION)
    assert (read.strong, read.medium, read.weak) == (1, 1, 2)
    assert read.codes == ("EX_1", "EX_2", "EX_0", "EX_3")


@given(sets_of_signs, st.booleans())
def test_more_signs_never_take_an_element_away(
    seen: list[SeenSign], child: bool
) -> None:
    before = delphi_reading(seen[:-1], is_treated_as_child=child)
    after = delphi_reading(seen, is_treated_as_child=child)

    assert set(before.found) <= set(after.found)
    assert set(after.missing) <= set(before.missing)


@given(sets_of_signs)
def test_whoever_is_complete_as_an_adult_is_complete_as_a_child(
    seen: list[SeenSign],
) -> None:
    adult = delphi_reading(seen, is_treated_as_child=False)
    child = delphi_reading(seen, is_treated_as_child=True)

    assert child.is_complete or not adult.is_complete


def positive(seen: Iterable[SeenSign]) -> set[Dimension]:
    reading = delphi_reading(seen, is_treated_as_child=False)
    return {read.dimension for read in reading.dimensions if read.is_positive}


def test_every_sign_that_speaks_of_a_child_is_one_of_a_child() -> None:
    lines = CATALOGUE.read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(lines))
    told = {
        row["code"]
        for row in rows
        if re.search(r"\bchild|under 18|very young", row["phrase_en"], re.IGNORECASE)
    }

    found = {r["code"] for r in rows if rules.is_of_child(r["code"], r["section"])}

    assert told - OF_OTHERS <= found
    assert found >= rules.OF_CHILDREN
