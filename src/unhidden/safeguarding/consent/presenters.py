"""What the pages of consent show, and say of a refusal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unhidden.access.policy import Category
from unhidden.safeguarding.consent.actions import recording
from unhidden.safeguarding.consent.queries.standing import StandingConsent
from unhidden.safeguarding.consent.rules import standing, words
from unhidden.safeguarding.frame.actions import CaseClosed
from unhidden.safeguarding.models import ConsentKind
from unhidden.ui.parts import Tone
from unhidden.ui.refusals import RefusalSentence, Sentences

SENTENCES: Sentences = {
    CaseClosed: gettext_lazy("The case is closed. Open it again to write in it."),
    recording.ConsentNotAsked: gettext_lazy(
        "A child, or somebody who may be one, is not asked this: the law decides it"
    ),
    recording.UnknownLanguage: RefusalSentence(
        gettext_lazy("Select the language you spoke"), "language"
    ),
    recording.NothingToWithdraw: gettext_lazy("It has been taken back already"),
    recording.NotDecidedFor: RefusalSentence(
        gettext_lazy(
            "Nobody can decide this for them, or the day to look at it again is over"
        ),
        "basis",
    ),
    recording.TermOver: RefusalSentence(
        gettext_lazy("Enter days that are still to come"), "until_on"
    ),
    recording.ScopeUnfit: RefusalSentence(
        gettext_lazy("Select the organisation that this is about"), "receiver"
    ),
}
TONES: dict[str, Tone] = {
    standing.YES: "good",
    standing.NO: "neutral",
    standing.NOT_YET: "going",
    standing.WITHDRAWN: "warning",
    standing.NOT_ASKED: "neutral",
    standing.RUN_OUT: "warning",
}
_TEXTS = ("en", "cy")


@dataclass(frozen=True, slots=True)
class StandingRow:
    """A question on the page: how it stands, and what may be done."""

    kind: str
    title: str
    standing_label: str
    tone: Tone
    scope: str
    until_on: date | None
    ask_again_on: date | None
    is_due: bool
    is_decided_for: bool
    may_withdraw: bool
    receiver_id: UUID | None


@dataclass(frozen=True, slots=True)
class ReadWords:
    """The words to read aloud, in one language, with the others that there are."""

    title: str
    language: str
    others: tuple[str, ...]
    version: int
    question: tuple[str, ...]
    withdrawal: tuple[str, ...]
    compelled: tuple[str, ...]
    is_law_checked: bool
    law_from: date


def show_standings(found: Iterable[StandingConsent]) -> list[StandingRow]:
    return [_row(one) for one in found]


def name_scope(categories: Iterable[str]) -> str:
    """Kinds of data by their names, in their own order."""
    wanted = set(categories) - {Category.OPERATIONAL}
    return ", ".join(str(each.label) for each in Category if each in wanted)


def show_words(
    kind: str, *, is_child: bool, day: date, language: str, is_withdrawal: bool = False
) -> ReadWords:
    """The words for a question on a day, in English where the language has none."""
    shown = language if language in _TEXTS else "en"
    reader = "child" if is_child else "adult"
    found = words.find_words(
        kind, version=words.find_version(kind, day), reader=reader, language=shown
    )
    return ReadWords(
        title=str(ConsentKind(kind).label),
        language=shown,
        others=tuple(each for each in _TEXTS if each != shown),
        version=found.version,
        question=() if is_withdrawal else found.question,
        withdrawal=found.withdrawal,
        compelled=found.compelled,
        is_law_checked=found.is_law_checked,
        law_from=found.law_from,
    )


def _row(one: StandingConsent) -> StandingRow:
    title = one.kind_label
    if one.receiver:
        title = _("%(kind)s: %(who)s") % {"kind": title, "who": one.receiver}
    is_yes = one.standing == standing.YES
    return StandingRow(
        kind=one.kind,
        title=title,
        standing_label=one.standing_label,
        tone=TONES[one.standing],
        scope=name_scope(one.categories),
        until_on=one.until_on if is_yes else None,
        ask_again_on=one.ask_again_on,
        is_due=one.is_due,
        is_decided_for=one.is_decided_for,
        may_withdraw=one.may_withdraw,
        receiver_id=one.receiver_id,
    )
