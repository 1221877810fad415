"""What the pages of briefs show, and say of a refusal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from unhidden.operations.briefing import rules
from unhidden.operations.briefing.actions import refusals
from unhidden.operations.briefing.queries.briefs import BriefCard, BriefView
from unhidden.operations.briefing.queries.drafts import BriefDraftView
from unhidden.operations.briefing.queries.sheets import LABELS
from unhidden.operations.frame.presenters.refusals import SENTENCES as OF_OPERATIONS
from unhidden.operations.frame.queries.cards import OperationView
from unhidden.operations.visits.queries.cards import PlannedVisitCard
from unhidden.ui import dates
from unhidden.ui.parts import Cell, Column, Table
from unhidden.ui.refusals import RefusalSentence, Sentences

NAMES = {"en": "English", "cy": "Cymraeg"}


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A page in one of the two languages, by the name of that language."""

    label: str
    url: str
    is_current: bool


def _incomplete(refusal: Any) -> RefusalSentence:
    return RefusalSentence(name_missing(refusal.codes))


def _too_long(refusal: Any) -> RefusalSentence:
    text = gettext_lazy(
        "The brief has %(pages)s pages, and two are the most: shorten its texts or "
        "take out a language"
    )
    return RefusalSentence(text % {"pages": refusal.pages})


SENTENCES: Sentences = {
    **OF_OPERATIONS,
    refusals.DraftMoved: gettext_lazy(
        "Somebody else has saved this draft since you opened it. Copy what you wrote, "
        "open the page again and put it in"
    ),
    refusals.BriefIncomplete: _incomplete,
    refusals.BriefTooLong: _too_long,
    refusals.BriefNotPrintable: gettext_lazy(
        "The paper could not be made: shorten the texts and try again"
    ),
    refusals.NothingChanged: gettext_lazy("Nothing has changed since the last version"),
    refusals.TooManyLanguages: RefusalSentence(
        gettext_lazy("Select four languages or fewer"), "languages"
    ),
    refusals.BriefSuperseded: gettext_lazy(
        "A newer version was issued meanwhile: read that one"
    ),
    refusals.BriefAlreadyRead: gettext_lazy("You have acknowledged this version"),
}


def name_missing(codes: Iterable[str]) -> str:
    """Which texts have still to be written, in one sentence."""
    names = ", ".join(str(LABELS[code]) for code in codes)
    return _("Still to write: %(names)s") % {"names": names}


def link_languages(page: str, brief_id: object, current: str) -> list[LanguageLink]:
    """The same page of a brief in both languages."""
    return [
        LanguageLink(NAMES[each], reverse(page, args=[brief_id, each]), each == current)
        for each in rules.LANGUAGES
    ]


def tell_state(card: BriefCard) -> str:
    """How far a brief is: issued, and how many have read it."""
    if not card.number:
        return _("Not issued yet")
    text = ngettext(
        "Version %(number)s, read by %(read)s of %(all)s person",
        "Version %(number)s, read by %(read)s of %(all)s people",
        len(card.readers),
    )
    read = len(card.readers) - len(card.unread_readers)
    return text % {"number": card.number, "read": read, "all": len(card.readers)}


def table_readers(card: BriefCard) -> Table:
    """Who has read the latest version and when; those who have not stand first."""
    rows = sorted(card.readers, key=lambda one: one.read_at is not None)
    return Table(
        _("Who has read version %(number)s") % {"number": card.number},
        [Column(_("Name")), Column(_("Organisation")), Column(_("Read at"))],
        [
            (
                one.name,
                one.organisation,
                Cell(dates.day_and_time(one.read_at), tone="good")
                if one.read_at
                else Cell(_("Not yet"), tone="warning"),
            )
            for one in rows
        ],
    )


def table_unbriefed(visits: Iterable[PlannedVisitCard]) -> Table:
    """Visits that are not to be made before their crew has read its brief."""
    return Table(
        _("Visits whose crew has not read its brief"),
        [Column(_("Where")), Column(_("Day")), Column(_("Team"))],
        [
            (
                card.premises,
                f"{dates.format_weekday(card.on)}{_hour(card)}",
                card.team,
            )
            for card in visits
        ],
    )


def _hour(card: PlannedVisitCard) -> str:
    return f", {dates.format_clock(card.starts_at)}" if card.starts_at else ""


def teams_without_brief(
    operation: OperationView, cards: Iterable[BriefCard]
) -> list[tuple[str, str]]:
    """The teams for which no brief was begun, to choose from."""
    begun = {card.team_id for card in cards}
    return [(str(t.id), t.name) for t in operation.teams if t.id not in begun]


def list_downloads(view: BriefView) -> list[LanguageLink]:
    """The files of the version that is shown."""
    return [
        LanguageLink(
            _("%(language)s (PDF)") % {"language": NAMES[each]},
            reverse("briefs:paper", args=[view.card.id, view.number, each]),
            False,
        )
        for each in rules.LANGUAGES
    ]


def link_unsaved(draft: BriefDraftView) -> list[LanguageLink]:
    """Where a draft is written whose one language is saved, and this one is not."""
    return [
        LanguageLink(
            NAMES[each], reverse("briefs:write", args=[draft.brief_id, each]), False
        )
        for each in draft.unsaved
        if draft.revision
    ]


def tell_saved(draft: BriefDraftView, language: str) -> str:
    """Who saved the draft last and when; empty before anybody did in the language."""
    if draft.saved_at is None or language in draft.unsaved:
        return ""
    return _("Saved by %(name)s, %(when)s") % {
        "name": draft.saved_by,
        "when": dates.day_and_time(draft.saved_at),
    }
