"""How soon a report must be read, and why."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from unhidden.reporting.rules.answers import ReportAnswers, ReportTeller

_STRONG = "strong"
_THEMSELVES = frozenset({ReportTeller.SELF, ReportTeller.CHILD})


class UrgencyLevel(StrEnum):
    """Three steps, the most pressing last."""

    ROUTINE = "routine"
    SAME_DAY = "same_day"
    DANGER = "danger"


class UrgencyReason(StrEnum):
    """Why a report presses, the most pressing first."""

    DANGER_NOW = "danger_now"
    CHILD = "child"
    THEMSELVES = "themselves"
    STRONG_SIGN = "strong_sign"


def reasons_of(
    answers: ReportAnswers, weights: Iterable[str], *, names_child: bool = False
) -> tuple[UrgencyReason, ...]:
    """Why a report presses, from the answers and the weights of the ticked signs.

    A child or the person themselves asks for the same day; so does one strong sign.
    ``names_child`` says whether a sign or the topic that was chosen is of a child:
    the report is about one then, also where the question was answered No.
    """
    teller = answers.who_you_are
    holds = {
        UrgencyReason.DANGER_NOW: answers.danger_now is True,
        UrgencyReason.CHILD: answers.about_child is True
        or teller == ReportTeller.CHILD
        or names_child,
        UrgencyReason.THEMSELVES: teller in _THEMSELVES,
        UrgencyReason.STRONG_SIGN: _STRONG in weights,
    }
    return tuple(reason for reason, does_hold in holds.items() if does_hold)


def urgency_for(reasons: Iterable[str]) -> UrgencyLevel:
    """How soon, for these reasons."""
    given = frozenset(reasons)
    if UrgencyReason.DANGER_NOW in given:
        return UrgencyLevel.DANGER
    return UrgencyLevel.SAME_DAY if given else UrgencyLevel.ROUTINE


def reasons_that_fit(claimed: Iterable[str], urgency: str) -> tuple[str, ...]:
    """The reasons that a browser named, in our order; none if they say otherwise.

    They travel beside the urgency and may say no more than it does, but why.
    """
    named = frozenset(claimed)
    known = tuple(reason.value for reason in UrgencyReason if reason in named)
    fits = len(known) == len(named) and urgency_for(known) == urgency
    return known if fits else ()
