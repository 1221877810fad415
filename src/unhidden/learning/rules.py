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


class GuideQuestion(StrEnum):
    """The five, in the order in which they are asked."""

    DANGER = "danger"
    CHILD = "child"
    WHO = "who"
    SEEN = "seen"
    SOON = "soon"


class GuideAnswer(StrEnum):
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


class GuideAdvice(IntEnum):
    """What to do; each is more pressing than the one before, and none is "nothing"."""

    YOU_MAY_TELL_US = 0
    REPORT_OR_TALK = 1
    REPORT_TODAY = 2
    CALL_999 = 3


class AdviceReason(StrEnum):
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

    when: dict[GuideQuestion, frozenset[GuideAnswer]]
    advice: GuideAdvice
    reason: AdviceReason


@dataclass(frozen=True, slots=True)
class Advised:
    """What to do, and why."""

    advice: GuideAdvice
    reason: AdviceReason


def _rule(
    advice: GuideAdvice,
    reason: AdviceReason,
    *when: tuple[GuideQuestion, tuple[GuideAnswer, ...]],
) -> Rule:
    return Rule({question: frozenset(some) for question, some in when}, advice, reason)


_POSSIBLY = (GuideAnswer.YES, GuideAnswer.NOT_SURE)
# The first that fits is the answer; the last fits always.
RULES = (
    _rule(
        GuideAdvice.CALL_999,
        AdviceReason.DANGER,
        (GuideQuestion.DANGER, (GuideAnswer.YES,)),
    ),
    _rule(
        GuideAdvice.CALL_999,
        AdviceReason.CHILD_MAY_BE_IN_DANGER,
        (GuideQuestion.DANGER, (GuideAnswer.NOT_SURE,)),
        (GuideQuestion.CHILD, (GuideAnswer.YES,)),
    ),
    _rule(
        GuideAdvice.REPORT_TODAY, AdviceReason.CHILD, (GuideQuestion.CHILD, _POSSIBLY)
    ),
    _rule(
        GuideAdvice.REPORT_TODAY,
        AdviceReason.YOURSELF,
        (GuideQuestion.WHO, (GuideAnswer.MYSELF,)),
    ),
    _rule(
        GuideAdvice.REPORT_TODAY,
        AdviceReason.CONTROL,
        (GuideQuestion.SEEN, (GuideAnswer.CONTROL,)),
    ),
    _rule(
        GuideAdvice.REPORT_TODAY,
        AdviceReason.MAY_BE_GONE,
        (GuideQuestion.SOON, (GuideAnswer.YES,)),
    ),
    _rule(
        GuideAdvice.REPORT_TODAY,
        AdviceReason.DANGER_NOT_SURE,
        (GuideQuestion.DANGER, (GuideAnswer.NOT_SURE,)),
    ),
    _rule(
        GuideAdvice.REPORT_OR_TALK,
        AdviceReason.SEVERAL,
        (GuideQuestion.SEEN, (GuideAnswer.SEVERAL,)),
    ),
    _rule(
        GuideAdvice.REPORT_OR_TALK,
        AdviceReason.SOMEBODY_KNOWN,
        (GuideQuestion.WHO, (GuideAnswer.SOMEBODY_KNOWN,)),
    ),
    _rule(
        GuideAdvice.REPORT_OR_TALK,
        AdviceReason.MAY_BE_GONE_NOT_SURE,
        (GuideQuestion.SOON, (GuideAnswer.NOT_SURE,)),
    ),
    _rule(GuideAdvice.YOU_MAY_TELL_US, AdviceReason.A_FEELING),
)


def advise_reader(answers: Mapping[GuideQuestion, GuideAnswer]) -> Advised:
    """What to do with these answers; a question may be left out."""
    rule = next(rule for rule in RULES if _fits(rule, answers))
    return Advised(rule.advice, rule.reason)


def _fits(rule: Rule, answers: Mapping[GuideQuestion, GuideAnswer]) -> bool:
    return all(answers.get(question) in some for question, some in rule.when.items())
