"""The words of the guide's advice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from unhidden.learning import rules
from unhidden.learning.rules import (
    AdviceReason,
    GuideAdvice,
    GuideAnswer,
    GuideQuestion,
)
from unhidden.reporting import queries as reporting
from unhidden.reporting.queries import GroupOfChannels

_TITLES: dict[GuideAdvice, Promise] = {
    GuideAdvice.CALL_999: _("Call 999 now"),
    GuideAdvice.REPORT_TODAY: _("Report it today"),
    GuideAdvice.REPORT_OR_TALK: _("Report it, or talk to somebody about it"),
    GuideAdvice.YOU_MAY_TELL_US: _("You may tell us"),
}
_REASONS: dict[AdviceReason, Promise] = {
    AdviceReason.DANGER: _(
        "Because somebody is in danger, or a crime is happening, now. Call if you can "
        "do it safely; do not step in yourself."
    ),
    AdviceReason.CHILD_MAY_BE_IN_DANGER: _(
        "Because a child may be in danger now. You do not have to be sure to call."
    ),
    AdviceReason.CHILD: _(
        "Because a child may be involved: a child cannot agree to be exploited, and "
        "cannot be left to wait."
    ),
    AdviceReason.YOURSELF: _(
        "Because it is about you, and you should not have to wait. It is not your "
        "fault. If you would rather not write, call: somebody will listen and tell you "
        "what you can do, and you decide."
    ),
    AdviceReason.CONTROL: _(
        "Because somebody who asks for help, is afraid, or is not free to leave may "
        "need help now."
    ),
    AdviceReason.MAY_BE_GONE: _(
        "Because people may be moved before anybody can help them, or what you know "
        "may be lost."
    ),
    AdviceReason.DANGER_NOT_SURE: _(
        "Because there may be danger. If you come to think that there is, call 999."
    ),
    AdviceReason.SEVERAL: _(
        "Because several small things together are how most people notice. Each may "
        "have another explanation; those who read your report will weigh them."
    ),
    AdviceReason.SOMEBODY_KNOWN: _(
        "Because you know this person, and something about them worries you. The "
        "helpline can talk it over with you first."
    ),
    AdviceReason.MAY_BE_GONE_NOT_SURE: _(
        "Because nobody can say yet whether it will wait. The helpline can talk it "
        "over with you first."
    ),
    AdviceReason.A_FEELING: _(
        "Because what seems little to you may be the piece that others lack. On its "
        "own it is seldom enough for anybody to act on; with what others tell us, it "
        "may be."
    ),
}
_WHO_TO_CALL: dict[GuideAdvice, frozenset[str]] = {
    GuideAdvice.CALL_999: frozenset({"danger"}),
    GuideAdvice.REPORT_TODAY: frozenset({"report"}),
    GuideAdvice.REPORT_OR_TALK: frozenset({"report"}),
    GuideAdvice.YOU_MAY_TELL_US: frozenset({"report"}),
}
_MORE: dict[AdviceReason, frozenset[str]] = {
    AdviceReason.CHILD: frozenset({"children"}),
    AdviceReason.CHILD_MAY_BE_IN_DANGER: frozenset({"children"}),
    AdviceReason.YOURSELF: frozenset({"support"}),
}


@dataclass(frozen=True, slots=True)
class Guidance:
    """What to do, why, and whom to call for it."""

    title: str
    why: str
    is_emergency: bool
    groups: tuple[GroupOfChannels, ...]


def word_guidance(answers: Mapping[GuideQuestion, GuideAnswer]) -> Guidance:
    """What the guide says to these answers, in the language of the page."""
    advised = rules.advise_reader(answers)
    needs = _WHO_TO_CALL[advised.advice] | _MORE.get(advised.reason, frozenset())
    return Guidance(
        title=str(_TITLES[advised.advice]),
        why=str(_REASONS[advised.reason]),
        is_emergency=advised.advice is GuideAdvice.CALL_999,
        groups=tuple(
            group for group in reporting.list_channels() if group.code in needs
        ),
    )
