"""Putting spam aside, alone or a whole lane of it, and bringing it back."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.desk.actions import spam as spam_actions
from unhidden.desk.forms.spam import BackForm, SpamForm
from unhidden.desk.presenters import SENTENCES
from unhidden.desk.queries import queueing
from unhidden.intelligence.reports.queries import decided
from unhidden.reporting import queries as reporting
from unhidden.ui.forms import Form
from unhidden.ui.kept_words import send_again
from unhidden.ui.refusals import attempt

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ASIDE = gettext_lazy(
    "It leaves the queue for a list of its own, from which it can be brought back. Its "
    "sender is told no more than that it is closed, and it is deleted in its time."
)
ALL_ASIDE = gettext_lazy(
    "They leave the queue for a list of its own, from which they can be brought back "
    "together. Their senders are told no more than that they are closed, and they are "
    "deleted in their time."
)
BACK = gettext_lazy("It waits again, and its clock runs from the day it came.")


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("intelligence.triage")
def edit_spam(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """Put the report aside as spam, or bring it back."""
    reporting.get_waiting_report(viewer=request.actor, report_id=report_id)
    marked = queueing.marked_together(viewer=request.actor, report_id=report_id)
    if marked:
        return _back(request, report_id, len(marked) - 1)
    form = SpamForm(
        request.POST or None,
        asks_for_calls=decided.asks_for_calls(
            viewer=request.actor, report_id=report_id
        ),
    )
    if form.is_valid():
        with attempt(form, SENTENCES):
            spam_actions.mark_spam(
                report_id=report_id,
                reason=form.cleaned_data["reason"],
                no_call=form.why_no_call,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("Put aside as spam"))
            return redirect("intelligence:queue")
    return _page(request, report_id, form, _("Mark as spam"), ASIDE)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("intelligence.triage")
def lane_spam(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """Put a report aside with all that say nearly the same, for one reason."""
    viewer = request.actor
    lane = reporting.reports_alike(viewer=viewer, report_id=report_id)
    pressing = [row for row in lane if "danger" in {row.urgency, row.sent_urgency}]
    form = SpamForm(
        request.POST or None,
        asks_for_calls=any(
            decided.asks_for_calls(viewer=viewer, report_id=row.id) for row in pressing
        ),
        initial={"number": str(len(lane))},
    )
    if form.is_valid():
        with attempt(form, SENTENCES):
            spam_actions.mark_lane(
                report_id=report_id,
                number_seen=form.cleaned_data["number"],
                reason=form.cleaned_data["reason"],
                no_call=form.why_no_call,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("Put aside as spam"))
            return redirect("intelligence:queue")
    if form.is_bound:
        send_again(form, number=str(len(lane)))
    title = ngettext("Mark %(n)s as spam", "Mark all %(n)s as spam", len(lane))
    return _page(request, report_id, form, title % {"n": len(lane)}, ALL_ASIDE)


def _back(request: StaffRequest, report_id: UUID, others: int) -> HttpResponse:
    """Bring it back, alone or with those that were put aside with it."""
    form = BackForm(request.POST or None, others=others)
    if form.is_valid():
        is_for_all = form.is_for_all
        change = spam_actions.bring_lane_back if is_for_all else spam_actions.bring_back
        reason = form.cleaned_data["reason"]
        with attempt(form, SENTENCES):
            change(
                report_id=report_id, reason=reason, actor=request.actor, at=request.at
            )
            done = _("The reports wait again") if is_for_all else _WAITS
            messages.success(request, done)
            return redirect("intelligence:queue")
    return _page(request, report_id, form, _("Bring the report back"), BACK)


_WAITS = gettext_lazy("The report waits again")


def _page(
    request: StaffRequest, report_id: UUID, form: Form, title: str, lead: StrOrPromise
) -> HttpResponse:
    back = reverse("intelligence:report", args=[report_id])
    shown = {"form": form, "title": title, "lead": lead, "back_url": back}
    return render(request, "intelligence/form.html", shown)
