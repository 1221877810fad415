"""Pages of a lost second factor: for two administrators, and for whoever lost it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.agencies.lost_factors import actions, forms, presenters
from unhidden.agencies.people import queries as people
from unhidden.agencies.sign_in import enrolment, factor_resets
from unhidden.agencies.sign_in import session_facts as sign_in
from unhidden.agencies.sign_in.recent import fresh_sign_in
from unhidden.ui.refusals import Attempt, RefusalSentence, attempt_or_tell


@needs_permission("agencies.manage_people")
@fresh_sign_in
def ask_for_factor_reset(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Ask that somebody's second factors be removed; another confirms it."""
    found = people.find_person(
        viewer=request.actor, person_id=person_id, day=localdate(request.at)
    )
    if request.method == "POST":
        with attempt_or_tell(request, presenters.SENTENCES):
            actions.ask_for_factor_reset(
                person_id=person_id, actor=request.actor, at=request.at
            )
            messages.success(request, _("It is asked for. Somebody else confirms it"))
        return redirect("agencies:person", person_id)
    context = {"person": found, "consequences": presenters.CONSEQUENCES}
    return render(request, "agencies/ask_for_factor_reset.html", context)


@needs_permission("agencies.manage_people")
@fresh_sign_in
@never_cache
def decide_factor_reset(request: StaffRequest, reset_id: UUID) -> HttpResponse:
    """Confirm that the factors are removed, or turn it down; shows the code once."""
    problems: list[RefusalSentence] = []
    code = ""
    if request.method == "POST":
        with Attempt(presenters.SENTENCES, problems.append):
            if request.POST.get("decision") != "confirm":
                return _decline(request, reset_id)
            code = actions.confirm_factor_reset(
                reset_id=reset_id, actor=request.actor, at=request.at
            )
    found = factor_resets.find_factor_reset(
        viewer=request.actor, reset_id=reset_id, at=request.at
    )
    context = {
        "reset": found,
        "code": code,
        "problem": problems[0].text if problems else "",
        "is_own": found.person_id == request.actor.person,
        "is_asker": found.asked_by_id == request.actor.person,
        "is_elsewhere": found.organisation_id != request.actor.organisation,
        "consequences": presenters.CONSEQUENCES,
    }
    return render(request, "agencies/decide_factor_reset.html", context)


def _decline(request: StaffRequest, reset_id: UUID) -> HttpResponse:
    actions.decline_factor_reset(reset_id=reset_id, actor=request.actor, at=request.at)
    messages.success(request, _("It is turned down"))
    return redirect("agencies:people")


@sign_in.before_second_factor
@never_cache
def enter_enrolment_code(request: StaffRequest) -> HttpResponse:
    """Show the code that an administrator told, before a second factor is set up."""
    if not enrolment.must_show_code(request):
        return redirect("mfa_index")
    form = forms.EnrolmentCodeForm(request.POST or None)
    if form.is_valid():
        try:
            enrolment.show_code(request, form.cleaned_data["code"])
            return redirect("mfa_index")
        except ValidationError as refusal:
            form.add_error("code", refusal)
    return render(request, "agencies/enrolment_code.html", {"form": form})
