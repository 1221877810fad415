"""The walk through the steps: only what was asked on the way decides the way."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from unhidden.reporting.rules import journey
from unhidden.reporting.rules.journey import JourneyStep, StepCondition

CHAIN = (
    JourneyStep("first", ("a",)),
    JourneyStep("second", ("b",), StepCondition("a", ("yes",))),
    JourneyStep("third", ("c",), StepCondition("b", ("yes",))),
    JourneyStep("last"),
)
STEPS = journey.build_journey(["nail_bar", "child"])
CODES = [step.code for step in STEPS]
TOLD = st.dictionaries(
    st.sampled_from(["danger_now", "who_you_are", "topic"]),
    st.lists(st.sampled_from(["yes", "self", "child", "nail_bar", "none"])),
)


def test_an_answer_to_a_question_that_was_not_asked_leads_nowhere() -> None:
    told = {"a": ["no"], "b": ["yes"], "c": ["yes"]}

    assert [step.code for step in journey.list_shown_steps(CHAIN, told)] == [
        "first",
        "last",
    ]
    assert journey.list_asked_fields(CHAIN, told) == {"a"}


@given(TOLD)
def test_onwards_from_the_start_reaches_the_end_by_every_shown_step(
    told: dict[str, list[str]],
) -> None:
    walked = [journey.START]
    while walked[-1] != journey.CHECK:
        walked.append(journey.find_next_step(STEPS, walked[-1], told).code)

    assert walked == [step.code for step in journey.list_shown_steps(STEPS, told)]


@given(TOLD, st.sampled_from(CODES))
def test_back_and_onwards_again_is_where_one_was_or_the_nearest_step(
    told: dict[str, list[str]], code: str
) -> None:
    shown = [step.code for step in journey.list_shown_steps(STEPS, told)]

    assert journey.find_previous_step(STEPS, code, told).code in shown
    assert journey.find_next_step(STEPS, code, told).code in shown
    if code in shown[1:]:
        back = journey.find_previous_step(STEPS, code, told)
        assert journey.find_next_step(STEPS, back.code, told).code == code
