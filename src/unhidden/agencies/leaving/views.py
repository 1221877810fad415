"""The way out of an engagement: give everything a home, check, end it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.agencies.leaving import actions, queries
from unhidden.agencies.leaving.forms import HomesForm
from unhidden.agencies.leaving.presenters import SENTENCES
from unhidden.agencies.sign_in.recent import fresh_sign_in
from unhidden.ui.refusals import attempt


@needs_permission("agencies.manage_people")
@fresh_sign_in
def hand_over_and_leave(request: StaffRequest, engagement_id: UUID) -> HttpResponse:
    """First who takes what, then a page to check it, then it is done."""
    found = queries.plan_leaving(
        viewer=request.actor, engagement_id=engagement_id, day=localdate(request.at)
    )
    form = HomesForm(request.POST or None, leaving=found)
    is_chosen = request.method == "POST" and form.is_valid()
    if is_chosen and "end" in request.POST and _end(request, form):
        messages.success(request, _("The engagement is ended"))
        return redirect("agencies:person", found.engagement.person_id)
    is_to_check = is_chosen and form.is_valid() and "back" not in request.POST
    template = "agencies/leave_check.html" if is_to_check else "agencies/leave.html"
    return render(request, template, {"form": form, "leaving": found})


def _end(request: StaffRequest, form: HomesForm) -> bool:
    """Whether it is done; the form says why not."""
    with attempt(form, SENTENCES):
        try:
            actions.end_engagement(
                engagement_id=form.leaving.engagement.id,
                homes=form.homes,
                actor=request.actor,
                at=request.at,
            )
        except actions.NoHome as refusal:
            form.say_no_home(*refusal.args)
        except actions.MayNotTakeIt as refusal:
            form.say_may_not(*refusal.args)
        else:
            return True
    return False
