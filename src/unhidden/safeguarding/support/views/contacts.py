"""Appointments and contacts."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.safeguarding.frame import queries as frame
from unhidden.safeguarding.people.views.contact import asking_why
from unhidden.safeguarding.support.actions import contacts as contact_actions
from unhidden.safeguarding.support.forms.contacts import OutcomeForm, SupportContactForm
from unhidden.safeguarding.support.presenters.calendar import make_calendar_file
from unhidden.safeguarding.support.presenters.refusals import SENTENCES
from unhidden.safeguarding.support.queries import contacts
from unhidden.ui.forms import Form, posted
from unhidden.ui.refusals import attempt

_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@needs_permission("safeguarding.see_own_cases")
def show_contacts(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """What is to come, what nobody has told of, and what was."""
    page = contacts.list_contacts(viewer=request.actor, case_id=case_id, at=request.at)
    return render(request, "safeguarding/support/contacts.html", {"page": page})


@require_http_methods(_METHODS)
@needs_permission("safeguarding.work_case")
def note_contact(request: StaffRequest, case_id: UUID) -> HttpResponse:
    head = frame.work_on(viewer=request.actor, case_id=case_id)
    form = SupportContactForm(posted(request))
    if form.is_valid():
        with attempt(form, SENTENCES), asking_why(form):
            contact_actions.note_contact(
                case_id=case_id,
                new=contact_actions.NewContact(
                    kind=form.cleaned_data["kind"],
                    route=form.cleaned_data["route"],
                    starts_at=form.starts_at,
                    minutes=form.cleaned_data["minutes"],
                    result=form.cleaned_data["result"],
                    words=form.cleaned_data["words"],
                    despite=form.chosen_reason,
                ),
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("It is noted"))
            return redirect("safeguarding:meetings", case_id)
    return _form_page(request, head, form, _("Note an appointment or a contact"))


@require_http_methods(_METHODS)
@needs_permission("safeguarding.work_case")
def tell_outcome(request: StaffRequest, case_id: UUID, other_id: UUID) -> HttpResponse:
    """Say what came of an appointment or a contact."""
    head, card = contacts.get_contact(
        viewer=request.actor, case_id=case_id, contact_id=other_id, at=request.at
    )
    if card.result:
        raise Absent
    form = OutcomeForm(posted(request))
    if form.is_valid():
        with attempt(form, SENTENCES):
            contact_actions.tell_outcome(
                case_id=case_id,
                contact_id=other_id,
                result=form.cleaned_data["result"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("What came of it is noted"))
            return redirect("safeguarding:meetings", case_id)
    return _form_page(request, head, form, _("What came of it?"), card)


@require_safe
@needs_permission("safeguarding.work_case")
def download_appointment(
    request: StaffRequest, case_id: UUID, other_id: UUID
) -> HttpResponse:
    """The appointment for a calendar, which says its hours and nothing else."""
    _head, card = contacts.get_contact(
        viewer=request.actor, case_id=case_id, contact_id=other_id, at=request.at
    )
    if not card.is_to_come or card.result:
        raise Absent
    content = make_calendar_file(card, at=request.at)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="appointment.ics"'
    return answer


def _form_page(
    request: StaffRequest,
    head: frame.CaseHead,
    form: Form,
    title: str,
    contact: contacts.SupportContactCard | None = None,
) -> HttpResponse:
    back = reverse("safeguarding:meetings", args=[head.id])
    context = {"case": head, "form": form, "title": title, "back_url": back}
    return render(
        request, "safeguarding/support/form.html", {**context, "contact": contact}
    )
