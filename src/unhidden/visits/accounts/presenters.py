"""Accounts in words: why one waits, and where two of a visit differ."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unhidden.ui import dates
from unhidden.ui.parts import Cell, Column, SummaryRow, Table, Tone
from unhidden.ui.refusals import RefusalSentence, Sentences
from unhidden.visits.accounts import actions
from unhidden.visits.accounts.feeding import (
    ItemDecided,
    OffersItself,
    SentenceMissing,
)
from unhidden.visits.accounts.items import DraftItemCard
from unhidden.visits.accounts.queries import AccountCard
from unhidden.visits.forms.questions import VisitQuestions
from unhidden.visits.forms.sentences import SENTENCES as CONTRADICTIONS
from unhidden.visits.presenters.reasons import name_reason
from unhidden.visits.rules.consistency import VisitInconsistency

REFUSALS: Sentences = {
    actions.AddendumMissing: RefusalSentence(
        gettext_lazy("Enter what you want to add"), "text"
    ),
    SentenceMissing: RefusalSentence(gettext_lazy("Enter a sentence"), "text"),
    OffersItself: gettext_lazy("This visit offers the desk what it saw by itself"),
    ItemDecided: gettext_lazy("Somebody has decided about it already"),
    actions.AccountReasonMissing: RefusalSentence(gettext_lazy("Enter why"), "why"),
    actions.CountsAlready: gettext_lazy(
        "This account counts. Choose another one of the visit in its place."
    ),
    actions.NothingCounts: gettext_lazy(
        "No account of this visit counts yet: there is nothing to keep it beside"
    ),
    actions.PlanNotFound: gettext_lazy(
        "Its visit is not in our books: it cannot count"
    ),
    actions.RecordIncomplete: gettext_lazy(
        "It lacks what a record must have: it can stay beside, and count for nothing"
    ),
    actions.RecordMisfit: gettext_lazy(
        "What it says can be the record of no visit of this kind"
    ),
}
_TONES: dict[str, Tone] = {
    "waits": "warning",
    "counts": "good",
    "beside": "neutral",
    "set_aside": "neutral",
}


def tone_of(card: AccountCard) -> Tone:
    return _TONES[card.state]


def explain_reason(code: str, card: AccountCard) -> str:
    """Why an account waits, in a sentence with what it is about."""
    sentence = name_reason(code)
    more = {
        "plan_cancelled": card.cancelled_because,
        "sign_unknown": ", ".join(_unknown_codes(card)),
        "does_not_add_up": "; ".join(_contradictions(card)),
        "clock": _clock(card),
    }.get(code, "")
    return f"{sentence}: {more}" if more else sentence


def _unknown_codes(card: AccountCard) -> list[str]:
    said = card.content.get("signs") or []
    return [
        str(each["code"]) for each in said if isinstance(each, dict) and "code" in each
    ]


def _contradictions(card: AccountCard) -> list[str]:
    found = [
        str(CONTRADICTIONS[VisitInconsistency(code)].text)
        for code in card.content.get("problems") or []
    ]
    asked = VisitQuestions.base_fields
    lacking = [
        _("“%(question)s” is open")
        % {"question": asked[code].label if code in asked else code}
        for code in card.content.get("lacks") or []
    ]
    return found + lacking


def _clock(card: AccountCard) -> str:
    if card.clock_off is None:
        return ""
    return _("%(minutes)s minutes off") % {
        "minutes": dates.format_number(round(abs(card.clock_off) / 60))
    }


def describe_account(card: AccountCard) -> list[SummaryRow]:
    """Whose it is, how it came, how it stands, and why."""
    writer = ", ".join(filter(None, (card.author, card.organisation)))
    rows = [
        SummaryRow(_("Written by"), writer or _("Somebody who is not in our books")),
        SummaryRow(_("Came"), dates.day_and_time(card.landed_at)),
        SummaryRow(_("From"), f"{card.source_label}, {card.kind_label.lower()}"),
    ]
    rows += [
        SummaryRow(_("Against it"), explain_reason(code, card))
        for code in card.problems
        if card.is_waiting
    ]
    if card.inner_there:
        sealed = dates.format_number(card.inner_there)
        rows.append(SummaryRow(_("Sealed to those it is meant for"), sealed))
    if card.photos_there:
        rows.append(SummaryRow(_("Photos"), dates.format_number(card.photos_there)))
    if card.decided_at:
        decided = f"{card.decided_by}, {dates.day_and_time(card.decided_at)}"
        rows.append(SummaryRow(_("Decided"), f"{decided}\n{card.decided_why}"))
    return rows


def list_waiting(cards: Iterable[AccountCard]) -> Table:
    """What waits, with its first reason."""
    return Table(
        caption=_("Accounts that wait"),
        columns=[
            Column(_("Visit")),
            Column(_("Written by")),
            Column(_("Why it waits")),
        ],
        rows=[
            [
                Cell(
                    card.premises or _("A visit that is not in our books"),
                    url=reverse("visits:account", args=[card.id]),
                ),
                f"{card.author}, {dates.day_and_time(card.landed_at)}".lstrip(", "),
                explain_reason(card.reason, card),
            ]
            for card in cards
        ],
        is_caption_hidden=True,
    )


def name_account(card: AccountCard) -> str:
    """By whom and when: what tells accounts of a visit apart."""
    writer = card.author or _("Somebody who is not in our books")
    return f"{writer}, {dates.day_and_time(card.landed_at)}"


def quote_addendum(card: AccountCard) -> str:
    """The words of an addendum."""
    said = card.content.get("answers") or {}
    notes = card.content.get("notes")
    words = [said.get("narrative"), *(notes if isinstance(notes, list) else [notes])]
    return "\n".join(str(each) for each in words if each)


def _say_what(card: DraftItemCard) -> str:
    """What is offered, a line after the other, and whether it corrects something."""
    text = "; ".join(card.text.splitlines())
    if card.corrects_id:
        return _("Corrects what was written: %(text)s") % {"text": text}
    return text


def list_items(cards: Iterable[DraftItemCard]) -> Table:
    """What visits offer the desk."""
    return Table(
        caption=_("Offered by visits"),
        columns=[Column(_("Visit")), Column(_("Offered")), Column(_("What"))],
        rows=[
            [
                Cell(card.premises, url=reverse("visits:item", args=[card.id])),
                dates.day_and_time(card.offered_at),
                _say_what(card),
            ]
            for card in cards
        ],
        is_caption_hidden=True,
    )
