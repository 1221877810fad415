"""A case opened by one's own organisation."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.lib.working_days import day_in_london
from unhidden.safeguarding.frame import queries as frame
from unhidden.safeguarding.people.actions import opening as actions
from unhidden.safeguarding.people.forms.cases import OpenCaseForm
from unhidden.safeguarding.people.presenters import SENTENCES
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt


@needs_permission("safeguarding.work_case")
def open_own_case(request: StaffRequest, case_id: UUID | None = None) -> HttpResponse:
    """Open a case by any door but a visit; with ``case_id``, of that case's person."""
    head = None
    if case_id is not None:
        head = frame.work_on(viewer=request.actor, case_id=case_id)
    form = OpenCaseForm(
        posted(request),
        day=day_in_london(request.at),
        organisation_id=request.actor.organisation,
    )
    if form.is_valid():
        with attempt(form, SENTENCES):
            opened = actions.open_case(
                new=form.describe_case(case_id),
                lead_worker_id=form.worker_id,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The case is open. Its team has been given it"))
            if form.worker_id == request.actor.person or head is None:
                return redirect("safeguarding:case", opened)
            return redirect("safeguarding:cases")
    return render(
        request, "safeguarding/people/open.html", {"form": form, "case": head}
    )
