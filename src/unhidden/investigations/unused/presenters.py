"""What the pages of unused material show, and say of a refusal."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from unhidden.investigations.frame.actions import InvestigationClosed
from unhidden.investigations.frame.sources import NotToBeOpened
from unhidden.investigations.frame.timing import TookTooLong
from unhidden.investigations.models import (
    MaterialAxis,
    MaterialValue,
    PresumedCategory,
)
from unhidden.investigations.unused.actions import refusals
from unhidden.investigations.unused.queries.items import (
    ItemRow,
    MaterialItemView,
    PlacesOfAccused,
)
from unhidden.investigations.unused.queries.schedules import SignedLine
from unhidden.investigations.unused.rules import axes
from unhidden.investigations.unused.rules.lint import LintFinding, LintHit
from unhidden.investigations.unused.rules.places import ItemGap, ItemPlace, ItemStage
from unhidden.investigations.unused.rules.signing import describe_numbers, read_listing
from unhidden.ui import parts
from unhidden.ui.refusals import RefusalSentence, Sentences, sentence_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

GAPS: Mapping[str, StrOrPromise] = {
    "relevance": _("Relevance undecided"),
    "use": _("Use undecided"),
    "sensitivity": _("Sensitivity undecided"),
    "test": _("Test undecided"),
    "look_again": _("To be looked at again"),
    "words": _("Not described"),
    "second": _("Another person must agree"),
}
_LISTING = re.compile(r"(?:[A-Z0-9]+ \d+ \d+)(?:;[A-Z0-9]+ \d+ \d+)*")
STAGES: Mapping[ItemStage, StrOrPromise] = {
    ItemStage.UNASSESSED: _("Unassessed"),
    ItemStage.ASSESSED: _("Assessed"),
    ItemStage.SCHEDULED: _("Scheduled"),
    ItemStage.REVEALED: _("Revealed"),
    ItemStage.DECIDED: _("Decided by the prosecutor"),
    ItemStage.SERVED: _("Served on the defence"),
    ItemStage.WITHHELD: _("Withheld by the court"),
}
PLACES: Mapping[ItemPlace, StrOrPromise] = {
    ItemPlace.EVIDENCE: _("Evidence"),
    ItemPlace.OPEN: _("Not sensitive"),
    ItemPlace.SEALED: _("Sensitive"),
    ItemPlace.NOT_RELEVANT: _("Not relevant"),
    ItemPlace.UNASSESSED: _("Unassessed"),
}
ORDER: Mapping[str, StrOrPromise] = {
    "due_again": _("Something happened since it was decided"),
    "kind": _("Items of the kinds to look at first"),
    "oldest": _("The oldest first"),
}
LINT: Mapping[LintFinding, StrOrPromise] = {
    LintFinding.FORM_NAME: _("It names a form or a kind alone"),
    LintFinding.FEW_WORDS: _("It has fewer than five words"),
    LintFinding.PHONE: _("It seems to have a telephone number"),
    LintFinding.PLATE: _("It seems to have the number of a vehicle"),
    LintFinding.POSTCODE: _("It seems to have a postcode"),
    LintFinding.EMAIL: _("It has an e-mail address"),
    LintFinding.SOURCE: _("It seems to name a source"),
    LintFinding.SEALED_WORDS: _("It shares words with a sensitive item"),
}
_MARKS: Mapping[str, StrOrPromise] = {
    "redacted": _("A redacted copy"),
    "replaces": _("Replaces line %(number)s"),
    "evidence": _("Line %(number)s is now evidence"),
}
_NEEDS: Mapping[str, RefusalSentence] = {
    "reason": RefusalSentence(_("Enter the reason"), "reason"),
    "copy": RefusalSentence(_("Enter the SHA-256 of the copy"), "reason"),
    "category": RefusalSentence(_("Select the category"), "category"),
    "reference": RefusalSentence(_("Enter the reference of the letter"), "reference"),
    "order_day": RefusalSentence(
        _("Enter the day of the court’s order, such as 2026-01-05"), "reference"
    ),
    "sealed": RefusalSentence(_("Say first, sealed, why it is sensitive")),
}


def _tell_early(refusal: axes.StepTooEarly) -> RefusalSentence:
    axis = MaterialAxis(refusal.axis).label
    return RefusalSentence(
        _now("Something else comes first: %(axis)s") % {"axis": axis}, "decision"
    )


def _tell_needs(refusal: axes.StepNeeds) -> RefusalSentence:
    return _NEEDS[refusal.what]


def _tell_item(refusal: refusals.ItemRefused) -> RefusalSentence:
    why = sentence_of(refusal.why, SENTENCES)
    told = _now("Item %(number)d: %(why)s") % {
        "number": refusal.number,
        "why": why.text if why else "",
    }
    return RefusalSentence(told, why.field if why else "")


def _tell_undecided(refusal: refusals.StillUndecided) -> RefusalSentence:
    return RefusalSentence(
        _now("Something is undecided about these items: %(numbers)s")
        % {"numbers": describe_numbers(refusal.numbers)}
    )


SENTENCES: Sentences = {
    InvestigationClosed: _("The investigation is closed"),
    axes.NoSuchStep: RefusalSentence(
        _("This decision does not follow from what is already decided about the item"),
        "decision",
    ),
    axes.NotOfThisPost: RefusalSentence(
        _("Only its disclosure officer decides that"), "decision"
    ),
    axes.DecidedAlone: RefusalSentence(
        _("Another person than who said it must agree"), "decision"
    ),
    axes.StepTooEarly: _tell_early,
    axes.StepNeeds: _tell_needs,
    refusals.ItemRefused: _tell_item,
    refusals.NoItems: RefusalSentence(_("One of these items is not there"), "numbers"),
    refusals.TooManyItems: RefusalSentence(
        _("Decide about at most 1,000 items at once"), "items"
    ),
    refusals.DecidedMeanwhile: _(
        "Somebody else decided something of it meanwhile. Read it below, then send "
        "yours again; what you typed is kept."
    ),
    refusals.WordsBelongSealed: RefusalSentence(
        _(
            "The item is sensitive: give your reason in its sealed description, "
            "not here"
        ),
        "reason",
    ),
    refusals.SensitiveOneByOne: _("Describe each sensitive item by itself"),
    refusals.SensitivityFirst: RefusalSentence(
        _("Decide first that none of them is sensitive"), "numbers"
    ),
    refusals.DescriptionMissing: RefusalSentence(_("Describe the item"), "text"),
    refusals.SensitiveReasonMissing: RefusalSentence(
        _("Select why it is sensitive"), "code"
    ),
    refusals.StillUndecided: _tell_undecided,
    refusals.PresumedUnanswered: _(
        "Answer first for every category of presumed material"
    ),
    refusals.NothingNewToSign: _("Nothing has changed since the last signature"),
    TookTooLong: _(
        "This took too long, so nothing was written. Try again in a few minutes."
    ),
    refusals.NothingToReveal: _("No signed schedule waits to be sent"),
    refusals.CertificateVoid: _(
        "Something has changed since the certificate was signed. Sign again first."
    ),
    refusals.RebuttalMissing: RefusalSentence(
        _("Enter why the presumption does not hold"), "reason"
    ),
    NotToBeOpened: _("That record is not opened from an investigation"),
}


def tell_gap(gap: ItemGap, accused: Mapping[UUID, int]) -> str:
    """What is undecided, with the accused whom it concerns."""
    told = str(GAPS[gap.what])
    if gap.accused is None:
        return told
    number = accused.get(gap.accused, 0)
    return _now("%(what)s for person %(number)d") % {"what": told, "number": number}


def tell_gaps(gaps: Sequence[ItemGap], accused: Mapping[UUID, int]) -> str:
    """All of it in a line."""
    return "; ".join(tell_gap(gap, accused) for gap in gaps)


def offer_rows(
    rows: Sequence[ItemRow], accused: Mapping[UUID, int]
) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """The items of a page as options, and the hint of each."""
    options = [
        (str(row.number), f"{row.number} · {row.kind_label} · {STAGES[row.stage]}")
        for row in rows
    ]
    hints = {
        str(row.number): " · ".join(
            filter(None, [row.words, tell_gaps(row.gaps, accused)])
        )
        for row in rows
    }
    return options, hints


def tabulate_places(places: Sequence[PlacesOfAccused]) -> parts.Table:
    """How many items stand where, for each accused."""
    columns = [parts.Column(_("For"))]
    columns += [parts.Column(PLACES[place], is_number=True) for place in ItemPlace]
    return parts.Table(
        caption=_("Where every item stands"),
        columns=columns,
        rows=[
            [
                _now("Person %(number)d") % {"number": each.number}
                if each.number
                else _now("Nobody accused yet"),
                *(each.counts[place] for place in ItemPlace),
            ]
            for each in places
        ],
    )


def tabulate_items(rows: Sequence[ItemRow], accused: Mapping[UUID, int]) -> parts.Table:
    """The items of a page, for whoever decides nothing of them."""
    return parts.Table(
        caption=_("Items"),
        columns=[
            parts.Column(_("Item")),
            parts.Column(_("Kind")),
            parts.Column(_("Stage")),
            parts.Column(_("Undecided")),
        ],
        rows=[
            [
                row.number,
                row.kind_label,
                STAGES[row.stage],
                tell_gaps(row.gaps, accused),
            ]
            for row in rows
        ],
    )


def summarise_item(view: MaterialItemView) -> list[parts.SummaryRow]:
    """What is decided of an item on every axis, and what is not."""
    rows = [
        parts.SummaryRow(_("Kind"), view.kind_label),
        parts.SummaryRow(_("Stage"), STAGES[view.stage]),
        parts.SummaryRow(
            _("Undecided"), tell_gaps(view.gaps, view.accused) or _now("Nothing")
        ),
    ]
    for rule in axes.list_axes().values():
        label = MaterialAxis(rule.axis).label
        of: list[tuple[UUID | None, int]] = [(None, 0)]
        if rule.is_per_accused:
            of = list(view.accused.items())
        for key, number in of:
            value = MaterialValue(view.item.state.decided_value(rule.axis, key)).label
            name = (
                _now("%(axis)s, person %(number)d") % {"axis": label, "number": number}
                if key
                else label
            )
            rows.append(parts.SummaryRow(name, value))
    return rows


def tell_code(code: str) -> str:
    """What a decision names besides its value: a category, lines, a letter, a day."""
    if code in PresumedCategory.values:
        return str(PresumedCategory(code).label)
    if not _LISTING.fullmatch(code):
        return code
    listed = read_listing(code).items()
    told = _now("%(kind)s, line %(line)d")
    return "; ".join(
        told % {"kind": kind, "line": line} for kind, (line, _turn) in listed
    )


def tell_hits(hits: Sequence[LintHit]) -> list[str]:
    """What asks for a second look, with the words that do."""
    return [f"{LINT[hit.finding]}: {hit.words}" for hit in hits]


def tell_marks(marks: str) -> str:
    """What a later line says of an earlier one."""
    told = []
    for mark in marks.split(";"):
        kind, _colon, number = mark.partition(":")
        if kind in _MARKS:
            told.append(str(_MARKS[kind]) % {"number": number})
    return "; ".join(told)


def tabulate_lines(lines: Sequence[SignedLine], caption: str) -> parts.Table:
    """The lines of a signed version."""
    return parts.Table(
        caption=caption,
        columns=[
            parts.Column(_("Line of the schedule")),
            parts.Column(_("Item"), is_number=True),
            parts.Column(_("Description")),
            parts.Column(_("Quantity"), is_number=True),
            parts.Column(_("Note")),
        ],
        rows=[
            [
                line.line,
                line.number,
                _words(line),
                line.quantity,
                tell_marks(line.marks) or "–",
            ]
            for line in lines
        ],
    )


def _words(line: SignedLine) -> str:
    if line.sensitive is not None:
        return f"{line.sensitive.text} · {line.sensitive.why}"
    return tell_tested(line.words)


def tell_tested(words: str) -> str:
    """Codes of a report's line, ``2:may_meet``, in words; other words as they are."""
    told = []
    for part in words.split():
        number, colon, value = part.partition(":")
        if not colon or value not in MaterialValue.values or not number.isdecimal():
            return words
        label = MaterialValue(value).label
        told.append(_now("Person %(number)s") % {"number": number} + f": {label}")
    return "; ".join(told)
