"""The walk through the steps: only what was asked on the way decides the way."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from unhidden.reporting.rules import journey
from unhidden.reporting.rules.journey import Step, When

CHAIN = (
    Step("first", ("a",)),
    Step("second", ("b",), When("a", ("yes",))),
    Step("third", ("c",), When("b", ("yes",))),
    Step("last"),
)
STEPS = journey.journey(["nail_bar", "child"])
CODES = [step.code for step in STEPS]
TOLD = st.dictionaries(
    st.sampled_from(["danger_now", "who_you_are", "topic"]),
    st.lists(st.sampled_from(["yes", "self", "child", "nail_bar", "none"])),
)


def test_an_answer_to_a_question_that_was_not_asked_leads_nowhere() -> None:
    told = {"a": ["no"], "b": ["yes"], "c": ["yes"]}

    assert [step.code for step in journey.shown(CHAIN, told)] == ["first", "last"]
    assert journey.asked(CHAIN, told) == {"a"}


@given(TOLD)
def test_onwards_from_the_start_reaches_the_end_by_every_shown_step(
    told: dict[str, list[str]],
) -> None:
    walked = [journey.START]
    while walked[-1] != journey.CHECK:
        walked.append(journey.after(STEPS, walked[-1], told).code)

    assert walked == [step.code for step in journey.shown(STEPS, told)]


@given(TOLD, st.sampled_from(CODES))
def test_back_and_onwards_again_is_where_one_was_or_the_nearest_step(
    told: dict[str, list[str]], code: str
) -> None:
    shown = [step.code for step in journey.shown(STEPS, told)]

    assert journey.before(STEPS, code, told).code in shown
    assert journey.after(STEPS, code, told).code in shown
    if code in shown[1:]:
        back = journey.before(STEPS, code, told)
        assert journey.after(STEPS, back.code, told).code == code
