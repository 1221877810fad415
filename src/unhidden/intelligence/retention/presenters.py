"""How long reports are kept, in lines and figures, and why a decision is refused."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unhidden.disclosure_control.protection import CountDisplay
from unhidden.intelligence.retention import rules
from unhidden.intelligence.retention.actions import NotCarriedOut, ReviewedSince
from unhidden.intelligence.retention.forms import group_label
from unhidden.intelligence.retention.queries.disposals import DisposalFigures
from unhidden.intelligence.retention.queries.reviews import ReportRetention
from unhidden.intelligence.retention.rules import ReviewFault
from unhidden.ui import dates
from unhidden.ui.parts import Column, SummaryRow, Table
from unhidden.ui.refusals import RefusalSentence, Sentences

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from unhidden.intelligence.retention.queries.disposals import Number

_ITEMS = Column(gettext_lazy("Items"), is_number=True)
_HIDDEN: dict[CountDisplay, StrOrPromise] = {
    CountDisplay.FEWER: gettext_lazy("fewer than 5"),
    CountDisplay.WITHHELD: gettext_lazy("not shown"),
}
_SINCE = RefusalSentence(
    gettext_lazy(
        "Somebody has decided something on this report since you opened the page: open "
        "it again to see how it stands"
    )
)
_NOT_YET = RefusalSentence(
    gettext_lazy("Its time is not over: nothing goes before its review is due")
)
SENTENCES: Sentences = {
    ReviewFault.UNKNOWN: gettext_lazy("Select one of the answers"),
    ReviewFault.REASON_MISSING: gettext_lazy("Enter the reason"),
    ReviewFault.ANSWER_MISSING: gettext_lazy("Answer each of the four tests"),
    ReviewFault.MARKING_TOO_HIGH: gettext_lazy(
        "Nothing above OFFICIAL-SENSITIVE may be kept here"
    ),
    ReviewFault.HELD: gettext_lazy("It is on legal hold: lift the hold first"),
    ReviewFault.NOT_HELD: gettext_lazy("It is not on legal hold"),
    ReviewFault.WAITS: gettext_lazy("A colleague must first answer what is proposed"),
    ReviewFault.NOTHING_PROPOSED: gettext_lazy("Nothing waits for your agreement"),
    ReviewFault.OWN_DECISION: gettext_lazy(
        "You proposed this: ask a colleague to agree to it"
    ),
    ReviewFault.NOT_YET: _NOT_YET,
    ReviewFault.KEPT_FOR_LIFE: gettext_lazy(
        "Group 1 is kept until the person would be 100: until then, retain it"
    ),
    ReviewedSince: _SINCE,
    "shared": gettext_lazy(
        "Others have it, or had it and have not confirmed that nothing is kept, or "
        "an emergency access to it is not reviewed: see to that first"
    ),
    "held": gettext_lazy(
        "The report of the public that it was written from is on legal hold"
    ),
    "early": _NOT_YET,
    NotCarriedOut: _SINCE,
}


def kept_rows(kept: ReportRetention) -> list[SummaryRow]:
    """How long a report is kept, in lines."""
    period = rules.PERIODS[kept.group]
    periods = _(
        "%(clear)s years without a relevant event, then every %(step)s years"
    ) % {"clear": period.clear, "step": period.step}
    since = f"{dates.format_day(kept.latest.on)}, {kept.latest.urn}"
    rows = [
        *_group_rows(kept),
        SummaryRow(_("Reviewed"), periods),
        SummaryRow(_("Latest event of its subjects"), since),
    ]
    if not kept.is_held:
        rows.append(SummaryRow(_("Next review"), dates.format_day(kept.due_on)))
    if kept.group == rules.FOR_LIFE:
        rows.append(SummaryRow(_("Kept until the person would be 100"), _hundred(kept)))
    return rows


def _group_rows(kept: ReportRetention) -> list[SummaryRow]:
    """The group that counts, and the report's own where another's is stricter."""
    own = f"{group_label(kept.own_group)}: {kept.matter_label}"
    if not kept.placed_by:
        return [SummaryRow(_("Review group"), own)]
    told = _("%(group)s, because of %(urn)s about the same subject")
    counts = told % {"group": group_label(kept.group), "urn": kept.placed_by}
    return [SummaryRow(_("Review group"), counts), SummaryRow(_("By itself"), own)]


def _hundred(kept: ReportRetention) -> str:
    if kept.goes_from is None:
        return _("Not known: no report says when everybody was born")
    return dates.format_day(kept.goes_from)


def what_is_left(found: DisposalFigures) -> list[Table]:
    """What is left of what was disposed of or anonymised; none of nothing."""
    if not found.by_year:
        return []
    years = [(str(year), group_label(g), _told(n)) for year, g, n in found.by_year]
    in_years = (Column(_("Year of the event")), Column(_("Review group")), _ITEMS)
    return [
        Table(_("By year and group"), in_years, years),
        _figures(_("By area"), _("Area"), found.by_area, _("No area, or several")),
        _figures(_("By sign"), _("Sign"), found.by_sign),
        _figures(_("By grade"), _("Grade"), found.by_grade),
    ]


def _figures(
    title: str, column: str, lines: Iterable[tuple[str, Number]], none: str = ""
) -> Table:
    rows = [(label or none, _told(items)) for label, items in lines]
    return Table(title, (Column(column), _ITEMS), rows)


def _told(items: Number) -> StrOrPromise | int:
    return _HIDDEN[items] if isinstance(items, CountDisplay) else items
