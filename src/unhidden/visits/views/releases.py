"""Asking for, and agreeing to, the use of a safeguarding visit's record."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt, attempt_or_tell
from unhidden.visits.actions import releases as actions
from unhidden.visits.forms.releases import ReleaseForm
from unhidden.visits.presenters.refusals import SENTENCES
from unhidden.visits.queries import one
from unhidden.visits.queries import releases as queries


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("visits.see_visits")
def ask_release(request: StaffRequest, visit_id: UUID) -> HttpResponse:
    """Name the authority and the reason; nothing goes before a supervisor agrees."""
    visit = one.get_visit(viewer=request.actor, visit_id=visit_id)
    form = ReleaseForm(posted(request))
    if form.is_bound and form.is_valid():
        with attempt(form, SENTENCES):
            actions.ask_release(
                visit_id=visit_id,
                authority=form.cleaned_data["authority"],
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("A safeguarding lead is to agree first"))
            return redirect("visits:visit", visit_id)
    context = {"visit": visit, "form": form}
    return render(request, "visits/ask_release.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("visits.agree_release")
def agree_release(request: StaffRequest, release_id: UUID) -> HttpResponse:
    """A supervisor reads the reason, and agrees or leaves it."""
    release = queries.get_release(viewer=request.actor, release_id=release_id)
    if request.method == "POST":
        with attempt_or_tell(request, SENTENCES):
            actions.agree_release(
                release_id=release_id, actor=request.actor, at=request.at
            )
            messages.success(request, _("The record may go to this authority"))
        return redirect("visits:agree_release", release_id)
    return render(request, "visits/agree_release.html", {"release": release})
