"""Taking a report, putting spam aside, and recording a danger to life."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from unhidden.access.pages import needs
from unhidden.access.requests import StaffRequest
from unhidden.intelligence import actions, queries
from unhidden.intelligence.forms import AssignForm, DangerForm, SpamForm
from unhidden.reporting import queries as reporting

ALREADY_DECIDED = gettext_lazy(
    "Somebody has decided on this report already. See it below."
)
KEPT_NOW_WRITE = gettext_lazy("The decision is kept. Now write the report up.")
_FIELD_OF_FAULT = {
    actions.DangerFault.NOT_CALLED_YET: "called_at",
    actions.DangerFault.OFFICER_MISSING: "duty_officer",
    actions.DangerFault.NOTHING_TOLD: "what_was_told",
}


def desk_context(
    request: StaffRequest, report_id: UUID, decided: queries.Decided | None
) -> dict[str, object]:
    """Who has the report, what was done for it, and how it stands in the queue."""
    viewer = request.actor
    held = queries.holders(viewer=viewer, report_ids=[report_id])
    row = reporting.report(viewer=viewer, report_id=report_id)
    shown: dict[str, object] = {
        "holder": held.get(report_id),
        "me": viewer.person_id,
        "same_place": row.same_place,
    }
    if decided is not None:
        danger = queries.danger_to_life(viewer=viewer, report_id=report_id)
        return shown | {"danger": danger}
    if row.is_waiting:
        return shown | {
            "clock": reporting.clock_of(row, now=request.at),
            "assign": _assign_form(request, held.get(report_id)),
        }
    spam = queries.spam_marks(viewer=viewer, report_ids=[report_id])
    return shown | {"spam": spam.get(report_id)}


def _assign_form(request: StaffRequest, holder: queries.Holder | None) -> AssignForm:
    day = timezone.localdate(request.at)
    known = queries.desk_colleagues(viewer=request.actor, day=day)
    return AssignForm(
        request.POST if "do" in request.POST else None,
        colleagues=known,
        initial={"holder": str(holder.id) if holder else ""},
    )


@require_POST
@needs("intelligence.triage")
def assign(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """Take the report, give it to a colleague, or give it back."""
    form = _assign_form(request, None)
    if not form.is_valid():
        messages.error(request, _("Select a colleague"))
        return redirect("intelligence:report", report_id)
    try:
        actions.assign(
            report_id=report_id,
            to=form.goes_to(request.actor.person),
            holder_seen=form.cleaned_data["holder"],
            actor=request.actor,
            at=request.at,
        )
    except actions.AssignedSince:
        messages.error(request, _("Somebody was first. See it below."))
    except actions.NothingLeftToDo:
        messages.error(request, ALREADY_DECIDED)
    return redirect("intelligence:report", report_id)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("intelligence.triage")
def spam(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """Put the report aside as spam, or bring it back."""
    reporting.report(viewer=request.actor, report_id=report_id)
    marked = queries.spam_marks(viewer=request.actor, report_ids=[report_id])
    form = SpamForm(request.POST or None)
    if form.is_valid():
        return _marked(request, report_id, form.cleaned_data["reason"], bool(marked))
    shown = {
        "form": form,
        "title": _("Bring the report back") if marked else _("Mark as spam"),
        "lead": BACK if marked else ASIDE,
        "back_url": reverse("intelligence:report", args=[report_id]),
    }
    return render(request, "intelligence/form.html", shown)


ASIDE = gettext_lazy(
    "It leaves the queue for a list of its own, from which it can be brought back. Its "
    "sender is told no more than that it is closed, and it is deleted in its time."
)
BACK = gettext_lazy("It waits again, and its clock runs from the day it came.")


def _marked(
    request: StaffRequest, report_id: UUID, reason: str, is_spam: bool
) -> HttpResponse:
    change = actions.bring_back if is_spam else actions.mark_spam
    try:
        change(report_id=report_id, reason=reason, actor=request.actor, at=request.at)
    except (actions.MarkedAlready, actions.ReportAlreadyTriaged):
        messages.error(request, _("Somebody was first. See it below."))
        return redirect("intelligence:report", report_id)
    done = _("The report waits again") if is_spam else _("Put aside as spam")
    messages.success(request, done)
    return redirect("intelligence:queue")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("intelligence.triage")
def danger(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """What to do first; then the calls that were made are recorded."""
    reporting.report(viewer=request.actor, report_id=report_id)
    form = DangerForm(request.POST or None)
    if not form.is_valid():
        return danger_page(request, report_id, form=form)
    try:
        actions.triage(
            report_id=report_id,
            decision="emergency",
            reason=form.cleaned_data["reason"],
            passed_to_id=None,
            calls=form.calls(now=request.at),
            actor=request.actor,
            at=request.at,
        )
    except actions.DangerRefused as refused:
        field = _FIELD_OF_FAULT[refused.fault]
        form.add_error(field, form.fields[field].error_messages["required"])
        return danger_page(request, report_id, form=form)
    except actions.ReportAlreadyTriaged:
        messages.error(request, ALREADY_DECIDED)
        return redirect("intelligence:report", report_id)
    messages.success(request, KEPT_NOW_WRITE)
    return redirect("intelligence:write_from_report", report_id)


def danger_page(
    request: StaffRequest,
    report_id: UUID,
    *,
    form: DangerForm | None = None,
    reason: str = "",
) -> HttpResponse:
    """The page of a danger to life, with the reason that was given before."""
    shown = {
        "form": form or DangerForm(initial={"reason": reason}),
        "reference": queries.reference(report_id),
        "report_id": report_id,
    }
    return render(request, "intelligence/danger.html", shown)
