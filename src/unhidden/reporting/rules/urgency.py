"""How soon a report must be read, and why."""

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


class Reason(StrEnum):
    """Why a report presses, the most pressing first."""

    DANGER_NOW = "danger_now"
    CHILD = "child"
    THEMSELVES = "themselves"
    STRONG_SIGN = "strong_sign"


def reasons_of(
    answers: Answers, weights: Iterable[str], *, names_child: bool = False
) -> tuple[Reason, ...]:
    """Why a report presses, from the answers and the weights of the ticked signs.

    A child or the person themselves asks for the same day; so does one strong sign.
    ``names_child`` says whether a sign or the topic that was chosen is of a child:
    the report is about one then, also where the question was answered No.
    """
    teller = answers.who_you_are
    holds = {
        Reason.DANGER_NOW: answers.danger_now is True,
        Reason.CHILD: answers.about_child is True
        or teller == Teller.CHILD
        or names_child,
        Reason.THEMSELVES: teller in _THEMSELVES,
        Reason.STRONG_SIGN: _STRONG in weights,
    }
    return tuple(reason for reason, does_hold in holds.items() if does_hold)


def urgency_for(reasons: Iterable[str]) -> Urgency:
    """How soon, for these reasons."""
    given = frozenset(reasons)
    if Reason.DANGER_NOW in given:
        return Urgency.DANGER
    return Urgency.SAME_DAY if given else Urgency.ROUTINE


def reasons_that_fit(claimed: Iterable[str], urgency: str) -> tuple[str, ...]:
    """The reasons that a browser named, in our order; none if they say otherwise.

    They travel beside the urgency and may say no more than it does, but why.
    """
    named = frozenset(claimed)
    known = tuple(reason.value for reason in Reason if reason in named)
    fits = len(known) == len(named) and urgency_for(known) == urgency
    return known if fits else ()
