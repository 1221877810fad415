"""The guide, by every combination of answers that there is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from unhidden.learning.forms import GuideForm
from unhidden.learning.rules import (
    RULES,
    Advice,
    Answer,
    Question,
    Reason,
    advise,
)

Given = dict[Question, Answer]


def every_combination() -> Iterator[Given]:
    """Each question answered in each way that the page offers, or left out."""
    fields: dict[str, Any] = GuideForm.base_fields
    offered = [dict(fields[question].choices) for question in Question]
    for given in product(*([None, *choices] for choices in offered)):
        answered = zip(Question, given, strict=True)
        yield {question: Answer(code) for question, code in answered if code}


def test_every_combination_is_told_to_do_something_and_why() -> None:
    told = [advise(given) for given in every_combination()]

    assert len(told) == 4 * 4 * 5 * 4 * 4
    assert {each.advice for each in told} == set(Advice)


def test_every_rule_is_the_answer_to_something() -> None:
    reached = {advise(given).reason for given in every_combination()}

    assert reached == set(Reason) == {rule.reason for rule in RULES}


def test_danger_now_is_999_whatever_else_is_answered() -> None:
    for given in every_combination():
        if given.get(Question.DANGER) == Answer.YES:
            assert advise(given).advice == Advice.CALL_999


def test_a_possible_child_and_the_person_themselves_never_wait() -> None:
    for given in every_combination():
        is_child = given.get(Question.CHILD) in {Answer.YES, Answer.NOT_SURE}
        if is_child or given.get(Question.WHO) == Answer.MYSELF:
            assert advise(given).advice >= Advice.REPORT_TODAY


def test_999_is_only_for_danger_and_for_children_who_may_be_in_it() -> None:
    for given in every_combination():
        if advise(given).advice == Advice.CALL_999:
            danger = given.get(Question.DANGER)
            is_child = given.get(Question.CHILD) == Answer.YES
            assert danger == Answer.YES or (danger == Answer.NOT_SURE and is_child)


def test_an_answer_never_makes_it_less_pressing_than_no_answer() -> None:
    for given in every_combination():
        for question in given:
            left_out = {q: a for q, a in given.items() if q != question}
            assert advise(given).advice >= advise(left_out).advice


def test_a_feeling_alone_is_welcome() -> None:
    assert advise({}).advice == Advice.YOU_MAY_TELL_US
    assert advise({Question.SEEN: Answer.A_FEELING}).reason == Reason.A_FEELING
