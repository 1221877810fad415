"""Pages of who has to do with a person, and who of them must notify."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.agencies import queries as agencies
from unhidden.safeguarding.crossing import forms, presenters
from unhidden.safeguarding.crossing.actions import involving
from unhidden.safeguarding.crossing.presenters import SENTENCES
from unhidden.safeguarding.crossing.queries.involved import InvolvedCard, list_involved
from unhidden.safeguarding.frame import queries as frame
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt


@needs_permission("safeguarding.work_case")
def show_involved(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Who has to do with a person, who must notify, to whom the person is named."""
    head = frame.work_on(viewer=request.actor, case_id=case_id)
    rows = presenters.show_involved(_list(request, case_id))
    context = {"case": head, "page": pages.paginate(rows, request)}
    return render(request, "safeguarding/crossing/involved.html", context)


@needs_permission("safeguarding.work_case")
def add_involved(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Note that an organisation has to do with a person."""
    head = frame.work_on(viewer=request.actor, case_id=case_id)
    names = agencies.list_organisation_names()
    form = forms.InvolvedForm(
        posted(request),
        choices=[(str(each.id), each.name) for each in names],
        initial={"day": localdate(request.at)},
    )
    if request.method == "POST" and form.is_valid():
        with attempt(form, SENTENCES):
            involving.note_involved(
                case_id=case_id,
                organisation_id=UUID(form.cleaned_data["organisation"]),
                is_involved=True,
                day=form.cleaned_data["day"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("Noted"))
            return redirect("safeguarding:involved", case_id)
    context = {"case": head, "form": form, "title": _("Note another organisation")}
    return render(request, "safeguarding/form.html", context)


@needs_permission("safeguarding.work_case")
def end_involved(
    request: StaffRequest, case_id: UUID, organisation_id: UUID
) -> HttpResponse:
    """Note that an organisation has to do with a person no more."""
    head = frame.work_on(viewer=request.actor, case_id=case_id)
    cards = {each.organisation_id: each for each in _list(request, case_id)}
    card = cards.get(organisation_id)
    if card is None or not card.is_noted:
        raise Absent
    form = forms.InvolvedEndForm(
        posted(request), initial={"day": localdate(request.at)}
    )
    if request.method == "POST" and form.is_valid():
        with attempt(form, SENTENCES):
            involving.note_involved(
                case_id=case_id,
                organisation_id=organisation_id,
                is_involved=False,
                day=form.cleaned_data["day"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("Noted"))
            return redirect("safeguarding:involved", case_id)
    context = {
        "case": head,
        "form": form,
        "title": _("No longer involved: %(name)s") % {"name": card.name},
    }
    return render(request, "safeguarding/form.html", context)


def _list(request: StaffRequest, case_id: UUID) -> tuple[InvolvedCard, ...]:
    return list_involved(
        viewer=request.actor, case_id=case_id, day=localdate(request.at)
    )
