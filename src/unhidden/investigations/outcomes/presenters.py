"""What the pages of outcomes, orders and keeping show, and say of a refusal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from unhidden.investigations.clocks.forms import say_here
from unhidden.investigations.clocks.presenters import SENTENCES as OF_CLOCKS
from unhidden.investigations.clocks.presenters import tell_person
from unhidden.investigations.outcomes.actions import refusals
from unhidden.investigations.outcomes.queries.outcomes import (
    HoldRow,
    OrderRow,
    OutcomeBoard,
    SuspectOutcomeRow,
)
from unhidden.investigations.outcomes.queries.retention import KeptItem
from unhidden.investigations.outcomes.rules import orders
from unhidden.investigations.outcomes.rules.law import list_offences
from unhidden.investigations.outcomes.rules.orders import OrderState
from unhidden.investigations.outcomes.rules.retention import KeptUntil
from unhidden.ui import dates, parts
from unhidden.ui.refusals import RefusalSentence, Sentences

if TYPE_CHECKING:
    from datetime import date

    from django_stubs_ext import StrOrPromise

    from unhidden.ui.parts import Tone

_STATES: Mapping[OrderState, tuple[StrOrPromise, Tone]] = {
    OrderState.IN_FORCE: (_("In force"), "going"),
    OrderState.EXPIRED: (_("Expired"), "neutral"),
    OrderState.ENDED: (_("Ended"), "neutral"),
}


def _tell_short(refusal: orders.OrderTooShort) -> RefusalSentence:
    told = _now("Enter an end at least %(years)d years on, or leave it empty")
    return RefusalSentence(told % {"years": refusal.years}, "until_on")


def _tell_travel(refusal: orders.TravelTooLong) -> RefusalSentence:
    told = _now("A ban on travel is for at most %(years)d years at once")
    return RefusalSentence(told % {"years": refusal.years}, "travel_until_on")


def _tell_lock(refusal: orders.DischargeLocked) -> RefusalSentence:
    told = _now("It is not discharged until %(when)s has passed, unless both consent")
    return RefusalSentence(
        told % {"when": dates.format_day(refusal.until)}, "has_consents"
    )


SENTENCES: Sentences = {
    **OF_CLOCKS,
    refusals.OutcomeAhead: _("Enter a day that has come"),
    refusals.NotASuspect: RefusalSentence(
        _("They are no suspect in this investigation"), "person"
    ),
    refusals.OffenceMissing: RefusalSentence(_("Select the offence"), "offence"),
    refusals.OutcomeTakenBack: _("It was taken back before"),
    refusals.OrderEnded: _("It ended before"),
    refusals.OrderServedBefore: RefusalSentence(
        _("It was served before, on another day"), "served_on"
    ),
    refusals.HoldEnded: _("It ended before"),
    orders.OrderNotInForce: RefusalSentence(
        _("The law of that day has no such order"), "made_on"
    ),
    orders.OrderDaysCross: _("One of the days is before the order was made"),
    orders.InterimNeedsEnd: RefusalSentence(
        _("Enter the end of the interim order"), "until_on"
    ),
    orders.OrderTooShort: _tell_short,
    orders.TravelTooLong: _tell_travel,
    orders.OrderEndNotOfKind: RefusalSentence(
        _("Only an interim order ends with the main decision"), "reason"
    ),
    orders.DischargeLocked: _tell_lock,
}


def tell_offence(code: str) -> str:
    """An offence with its Act, and that nobody has checked it where that is so."""
    for each in list_offences():
        if each.code == code:
            told = f"{say_here(each.label)} · {each.source}"
            if each.is_checked:
                return told
            return _now("%(source)s (not checked)") % {"source": told}
    return "–"


def tabulate_outcomes(board: OutcomeBoard) -> parts.Table:
    """The outcomes, each with a link that takes it back."""
    return parts.Table(
        caption=_("Outcomes"),
        columns=[
            parts.Column(_("Outcome")),
            parts.Column(_("Offence")),
            parts.Column(_("Day")),
            parts.Column(_("Entered by")),
            parts.Column(_("Wrong?")),
        ],
        rows=[_outcome(row, board) for row in board.outcomes],
    )


def tabulate_orders(board: OutcomeBoard) -> parts.Table:
    """The orders, each with a link to how it ended."""
    return parts.Table(
        caption=_("Orders"),
        columns=[
            parts.Column(_("Which order")),
            parts.Column(_("Reference")),
            parts.Column(_("Made")),
            parts.Column(_("Served")),
            parts.Column(_("Until")),
            parts.Column(_("Where it stands")),
            parts.Column(_("End")),
        ],
        rows=[_order(row, board) for row in board.orders],
    )


def tabulate_holds(board: OutcomeBoard) -> parts.Table:
    """What keeps everything, each with a link that ends it."""
    return parts.Table(
        caption=_("Holds: nothing is destroyed"),
        columns=[
            parts.Column(_("Ground")),
            parts.Column(_("Reference")),
            parts.Column(_("Held by")),
            parts.Column(_("End")),
        ],
        rows=[_hold(row, board) for row in board.holds],
    )


def tabulate_kept(rows: Sequence[KeptItem]) -> parts.Table:
    """Until when items are kept, with the rule that says so."""
    return parts.Table(
        caption=_("Items"),
        columns=[
            parts.Column(_("Item")),
            parts.Column(_("Kind")),
            parts.Column(_("Kept until")),
            parts.Column(_("At least until")),
            parts.Column(_("Rule")),
        ],
        rows=[
            [
                row.number,
                row.kind_label,
                _tell_until(row.kept),
                _tell_day(row.kept.at_least),
                _tell_rule(row.kept),
            ]
            for row in rows
        ],
    )


def _tell_until(kept: KeptUntil) -> str:
    if kept.hold:
        return _now("Held: %(ground)s") % {"ground": kept.hold}
    if kept.until is None:
        return _now("No day yet")
    return dates.format_day(kept.until)


def _tell_rule(kept: KeptUntil) -> str:
    if kept.rule is None:
        return "–"
    told = f"{say_here(kept.rule.label)} · {kept.rule.source}"
    if kept.rule.is_checked:
        return told
    return _now("%(source)s (not checked)") % {"source": told}


def _tell_day(day: date | None) -> str:
    return dates.format_day(day) if day else "–"


def _outcome(row: SuspectOutcomeRow, board: OutcomeBoard) -> list[object]:
    back: object = "–"
    if row.is_taken_back:
        back = _("Taken back")
    elif board.may_work and row.kind != "order_made":
        back = _link("take_back_outcome", board, row.id, _("Take it back"))
    return [
        f"{tell_person(row.person)}: {row.kind_label}",
        tell_offence(row.offence),
        dates.format_day(row.on),
        row.entered_by,
        back,
    ]


def _order(row: OrderRow, board: OutcomeBoard) -> list[object]:
    until = dates.format_day(row.days.until_on) if row.days.until_on else ""
    label, tone = _STATES[row.state]
    end: object = " · ".join(
        filter(None, [str(row.end_label), _tell_day(row.ended_on)])
    )
    if row.ended_on is None:
        end = "–"
        if board.may_work and row.state is OrderState.IN_FORCE:
            end = _link("end_order", board, row.id, _("Record its end"))
    return [
        f"{tell_person(row.person)}: {row.kind_label}",
        f"{row.reference} · {row.court}",
        dates.format_day(row.days.made_on),
        _served(row, board),
        until or _("Until further order"),
        parts.Cell(label, tone=tone),
        end,
    ]


def _served(row: OrderRow, board: OutcomeBoard) -> object:
    if row.may_be_served and board.may_work:
        return _link("serve_order", board, row.id, _("Record that it was served"))
    return _tell_day(row.days.served_on)


def _hold(row: HoldRow, board: OutcomeBoard) -> list[object]:
    end: object = "–"
    if row.ended_at is not None:
        end = dates.format_day(row.ended_at)
    elif board.may_end_holds:
        end = _link("end_hold", board, row.id, _("End it"))
    return [
        row.ground_label,
        row.reference,
        f"{row.held_by}, {dates.format_day(row.held_at)}",
        end,
    ]


def _link(
    name: str, board: OutcomeBoard, row_id: UUID, text: StrOrPromise
) -> parts.Cell:
    return parts.Cell(
        text, url=reverse(f"investigations:{name}", args=[board.head.id, row_id])
    )
