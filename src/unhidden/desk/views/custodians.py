"""Who keeps the originals of files as evidence: named by two."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.desk.actions import custodians as custodians_actions
from unhidden.desk.forms.files import CustodianForm
from unhidden.desk.presenters import OF_CUSTODIANS
from unhidden.desk.queries import custodians as custodians_queries
from unhidden.reporting import queries as reporting_queries
from unhidden.reporting.queries.files import NAME_CUSTODIANS
from unhidden.ui import pages
from unhidden.ui.refusals import attempt_or_tell


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission(NAME_CUSTODIANS)
def show_custodians(request: StaffRequest) -> HttpResponse:
    """The custodians, those who wait for a second colleague, and a form to name one."""
    day = timezone.localdate(request.at)
    found = custodians_queries.list_custodians(viewer=request.actor, day=day)
    form = CustodianForm(request.POST or None, people=found.to_name)
    if form.is_valid():
        person_id = UUID(form.cleaned_data["person"])
        said = _("They are named. It counts once another colleague agrees")
        return _done(request, custodians_actions.name_custodian, said, person_id)
    waits = reporting_queries.list_handovers(viewer=request.actor)
    pages.note_shown(waits, request)
    shown = {
        "custodians": found,
        "form": form,
        "waits": waits,
        "is_custodian": reporting_queries.is_custodian(viewer=request.actor),
    }
    return render(request, "desk/custodians.html", shown)


@require_POST
@needs_permission(NAME_CUSTODIANS)
def post_agreement(request: StaffRequest, person_id: UUID) -> HttpResponse:
    said = _("They can open originals from now on")
    do = partial(
        custodians_actions.agree_to_custodian,
        fingerprint=request.POST.get("fingerprint", ""),
    )
    return _done(request, do, said, person_id)


@require_POST
@needs_permission(NAME_CUSTODIANS)
def end_custody(request: StaffRequest, person_id: UUID) -> HttpResponse:
    said = _("They can open no original any more")
    return _done(request, custodians_actions.end_custodian, said, person_id)


@require_POST
@needs_permission(NAME_CUSTODIANS)
def post_handover(request: StaffRequest) -> HttpResponse:
    said = _("The server holds no key of the custodians any more")
    return _done(request, custodians_actions.finish_custodians, said)


def _done(
    request: StaffRequest, do: Callable[..., None], said: str, *who: UUID
) -> HttpResponse:
    """Do it and say so, or say why not; back to the custodians either way."""
    named = dict(zip(("person_id",), who, strict=False))
    with attempt_or_tell(request, OF_CUSTODIANS):
        do(**named, actor=request.actor, at=request.at)
        messages.success(request, said)
    return redirect("intelligence:custodians")
