"""How long intelligence is kept: what is due, its review, and its review group."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.absent import Absent
from unhidden.access.pages import needs
from unhidden.access.requests import StaffRequest
from unhidden.disclosure.protection import Shown
from unhidden.intelligence.retention import actions as reviews_actions
from unhidden.intelligence.retention import rules
from unhidden.intelligence.retention.actions import (
    NotCarriedOut,
    ReviewedSince,
    ReviewRefused,
)
from unhidden.intelligence.retention.forms import (
    AgreeForm,
    LiftForm,
    MatterForm,
    QueueFilter,
    ReviewForm,
    group_label,
)
from unhidden.intelligence.retention.queries import disposals
from unhidden.intelligence.retention.queries import reviews as reviews_queries
from unhidden.intelligence.retention.queries.disposals import Remains
from unhidden.intelligence.retention.queries.reviews import Kept, ToReview
from unhidden.intelligence.retention.rules import ReviewFault
from unhidden.ui import dates, pages
from unhidden.ui.parts import Column, Row, Table

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from unhidden.intelligence.retention.queries.disposals import Number

    AnyForm = ReviewForm | AgreeForm | LiftForm

_ITEMS = Column(gettext_lazy("Items"), is_number=True)
SINCE = gettext_lazy(
    "Somebody has decided something on this report since you opened the page: open it "
    "again to see how it stands"
)
_FAULTS: dict[ReviewFault, StrOrPromise] = {
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
    ReviewFault.NOT_YET: gettext_lazy(
        "Its time is not over: nothing goes before its review is due"
    ),
    ReviewFault.KEPT_FOR_LIFE: gettext_lazy(
        "Group 1 is kept until the person would be 100: until then, retain it"
    ),
}
_WHY_NOT: dict[str, StrOrPromise] = {
    "shared": gettext_lazy(
        "Others have it, or had it and have not confirmed that nothing is kept, or an "
        "emergency access to it is not reviewed: see to that first"
    ),
    "held": gettext_lazy(
        "The report of the public that it was written from is on legal hold"
    ),
    "early": _FAULTS[ReviewFault.NOT_YET],
}


@require_safe
@needs("intelligence.review_reports")
def reviews(request: StaffRequest) -> HttpResponse:
    form = QueueFilter(request.GET)
    found = reviews_queries.reviews_due(
        viewer=request.actor,
        at=request.at,
        narrowed=form.chosen,
        start=pages.start_of(request),
    )
    context = {
        "form": form,
        "page": pages.page_of(found.rows, found.total, request),
        "by_group": sorted(found.by_group.items()),
        "left": _left(disposals.disposed(viewer=request.actor)),
    }
    return render(request, "intelligence/reviews.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("intelligence.review_reports")
def review(request: StaffRequest, intelligence_id: UUID) -> HttpResponse:
    """The four tests; or, where something stands, lifting it or answering it."""
    report = reviews_queries.to_review(
        viewer=request.actor, intelligence_id=intelligence_id, at=request.at
    )
    form = _form(request, report)
    if form.is_valid() and _is_decided(request, report, form):
        messages.success(request, _said(form.new.decision, report))
        is_gone = form.new.decision == rules.AGREE and report.proposed == rules.DISPOSE
        if is_gone:
            return redirect("intelligence:reviews")
        return redirect("intelligence:item", intelligence_id)
    context = {"report": report, "form": form, "kept": kept_rows(report.kept)}
    return render(request, "intelligence/review.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("intelligence.write_item")
def group(request: StaffRequest, intelligence_id: UUID) -> HttpResponse:
    """What a report is about: for its writer, and for whoever reviews."""
    kept = reviews_queries.kept(
        viewer=request.actor, intelligence_id=intelligence_id, at=request.at
    )
    if kept is None or not kept.may_change:
        raise Absent
    initial = {"seen": kept.turn, "matter": kept.matter}
    form = MatterForm(request.POST or None, initial=initial)
    if form.is_valid() and _is_set(request, intelligence_id, form):
        messages.success(request, _("The review group is kept"))
        return redirect("intelligence:item", intelligence_id)
    context = {"form": form, "id": intelligence_id, "kept": kept_rows(kept)}
    return render(request, "intelligence/review_group.html", context)


def kept_rows(kept: Kept) -> list[Row]:
    """How long a report is kept, in lines."""
    period = rules.PERIODS[kept.group]
    periods = _(
        "%(clear)s years without a relevant event, then every %(step)s years"
    ) % {"clear": period.clear, "step": period.step}
    since = f"{dates.day(kept.latest.on)}, {kept.latest.urn}"
    rows = [
        *_group_rows(kept),
        Row(_("Reviewed"), periods),
        Row(_("Latest event of its subjects"), since),
    ]
    if not kept.is_held:
        rows.append(Row(_("Next review"), dates.day(kept.due_on)))
    if kept.group == rules.FOR_LIFE:
        rows.append(Row(_("Kept until the person would be 100"), _hundred(kept)))
    return rows


def _group_rows(kept: Kept) -> list[Row]:
    """The group that counts, and the report's own where another's is stricter."""
    own = f"{group_label(kept.own_group)}: {kept.matter_label}"
    if not kept.placed_by:
        return [Row(_("Review group"), own)]
    told = _("%(group)s, because of %(urn)s about the same subject")
    counts = told % {"group": group_label(kept.group), "urn": kept.placed_by}
    return [Row(_("Review group"), counts), Row(_("By itself"), own)]


def _hundred(kept: Kept) -> str:
    if kept.goes_from is None:
        return _("Not known: no report says when everybody was born")
    return dates.day(kept.goes_from)


def _form(request: StaffRequest, report: ToReview) -> AnyForm:
    data, initial = request.POST or None, {"seen": report.seen}
    if report.kept.is_held:
        return LiftForm(data, initial=initial)
    if report.kept.waits:
        return AgreeForm(data, initial=initial, is_own=report.is_own_proposal)
    return ReviewForm(data, initial=initial)


def _is_decided(request: StaffRequest, report: ToReview, form: AnyForm) -> bool:
    try:
        reviews_actions.review(
            intelligence_id=report.id,
            seen=form.count,
            new=form.new,
            actor=request.actor,
            at=request.at,
        )
    except ReviewRefused as refusal:
        form.add_error(None, str(_FAULTS[refusal.fault]))
    except ReviewedSince:
        form.add_error(None, str(SINCE))
    except NotCarriedOut as refusal:
        form.add_error(None, str(_WHY_NOT.get(refusal.why, SINCE)))
    else:
        return True
    return False


def _is_set(request: StaffRequest, intelligence_id: UUID, form: MatterForm) -> bool:
    try:
        reviews_actions.set_matter(
            intelligence_id=intelligence_id,
            seen=form.count,
            matter=form.cleaned_data["matter"],
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            at=request.at,
        )
    except ReviewRefused as refusal:
        form.add_error(None, str(_FAULTS[refusal.fault]))
    except ReviewedSince:
        form.add_error(None, str(SINCE))
    else:
        return True
    return False


def _said(decision: str, report: ToReview) -> str:
    """What was done, for the next page."""
    if decision == rules.AGREE:
        if report.proposed == rules.DISPOSE:
            return _("%(urn)s is disposed of") % {"urn": report.urn}
        return _("%(urn)s is anonymised") % {"urn": report.urn}
    if decision in rules.FINAL:
        return _("A colleague must agree before it is done")
    return _("Your decision is kept")


_HIDDEN: dict[Shown, StrOrPromise] = {
    Shown.FEWER: gettext_lazy("fewer than 5"),
    Shown.WITHHELD: gettext_lazy("not shown"),
}


def _left(found: Remains) -> list[Table]:
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
    return _HIDDEN[items] if isinstance(items, Shown) else items
