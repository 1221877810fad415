"""What the pages of exhibits show, and say of a refusal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import segno
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from unhidden.investigations.exhibits.actions import refusals
from unhidden.investigations.exhibits.queries.exhibits import (
    ExhibitList,
    ExhibitRow,
    ExhibitView,
    HandView,
    MoveView,
)
from unhidden.investigations.exhibits.queries.hands import WaitingHand
from unhidden.investigations.exhibits.queries.places import (
    ExhibitLabel,
    ExhibitPlaces,
)
from unhidden.investigations.exhibits.rules import references
from unhidden.investigations.exhibits.rules.custody import CustodyFault, CustodyState
from unhidden.investigations.frame.actions import InvestigationClosed
from unhidden.ui import dates, parts
from unhidden.ui.refusals import RefusalSentence, Sentences
from unhidden.vault.actions import KeysLocked, NotForYou

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

STATES: Mapping[CustodyState, StrOrPromise] = {
    CustodyState.HELD: _("In custody"),
    CustodyState.GAP: _("Nobody can say where it was"),
    CustodyState.LEFT: _("Out of custody"),
}
FAULTS: Mapping[CustodyFault, StrOrPromise] = {
    CustodyFault.TURN_MISSING: _("A move before it is missing"),
    CustodyFault.NOT_BEGUN: _("Its first move does not say that it was taken"),
    CustodyFault.EARLIER: _("It is earlier than the move before"),
    CustodyFault.NOT_HOLDER: _("Whoever handed it over did not hold it"),
    CustodyFault.LEFT_CUSTODY: _("It had left custody"),
    CustodyFault.SEAL_CHANGED: _("The seal changed without being opened"),
    CustodyFault.GAP_UNSAID: _(
        "The gap before this move has no explanation that fits it"
    ),
}


def _list(named: Sequence[str]) -> str:
    return ", ".join(named)


def _tell_taken(refusal: refusals.ReferenceTaken) -> RefusalSentence:
    told = _now("%(reference)s is used already. The next free one is %(proposed)s") % {
        "reference": refusal.reference,
        "proposed": refusal.proposed,
    }
    return RefusalSentence(told, "reference")


def _tell_none(refusal: refusals.NoExhibits) -> RefusalSentence:
    if not refusal.references:
        return RefusalSentence(_("Enter at least one exhibit"), "exhibits")
    told = _now("No exhibit of this investigation: %(references)s") % {
        "references": _list(refusal.references)
    }
    return RefusalSentence(told, "exhibits")


def _tell_holder(refusal: refusals.NotTheHolder) -> RefusalSentence:
    pairs = zip(refusal.references, refusal.holders, strict=True)
    told = _now(
        "Nothing was moved. By the record these are held by others: %(held)s. Open "
        "each one and record where it is now, or correct who hands them over"
    ) % {"held": _list([f"{each} ({holder})" for each, holder in pairs])}
    return RefusalSentence(told, "from_holder")


def _tell_before(refusal: refusals.MovedBefore) -> RefusalSentence:
    told = _now(
        "Nothing was moved. These have moved since then: %(references)s. Correct the "
        "time, or open each one and record where it is now"
    ) % {"references": _list(refusal.references)}
    return RefusalSentence(told, "moved_at")


def _tell_gone(refusal: refusals.ExhibitGone) -> RefusalSentence:
    told = _now(
        "These have left custody: %(references)s. If one is back, open it and record "
        "where it is now"
    ) % {"references": _list(refusal.references)}
    return RefusalSentence(told, "exhibits")


def _tell_seals(refusal: refusals.SealsDiffer) -> RefusalSentence:
    told = _now("By the record it carries another seal: %(seals)s") % {
        "seals": _list(refusal.seals)
    }
    return RefusalSentence(told, "seal")


def _tell_unread(refusal: references.ReferenceUnreadable) -> RefusalSentence:
    told = _now("“%(text)s” is no reference: enter initials and a number, like AB/1")
    return RefusalSentence(told % {"text": refusal.text}, "reference")


def _tell_another(refusal: references.LabelOfAnother) -> RefusalSentence:
    told = _now("“%(text)s” is the label of another investigation")
    return RefusalSentence(told % {"text": refusal.text}, "reference")


SENTENCES: Sentences = {
    InvestigationClosed: _("The investigation is closed"),
    KeysLocked: _("Unlock your keys first: something in it is sealed"),
    NotForYou: _("Something in it is sealed to others than you"),
    references.ReferenceUnreadable: _tell_unread,
    references.LabelOfAnother: _tell_another,
    references.NameIsPath: RefusalSentence(
        _("Enter the name alone, without a folder and without hidden marks"), "name"
    ),
    refusals.ReferenceTaken: _tell_taken,
    refusals.ParentMissing: RefusalSentence(
        _("Enter the reference of an exhibit of this investigation"), "parent"
    ),
    refusals.SeizedInFuture: RefusalSentence(
        _("It cannot have been taken in the future"), "seized_at"
    ),
    refusals.NoExhibits: _tell_none,
    refusals.TooManyExhibits: RefusalSentence(
        _("Move at most 500 exhibits at once"), "exhibits"
    ),
    refusals.NotTheHolder: _tell_holder,
    refusals.MovedBefore: _tell_before,
    refusals.MoveInFuture: RefusalSentence(
        _("Enter a time that has come already"), "moved_at"
    ),
    refusals.ExhibitGone: _tell_gone,
    refusals.SealsDiffer: _tell_seals,
    refusals.SealNeedsOne: RefusalSentence(
        _("Put a new seal on one exhibit at a time"), "seal"
    ),
    refusals.SealMissing: RefusalSentence(
        _("Enter the number of the new seal"), "seal"
    ),
    refusals.SameHolder: RefusalSentence(
        _("Enter somebody else than who hands it over"), "to_holder"
    ),
    refusals.HandUnknown: RefusalSentence(
        _("Enter who receives it, or select a colleague of the team"), "receiver"
    ),
    refusals.NothingToAnswer: RefusalSentence(
        _("None of these waits for your word any more"), "moves"
    ),
    refusals.GapUnsaid: RefusalSentence(
        _("Enter why nobody can say where it was"), "why"
    ),
    refusals.GapTooEarly: RefusalSentence(
        _("By the record it moved after that: the gap begins later"), "missing_at"
    ),
    refusals.GapEndsEarly: RefusalSentence(
        _("It was found before that: the gap begins earlier"), "missing_at"
    ),
    refusals.LeavingAuthorityMissing: RefusalSentence(
        _("Enter on whose authority"), "authority"
    ),
    refusals.LeavingAskedByYou: _("You asked for it: another person must agree"),
    refusals.NothingToAgree: _("Nobody asks for that any more, or it has moved since"),
    refusals.MediaEmpty: RefusalSentence(
        _("The file is empty. Select another"), "file"
    ),
    refusals.MediaTooBig: RefusalSentence(
        _(
            "It has more than 25 MB, and this page’s script does not run. Leave it "
            "where it lies, and enter its name, its size and its SHA-256"
        ),
        "file",
    ),
    refusals.MediaTooLong: RefusalSentence(
        _(
            "It has more than 4 GB. Leave it where it lies, and enter its name, its "
            "size and its SHA-256"
        ),
        "name",
    ),
    refusals.PartBroken: RefusalSentence(
        _("A part was lost on its way. Send it again: it goes on where it stood"),
        "file",
    ),
    refusals.PhotoRefused: RefusalSentence(
        _("No safe copy can be made of it. Select a JPEG, PNG or WebP picture"), "file"
    ),
    refusals.DigestUnreadable: RefusalSentence(
        _("A SHA-256 has 64 letters from a to f and digits"), "digest"
    ),
    refusals.ToolMissing: RefusalSentence(_("Enter which tool acquired it"), "tool"),
    refusals.DigestIsKept: _("The data is kept here: its digest is taken here"),
}

# The same refusals, where the page has other fields.
WHEN_FOUND: Sentences = {
    refusals.MoveInFuture: RefusalSentence(
        _("Enter a time that has come already"), "found_at"
    ),
    refusals.MovedBefore: RefusalSentence(
        _("By the record it moved after that"), "found_at"
    ),
}


def tabulate_exhibits(found: ExhibitList, rows: Sequence[ExhibitRow]) -> parts.Table:
    """The exhibits of a page of the list."""
    return parts.Table(
        caption=_("Exhibits"),
        columns=[
            parts.Column(_("Reference")),
            parts.Column(_("Kind")),
            parts.Column(_("Description")),
            parts.Column(_("Who or what holds it")),
            parts.Column(_("Since")),
        ],
        rows=[
            [
                parts.Cell(row.reference, url=_url("exhibit", found.head.id, row.id)),
                row.kind_label,
                row.description,
                parts.Cell(row.purpose_label, tone="neutral")
                if row.has_left
                else row.holder,
                dates.day_and_time(row.since),
            ]
            for row in rows
        ],
        is_caption_hidden=True,
    )


def tabulate_places(found: ExhibitPlaces) -> parts.Table:
    """Where each exhibit was."""
    return parts.Table(
        caption=_("Where everything was"),
        columns=[
            parts.Column(_("Reference")),
            parts.Column(_("Description")),
            parts.Column(_("Where")),
            parts.Column(_("Since")),
        ],
        rows=[
            [
                parts.Cell(row.reference, url=_url("exhibit", found.head.id, row.id)),
                row.description,
                row.holder
                or parts.Cell(
                    STATES[row.state],
                    tone="urgent" if row.state == CustodyState.GAP else "neutral",
                ),
                dates.day_and_time(row.since),
            ]
            for row in found.rows
        ],
    )


def summarise_exhibit(view: ExhibitView) -> list[parts.SummaryRow]:
    """What an exhibit is, and how it was taken."""
    row, last = view.exhibit, view.last_move
    holder = last.get_purpose_display() if view.has_left else last.to_holder
    shown: list[tuple[StrOrPromise, object]] = [
        (_("Kind"), row.get_kind_display()),
        (_("Description"), row.description),
        (_("Where it was found"), row.found_at),
        (_("Found by"), row.found_by),
        (_("Taken by"), row.seized_by),
        (_("When it was taken"), dates.day_and_time(row.seized_at)),
        (_("By which power"), row.get_power_display()),
        (_("Owner, if known"), row.owner),
        (_("Number of the seal or bag"), last.seal_after),
        (_("Who or what holds it now"), holder),
        (_("Registered by"), row.registered_by.name),
    ]
    if row.is_sensitive_content:
        shown.append((_("Contents"), _("May distress, or must not be seen by all")))
    rows = [parts.SummaryRow(label, value) for label, value in shown if value]
    if row.parent is not None:
        url = _url("exhibit", view.head.id, row.parent.id)
        rows.insert(0, parts.SummaryRow(_("Part of"), row.parent.reference, url=url))
    return rows


def tabulate_custody(view: ExhibitView) -> parts.Table:
    """Who held it from when to when; gaps stand out."""
    return parts.Table(
        caption=_("Custody"),
        columns=[
            parts.Column(_("From")),
            parts.Column(_("Until")),
            parts.Column(_("Who or what held it")),
        ],
        rows=[
            [
                dates.day_and_time(span.from_at),
                dates.day_and_time(span.to_at) if span.to_at else _("Now"),
                span.holder
                or parts.Cell(
                    STATES[span.state],
                    tone="urgent" if span.state == CustodyState.GAP else "neutral",
                ),
            ]
            for span in view.custody.spans
        ],
    )


def name_moves(rows: Sequence[WaitingHand]) -> list[tuple[str, str]]:
    """Moves to answer for, each in a line."""
    return [
        (
            str(row.id),
            f"{row.reference} · {row.from_holder} → {row.to_holder} · "
            f"{dates.day_and_time(row.moved_at)} · {row.description}",
        )
        for row in rows
    ]


def tell_hands(row: MoveView) -> list[tuple[str, bool]]:
    """What the hands of a move say of it, and whether it is to be looked at."""
    told = [_tell_hand(hand) for hand in row.hands]
    if row.move.is_outside:
        words = _now("%(name)s is outside: they sign for it on paper")
        told.append((words % {"name": row.move.to_holder}, False))
    return told


def _tell_hand(hand: HandView) -> tuple[str, bool]:
    if hand.is_so is None or hand.said_at is None:
        return _now("%(name)s has not confirmed it yet") % {"name": hand.name}, False
    named = {"name": hand.name, "when": dates.day_and_time(hand.said_at)}
    if hand.is_so:
        return _now("%(name)s confirmed it, %(when)s") % named, False
    return _now("%(name)s says that it was not so, %(when)s") % named, True


def tell_faults(view: ExhibitView) -> list[str]:
    """What does not follow in its custody, by the number of the move."""
    return [
        _now("Move %(number)d: %(what)s")
        % {"number": fault.turn, "what": FAULTS[fault.fault]}
        for fault in view.custody.faults
    ]


def draw_labels(labels: Sequence[ExhibitLabel]) -> list[tuple[ExhibitLabel, str]]:
    """Each label with the picture of its code, as an address of its own."""
    return [
        (label, segno.make(label.code, error="m").svg_data_uri(scale=3))
        for label in labels
    ]


def _url(name: str, *ids: object) -> str:
    return reverse(f"investigations:{name}", args=ids)
