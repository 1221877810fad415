"""One's own notices, and whether somebody is sent e-mail at all."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.agencies.people import queries as people
from unhidden.notices import forms, queries
from unhidden.notices.actions import choosing
from unhidden.notices.presenters import REFUSED, describe_hours, why_nothing_goes
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt


def choose_own_notices(request: StaffRequest) -> HttpResponse:
    """Of what the viewer is told, and how soon."""
    own = queries.find_own_notices(viewer=request.actor)
    form = forms.PacesForm(posted(request), paces=own.paces)
    if request.method == "POST" and form.is_valid():
        with attempt(form, REFUSED):
            choosing.choose_paces(
                paces=form.chosen_paces, actor=request.actor, at=request.at
            )
            messages.success(request, _("Your choices are kept"))
            return redirect("notices:own")
    context = {
        "form": form,
        "own": own,
        "hours": describe_hours(),
        "nothing_goes": why_nothing_goes(),
    }
    return render(request, "notices/own.html", context)


@require_POST
def send_again(request: StaffRequest) -> HttpResponse:
    """Try the viewer's address once more."""
    choosing.try_again(actor=request.actor, at=request.at)
    messages.success(request, _("Your address is tried again with the next notice"))
    return redirect("notices:own")


@needs_permission("agencies.manage_people")
def bar_from_mail(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Whether a person is sent e-mail at all."""
    person = people.find_person(
        viewer=request.actor, person_id=person_id, day=localdate(request.at)
    )
    is_barred = queries.is_barred(viewer=request.actor, person_id=person_id)
    form = forms.BarForm(
        posted(request), initial={"may_be_written_to": "no" if is_barred else "yes"}
    )
    if request.method == "POST" and form.is_valid():
        with attempt(form, REFUSED):
            choosing.set_bar(
                person_id=person_id,
                is_barred=not form.cleaned_data["may_be_written_to"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("Your decision about their e-mail is kept"))
            return redirect("agencies:person", person_id)
    return render(request, "notices/bar.html", {"form": form, "person": person})
