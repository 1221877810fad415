"""Recording a referral."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.safeguarding.frame import queries as frame
from unhidden.safeguarding.referrals.actions import recording as actions
from unhidden.safeguarding.referrals.forms import recording as forms
from unhidden.safeguarding.referrals.presenters.refusals import SENTENCES
from unhidden.ui.forms import Form, posted
from unhidden.ui.refusals import attempt


@needs_permission("safeguarding.work_case")
def record_referral_outcome(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Record a referral to the NRM, or the Duty to Notify of one who refused."""
    head = frame.work_on(viewer=request.actor, case_id=case_id)
    form = forms.ReferralForm(
        posted(request), initial={"happened_on": localdate(request.at)}
    )
    if form.is_valid():
        with attempt(form, SENTENCES):
            actions.record_referral(
                case_id=case_id,
                is_dtn=head.nrm_state == "consent_refused",
                reference=form.cleaned_data["reference"],
                sent_on=form.cleaned_data["happened_on"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The referral is recorded"))
            return redirect("safeguarding:case", case_id)
    title = (
        _("Record the Duty to Notify report")
        if head.nrm_state == "consent_refused"
        else _("Record the referral to the NRM")
    )
    return _form_page(request, head, form, title)


def _form_page(
    request: StaffRequest, head: frame.CaseHead, form: Form, title: str
) -> HttpResponse:
    return render(
        request,
        "safeguarding/form.html",
        {"case": head, "form": form, "title": title},
    )
