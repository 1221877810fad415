"""Recording what a person said."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.safeguarding.consent import actions, forms
from unhidden.safeguarding.frame import queries as frame


@needs_permission("safeguarding.work_case")
def record_consent_answer(request: StaffRequest, case_id: UUID) -> HttpResponse:
    head = frame.work_on(viewer=request.actor, case_id=case_id)
    form = forms.ConsentForm(request.POST or None, is_child=head.is_child)
    if request.method == "POST" and form.is_valid():
        actions.record_consent(
            case_id=case_id,
            new=actions.NewConsent(**form.cleaned_data),
            actor=request.actor,
            at=request.at,
        )
        messages.success(request, _("What they said is recorded"))
        return redirect("safeguarding:case", case_id)
    return render(request, "safeguarding/consent.html", {"form": form, "case": head})
