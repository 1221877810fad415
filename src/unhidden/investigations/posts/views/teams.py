"""Who is on the team of an investigation, and closing it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.investigations.posts import forms
from unhidden.investigations.posts.actions import teams as actions
from unhidden.investigations.posts.presenters import CLOSING, SENTENCES
from unhidden.investigations.posts.queries import investigations as queries
from unhidden.lib.working_days import day_in_london
from unhidden.ui import parts
from unhidden.ui.refusals import attempt, attempt_or_tell


@needs_permission("investigations.manage_team")
def edit_investigation_team(
    request: StaffRequest, investigation_id: UUID
) -> HttpResponse:
    view = queries.get_investigation(
        viewer=request.actor, investigation_id=investigation_id
    )
    form = forms.InvestigationMemberForm(
        request.POST or None, day=day_in_london(request.at)
    )
    if form.is_valid():
        with attempt(form, SENTENCES):
            actions.add_member(
                investigation_id=investigation_id,
                person_id=UUID(form.cleaned_data["person"]),
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The colleague is on the team"))
            return redirect("investigations:investigation", investigation_id)
    return render(
        request, "investigations/team.html", {"form": form, "investigation": view}
    )


@needs_permission("investigations.manage_team")
def end_member(
    request: StaffRequest, investigation_id: UUID, person_id: UUID
) -> HttpResponse:
    view = queries.get_investigation(
        viewer=request.actor, investigation_id=investigation_id
    )
    back = reverse("investigations:investigation", args=[investigation_id])
    if request.method != "POST":
        names = {member.person_id: member.name for member in view.team}
        question = _("Take %(name)s off this investigation?") % {
            "name": names.get(person_id, _("this colleague"))
        }
        return _confirm(request, question, _("Take them off"), back)
    with attempt_or_tell(request, SENTENCES):
        actions.end_member(
            investigation_id=investigation_id,
            person_id=person_id,
            actor=request.actor,
            at=request.at,
        )
    still_mine = person_id != request.actor.person_id
    return redirect(back if still_mine else "investigations:list")


@needs_permission("investigations.manage_team")
def post_closing(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    view = queries.get_investigation(
        viewer=request.actor, investigation_id=investigation_id
    )
    back = reverse("investigations:investigation", args=[view.card.id])
    if request.method != "POST":
        return _confirm(request, _("Close this investigation?"), _("Close it"), back)
    with attempt_or_tell(request, CLOSING):
        actions.close_investigation(
            investigation_id=investigation_id, actor=request.actor, at=request.at
        )
        messages.success(request, _("The investigation is closed"))
    return redirect(back)


def _confirm(
    request: StaffRequest, question: str, yes: str, back_url: str
) -> HttpResponse:
    confirmation = parts.Confirmation(
        question=question,
        consequence=_("The record of it stays."),
        yes=yes,
        back_url=back_url,
        is_final=True,
    )
    return render(request, "ui/confirm.html", {"confirmation": confirmation})
