"""How soon a report must be read."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from unhidden.reporting.rules.answers import Answers, Teller

_STRONG = "strong"
_THEMSELVES = frozenset({Teller.SELF, Teller.CHILD})


class Urgency(StrEnum):
    """Three steps, the most pressing last."""

    ROUTINE = "routine"
    SAME_DAY = "same_day"
    DANGER = "danger"


def urgency_of(answers: Answers, weights: Iterable[str]) -> Urgency:
    """How soon, from the answers and the weights of the signs that were ticked.

    A child or the person themselves asks for the same day; so does one strong sign,
    by the catalogue's own meaning of the word.
    """
    if answers.danger_now:
        return Urgency.DANGER
    concerns_themselves = answers.who_you_are in _THEMSELVES
    if answers.about_child or concerns_themselves or _STRONG in weights:
        return Urgency.SAME_DAY
    return Urgency.ROUTINE
