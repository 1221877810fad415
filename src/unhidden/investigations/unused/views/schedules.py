"""Schedules: what stands in the way, signing, versions, sending; looking again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.investigations.frame.pages import ask_first, show_form
from unhidden.investigations.frame.timing import keep_to_time
from unhidden.investigations.unused import forms, presenters
from unhidden.investigations.unused.actions import answering, signing
from unhidden.investigations.unused.queries import items, schedules
from unhidden.investigations.unused.rules.axes import find_certificate
from unhidden.investigations.unused.rules.signing import describe_numbers
from unhidden.lib.working_days import day_in_london
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt, attempt_or_tell

_METHODS = ["GET", "HEAD", "POST"]
_FORM = "investigations/unused/form.html"


@require_safe
@needs_permission("investigations.see_own")
def show_schedules(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """What was signed, whether the certificate holds, and what is still to answer."""
    view = schedules.get_schedules(
        viewer=request.actor, investigation_id=investigation_id, at=request.at
    )
    pages.note_shown(view.cards, request)
    shown = {"view": view, "investigation_id": investigation_id}
    return render(request, "investigations/unused/schedules.html", shown)


@require_http_methods(_METHODS)
@needs_permission("investigations.schedule")
def sign_schedules(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """What would be signed, in full, and the certificate."""
    preview = schedules.preview_schedules(
        viewer=request.actor, investigation_id=investigation_id, at=request.at
    )
    if not preview.may_sign:
        raise Absent
    language = get_language() or "en"
    form = forms.ScheduleSignForm(posted(request))
    if form.is_valid():
        with (
            attempt(form, presenters.SENTENCES),
            keep_to_time(request.actor),
        ):
            signing.sign_schedules(
                investigation_id=investigation_id,
                new=signing.NewSignature(form.cleaned_data["exceptions"], language),
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The schedules are signed"))
            return redirect("investigations:schedules", investigation_id)
    shown = {
        "preview": preview,
        "form": form,
        "unsigned": describe_numbers(preview.unsigned),
        "certificate": find_certificate(day_in_london(request.at), language),
        "investigation_id": investigation_id,
    }
    return render(request, "investigations/unused/sign.html", shown)


@require_http_methods(_METHODS)
@needs_permission("investigations.schedule")
def reveal_schedules(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """Record that what was signed was sent to the prosecutor."""
    preview = schedules.preview_schedules(
        viewer=request.actor, investigation_id=investigation_id, at=request.at
    )
    if not preview.may_sign:
        raise Absent
    back = reverse("investigations:schedules", args=[investigation_id])
    if request.method != "POST":
        question = _("Were the signed schedules sent to the prosecutor?")
        consequence = _("What is revealed stays so. A change makes a new version.")
        return ask_first(request, question, _("They were sent"), back, consequence)
    with (
        attempt_or_tell(request, presenters.SENTENCES),
        keep_to_time(request.actor),
    ):
        signing.reveal_schedules(
            investigation_id=investigation_id, actor=request.actor, at=request.at
        )
        messages.success(request, _("The schedules are revealed to the prosecutor"))
    return redirect(back)


@require_safe
@needs_permission("investigations.see_own")
def show_version(
    request: StaffRequest, investigation_id: UUID, kind: str, version: int
) -> HttpResponse:
    """A signed version, word for word."""
    signed = schedules.get_schedule(
        viewer=request.actor,
        investigation_id=investigation_id,
        kind=kind,
        version=version,
    )
    page = pages.paginate(signed.lines, request, 100)
    number, _colon, language = signed.card.certificate.partition(":")
    shown = {
        "card": signed.card,
        "page": page,
        "table": presenters.tabulate_lines(page.items, signed.card.kind_label),
        "certificate": find_certificate(
            day_in_london(signed.card.signed_at), language, int(number or 0)
        ),
        "investigation_id": investigation_id,
    }
    return render(request, "investigations/unused/version.html", shown)


@require_http_methods(_METHODS)
@needs_permission("investigations.schedule")
def answer_presumed(
    request: StaffRequest, investigation_id: UUID, category: str
) -> HttpResponse:
    """Answer for a category of material that is presumed to meet the test."""
    view = schedules.get_schedules(
        viewer=request.actor, investigation_id=investigation_id, at=request.at
    )
    asked = next((each for each in view.presumed if each.category == category), None)
    if asked is None or not view.may_sign:
        raise Absent
    form = forms.PresumedForm(
        posted(request), initial={"answer": asked.answer, "reason": asked.reason}
    )
    if form.is_valid():
        with attempt(form, presenters.SENTENCES):
            answering.answer_presumed(
                investigation_id=investigation_id,
                category=category,
                answer=form.cleaned_data["answer"],
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("Your answer is kept"))
            return redirect("investigations:schedules", investigation_id)
    back = reverse("investigations:schedules", args=[investigation_id])
    return show_form(request, _FORM, None, form, asked.label, back)


@require_http_methods(_METHODS)
@needs_permission("investigations.work")
def look_again(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """Record something after which items are looked at again."""
    queue = items.list_items(
        viewer=request.actor,
        investigation_id=investigation_id,
        asked=items.ItemFilter("look_again"),
    )
    if not queue.may_work:
        raise Absent
    form = forms.LookAgainForm(posted(request), accused=queue.accused)
    if form.is_valid():
        with attempt(form, presenters.SENTENCES):
            answering.look_again(
                investigation_id=investigation_id,
                new=form.as_typed,
                actor=request.actor,
                at=request.at,
            )
            messages.success(
                request, _("What does not meet the test is to be looked at again")
            )
            return redirect("investigations:unused", investigation_id)
    back = reverse("investigations:unused", args=[investigation_id])
    title = _("Something happened: look again")
    return show_form(request, _FORM, queue.head, form, title, back)
