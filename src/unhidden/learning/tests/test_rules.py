"""The guide, by every combination of answers that there is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from unhidden.learning.forms import GuideForm
from unhidden.learning.rules import (
    RULES,
    AdviceReason,
    GuideAdvice,
    GuideAnswer,
    GuideQuestion,
    advise_reader,
)

Given = dict[GuideQuestion, GuideAnswer]


def every_combination() -> Iterator[Given]:
    """Each question answered in each way that the page offers, or left out."""
    fields: dict[str, Any] = GuideForm.base_fields
    offered = [dict(fields[question].choices) for question in GuideQuestion]
    for given in product(*([None, *choices] for choices in offered)):
        answered = zip(GuideQuestion, given, strict=True)
        yield {question: GuideAnswer(code) for question, code in answered if code}


def test_every_combination_is_told_to_do_something_and_why() -> None:
    told = [advise_reader(given) for given in every_combination()]

    assert len(told) == 4 * 4 * 5 * 4 * 4
    assert {each.advice for each in told} == set(GuideAdvice)


def test_every_rule_is_the_answer_to_something() -> None:
    reached = {advise_reader(given).reason for given in every_combination()}

    assert reached == set(AdviceReason) == {rule.reason for rule in RULES}


def test_danger_now_is_999_whatever_else_is_answered() -> None:
    for given in every_combination():
        if given.get(GuideQuestion.DANGER) == GuideAnswer.YES:
            assert advise_reader(given).advice == GuideAdvice.CALL_999


def test_a_possible_child_and_the_person_themselves_never_wait() -> None:
    for given in every_combination():
        is_child = given.get(GuideQuestion.CHILD) in {
            GuideAnswer.YES,
            GuideAnswer.NOT_SURE,
        }
        if is_child or given.get(GuideQuestion.WHO) == GuideAnswer.MYSELF:
            assert advise_reader(given).advice >= GuideAdvice.REPORT_TODAY


def test_999_is_only_for_danger_and_for_children_who_may_be_in_it() -> None:
    for given in every_combination():
        if advise_reader(given).advice == GuideAdvice.CALL_999:
            danger = given.get(GuideQuestion.DANGER)
            is_child = given.get(GuideQuestion.CHILD) == GuideAnswer.YES
            assert danger == GuideAnswer.YES or (
                danger == GuideAnswer.NOT_SURE and is_child
            )


def test_an_answer_never_makes_it_less_pressing_than_no_answer() -> None:
    for given in every_combination():
        for question in given:
            left_out = {q: a for q, a in given.items() if q != question}
            assert advise_reader(given).advice >= advise_reader(left_out).advice


def test_a_feeling_alone_is_welcome() -> None:
    assert advise_reader({}).advice == GuideAdvice.YOU_MAY_TELL_US
    assert (
        advise_reader({GuideQuestion.SEEN: GuideAnswer.A_FEELING}).reason
        == AdviceReason.A_FEELING
    )
