"""The queue of reports, and deciding on one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.pages import needs
from unhidden.access.requests import StaffRequest
from unhidden.intelligence import actions, queries
from unhidden.intelligence.forms import TriageForm
from unhidden.intelligence.views.answers import answered
from unhidden.intelligence.views.conversation import pass_page
from unhidden.intelligence.views.queueing import (
    ALREADY_DECIDED,
    KEPT_NOW_WRITE,
    danger_page,
    desk_context,
)
from unhidden.reporting import actions as reporting
from unhidden.reporting import queries as asked
from unhidden.ui import pages

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WAITING = "waiting"
_MOST_NAMED = 25
_TABS: dict[str, StrOrPromise] = {
    WAITING: gettext_lazy("Waiting"),
    "read": gettext_lazy("Being considered"),
    "done": gettext_lazy("Dealt with"),
    "spam": gettext_lazy("Spam"),
}
_FILTERS: tuple[tuple[str, StrOrPromise], ...] = (
    ("", gettext_lazy("All that wait")),
    (queries.MINE, gettext_lazy("Mine")),
    (queries.OVERDUE, gettext_lazy("Past their time")),
)
_QUEUES: dict[str, Callable[..., queries.Queue]] = {
    "read": queries.considered,
    "done": queries.dealt_with,
    "spam": queries.spam,
}
_AFTER: dict[str, StrOrPromise] = {
    "passed_on": gettext_lazy("The report is passed on"),
    "no_action": gettext_lazy("The report is closed with no further action"),
}


@require_safe
@needs("intelligence.triage")
def queue(request: StaffRequest) -> HttpResponse:
    """The reports in one state; waiting ones unless another is asked for."""
    status = request.GET.get("status", WAITING)
    shown = status if status in _TABS else WAITING
    only = request.GET.get("only", "") if shown == WAITING else ""
    found = _found(request, shown, only)
    tabs = [
        {"label": label, "url": f"?status={code}", "current": code == shown}
        for code, label in _TABS.items()
    ]
    page = pages.page_of(found.rows, found.total, request)
    context = {"page": page, "tabs": tabs, "heading": _TABS[shown], "status": shown}
    context |= {"filters": _filters(only), "is_narrowed": only in dict(_FILTERS[1:])}
    context["me"] = request.actor.person_id
    return render(request, "intelligence/queue.html", context | _attention(request))


def _found(request: StaffRequest, shown: str, only: str) -> queries.Queue:
    start = pages.start_of(request)
    if shown == WAITING:
        return queries.waiting(
            viewer=request.actor, at=request.at, only=only, start=start
        )
    return _QUEUES[shown](viewer=request.actor, start=start)


def _filters(only: str) -> list[dict[str, object]]:
    """Which of the waiting reports: every one, mine, or those past their time."""
    known = only if only in dict(_FILTERS) else ""
    return [
        {"label": label, "url": f"?only={code}", "current": code == known}
        for code, label in _FILTERS
    ]


def _attention(request: StaffRequest) -> dict[str, object]:
    """What was dealt with and asks for another look: news, and what goes soon."""
    today = timezone.localdate(request.at)
    news = asked.with_news(viewer=request.actor)
    gone = asked.soon_gone(viewer=request.actor, today=today)
    first = gone[:_MOST_NAMED]
    pages.note_shown([*news, *first], request)
    return {"news": news, "gone": first, "number_gone": len(gone)}


@require_safe
@needs("intelligence.triage")
def alike(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """The reports of one lane, by pages."""
    rows = queries.alike(viewer=request.actor, report_id=report_id, at=request.at)
    return _listed(request, rows, "intelligence/alike.html")


@require_safe
@needs("intelligence.triage")
def same_place(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """The reports about one place, by pages; none is opened."""
    rows = queries.same_place(viewer=request.actor, report_id=report_id, at=request.at)
    return _listed(request, rows, "intelligence/same_place.html")


def _listed(
    request: StaffRequest, rows: list[queries.QueueRow], template: str
) -> HttpResponse:
    start = pages.start_of(request)
    page = pages.page_of(rows[start : start + pages.PER_PAGE], len(rows), request)
    context = {"page": page, "me": request.actor.person_id}
    return render(request, template, context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("intelligence.triage")
def report(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """What a person told us, and the decision on it. Opening it is recorded."""
    opened, said = reporting.open_with_conversation(
        report_id=report_id, actor=request.actor, at=request.at
    )
    form = TriageForm(
        request.POST or None, own_organisation=request.actor.organisation_id
    )
    return _triaged(request, report_id, form) or _page(request, opened, said, form)


def _page(
    request: StaffRequest,
    opened: reporting.OpenedReport,
    said: Sequence[reporting.Spoken],
    form: TriageForm,
) -> HttpResponse:
    viewer, id_ = request.actor, opened.id
    decided = queries.decisions(viewer=viewer, report_ids=[id_]).get(id_)
    keeping = asked.keeping(viewer=viewer, report_id=id_)
    context = {
        "report": opened,
        "reference": queries.reference(id_),
        "answered": answered(opened),
        "decided": decided,
        "form": form,
        "number_of_files": keeping.files,
        "conversation": said,
        "keeping": keeping,
        **(_about_files(request, id_) if keeping.files else {}),
        **desk_context(request, id_, decided),
        "may_hold": viewer.may("reporting.hold_reports"),
    }
    return render(request, "intelligence/report.html", context)


def _about_files(request: StaffRequest, report_id: UUID) -> dict[str, object]:
    """Whose report it would be without its files, and where originals still wait."""
    return {
        "meant_for": asked.meant_for(viewer=request.actor, report_id=report_id),
        "waits": asked.waiting_originals(viewer=request.actor, report_id=report_id),
    }


def _triaged(
    request: StaffRequest, report_id: UUID, form: TriageForm
) -> HttpResponse | None:
    """Decide; None when the page has to be shown (again)."""
    if not form.is_valid():
        return None
    decision, reason = form.cleaned_data["decision"], form.cleaned_data["reason"]
    if decision == "emergency":
        return danger_page(request, report_id, reason=reason)
    try:
        actions.triage(
            report_id=report_id,
            decision=decision,
            reason=reason,
            passed_to_id=form.passed_to_id,
            actor=request.actor,
            at=request.at,
        )
    except actions.HasADesk:
        return pass_page(request, report_id, desk=form.passed_to_id, reason=reason)
    except actions.ReportAlreadyTriaged:
        messages.error(request, ALREADY_DECIDED)
        return redirect("intelligence:report", report_id)
    if decision in _AFTER:
        messages.success(request, _AFTER[decision])
        return redirect("intelligence:queue")
    messages.success(request, KEPT_NOW_WRITE)
    return redirect("intelligence:write_from_report", report_id)
