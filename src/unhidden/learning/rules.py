"""What the guide "Should I report this?" answers; the words are the queries' to give.

It never says no: whoever asks is worried, and what seems little may be the piece that
others lack. How soon follows the desk's own urgency (``reporting.rules.urgency``): a
child, or the person themselves, is a matter of the same day. 999 is for danger now, a
crime that is happening now, or a child at risk now.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Question(StrEnum):
    """The five, in the order in which they are asked."""

    DANGER = "danger"
    CHILD = "child"
    WHO = "who"
    SEEN = "seen"
    SOON = "soon"


class Answer(StrEnum):
    """What may be answered, whichever the question."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not_sure"
    MYSELF = "myself"
    SOMEBODY_KNOWN = "somebody_known"
    STRANGERS = "strangers"
    A_PLACE = "a_place"
    CONTROL = "control"
    SEVERAL = "several"
    A_FEELING = "a_feeling"


class Advice(IntEnum):
    """What to do; each is more pressing than the one before, and none is "nothing"."""

    YOU_MAY_TELL_US = 0
    REPORT_OR_TALK = 1
    REPORT_TODAY = 2
    CALL_999 = 3


class Reason(StrEnum):
    """Why, in the order of the rules."""

    DANGER = "danger"
    CHILD_MAY_BE_IN_DANGER = "child_may_be_in_danger"
    CHILD = "child"
    YOURSELF = "yourself"
    CONTROL = "control"
    MAY_BE_GONE = "may_be_gone"
    DANGER_NOT_SURE = "danger_not_sure"
    SEVERAL = "several"
    SOMEBODY_KNOWN = "somebody_known"
    MAY_BE_GONE_NOT_SURE = "may_be_gone_not_sure"
    A_FEELING = "a_feeling"


@dataclass(frozen=True, slots=True)
class Rule:
    """What to do, and why, where each question of ``when`` has one of the answers."""

    when: dict[Question, frozenset[Answer]]
    advice: Advice
    reason: Reason


@dataclass(frozen=True, slots=True)
class Advised:
    """What to do, and why."""

    advice: Advice
    reason: Reason


def _rule(
    advice: Advice, reason: Reason, *when: tuple[Question, tuple[Answer, ...]]
) -> Rule:
    return Rule({question: frozenset(some) for question, some in when}, advice, reason)


_POSSIBLY = (Answer.YES, Answer.NOT_SURE)
# The first that fits is the answer; the last fits always.
RULES = (
    _rule(Advice.CALL_999, Reason.DANGER, (Question.DANGER, (Answer.YES,))),
    _rule(
        Advice.CALL_999,
        Reason.CHILD_MAY_BE_IN_DANGER,
        (Question.DANGER, (Answer.NOT_SURE,)),
        (Question.CHILD, (Answer.YES,)),
    ),
    _rule(Advice.REPORT_TODAY, Reason.CHILD, (Question.CHILD, _POSSIBLY)),
    _rule(Advice.REPORT_TODAY, Reason.YOURSELF, (Question.WHO, (Answer.MYSELF,))),
    _rule(Advice.REPORT_TODAY, Reason.CONTROL, (Question.SEEN, (Answer.CONTROL,))),
    _rule(Advice.REPORT_TODAY, Reason.MAY_BE_GONE, (Question.SOON, (Answer.YES,))),
    _rule(
        Advice.REPORT_TODAY,
        Reason.DANGER_NOT_SURE,
        (Question.DANGER, (Answer.NOT_SURE,)),
    ),
    _rule(Advice.REPORT_OR_TALK, Reason.SEVERAL, (Question.SEEN, (Answer.SEVERAL,))),
    _rule(
        Advice.REPORT_OR_TALK,
        Reason.SOMEBODY_KNOWN,
        (Question.WHO, (Answer.SOMEBODY_KNOWN,)),
    ),
    _rule(
        Advice.REPORT_OR_TALK,
        Reason.MAY_BE_GONE_NOT_SURE,
        (Question.SOON, (Answer.NOT_SURE,)),
    ),
    _rule(Advice.YOU_MAY_TELL_US, Reason.A_FEELING),
)


def advise(answers: Mapping[Question, Answer]) -> Advised:
    """What to do with these answers; a question may be left out."""
    rule = next(rule for rule in RULES if _fits(rule, answers))
    return Advised(rule.advice, rule.reason)


def _fits(rule: Rule, answers: Mapping[Question, Answer]) -> bool:
    return all(answers.get(question) in some for question, some in rule.when.items())
