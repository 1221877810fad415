"""The people of the crews: skills, days away, hours of their own."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.operations.frame.presenters.tabs import tabs
from unhidden.operations.frame.queries.cards import OperationView
from unhidden.operations.frame.queries.operations import get_operation
from unhidden.operations.policies import PLAN
from unhidden.operations.rosters.actions import people as people_actions
from unhidden.operations.rosters.actions import shifts
from unhidden.operations.rosters.forms.people import (
    AbsenceForm,
    SkillForm,
)
from unhidden.operations.rosters.forms.shifts import PersonShiftForm
from unhidden.operations.rosters.presenters import tables
from unhidden.operations.rosters.presenters.refusals import SENTENCES
from unhidden.operations.rosters.queries import people
from unhidden.operations.rosters.queries.cards import PersonCard
from unhidden.operations.rosters.views.roster import parse_day
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt, attempt_or_tell

METHODS = ["GET", "HEAD", "POST"]
_FORM = "operations/roster_form.html"


@require_safe
@needs_permission(PLAN)
def show_people(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    """Everybody on the crews whom the viewer may keep, with their skills."""
    of = get_operation(viewer=request.actor, operation_id=operation_id)
    found = people.list_people(
        viewer=request.actor,
        operation_id=operation_id,
        day=timezone.localdate(request.at),
    )
    pages.note_shown(found, request)
    context = {
        "operation": of,
        "tabs": tabs(of, "roster", request.actor),
        "table": tables.people_table(of, found) if found else None,
    }
    return render(request, "operations/crew_people.html", context)


@require_safe
@needs_permission(PLAN)
def show_person(
    request: StaffRequest, operation_id: UUID, person_id: UUID
) -> HttpResponse:
    """What one person can do, when they are away, and hours of their own."""
    of, person = _person(request, operation_id, person_id)
    shown = [(one, tables.describe_shift(one)) for one in person.shifts]
    context = {
        "operation": of,
        "person": person,
        "skills": [(one, tables.describe_skill(one)) for one in person.skills],
        "shifts": shown,
    }
    return render(request, "operations/crew_person.html", context)


@require_http_methods(METHODS)
@needs_permission(PLAN)
def add_skill(
    request: StaffRequest, operation_id: UUID, person_id: UUID
) -> HttpResponse:
    of, person = _person(request, operation_id, person_id)
    form = SkillForm(posted(request))
    if form.is_valid():
        with attempt(form, SENTENCES):
            people_actions.set_skill(
                operation_id=operation_id,
                person_id=person_id,
                code=form.cleaned_data["skill"],
                expires_on=form.cleaned_data["expires_on"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The skill is added"))
            return redirect("operations:crew_person", operation_id, person_id)
    title, button = _("Add a skill"), _("Add the skill")
    return _form_page(request, of, person, form, (title, button))


@require_http_methods(METHODS)
@needs_permission(PLAN)
def add_absence(
    request: StaffRequest, operation_id: UUID, person_id: UUID
) -> HttpResponse:
    of, person = _person(request, operation_id, person_id)
    form = AbsenceForm(posted(request))
    if form.is_valid():
        with attempt(form, SENTENCES):
            people_actions.add_absence(
                operation_id=operation_id,
                person_id=person_id,
                **form.cleaned_data,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The days away are added"))
            return redirect("operations:crew_person", operation_id, person_id)
    title, button = _("Add days away"), _("Add the days")
    return _form_page(request, of, person, form, (title, button))


@require_http_methods(METHODS)
@needs_permission(PLAN)
def add_person_shift(
    request: StaffRequest, operation_id: UUID, person_id: UUID
) -> HttpResponse:
    of, person = _person(request, operation_id, person_id)
    if not of.is_managed:
        raise Absent
    form = PersonShiftForm(posted(request), operation=of)
    if form.is_valid():
        with attempt(form, SENTENCES):
            shifts.set_person_shift(
                operation_id=operation_id,
                person_id=person_id,
                on=form.chosen_day,
                hours=form.typed_hours,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The hours are set"))
            return redirect("operations:crew_person", operation_id, person_id)
    title, button = _("Set hours of their own"), _("Set the hours")
    return _form_page(request, of, person, form, (title, button))


@require_POST
@needs_permission(PLAN)
def remove_skill(
    request: StaffRequest, operation_id: UUID, person_id: UUID, skill_id: UUID
) -> HttpResponse:
    people_actions.remove_skill(
        operation_id=operation_id,
        person_id=person_id,
        skill_id=skill_id,
        actor=request.actor,
        at=request.at,
    )
    messages.success(request, _("The skill is removed"))
    return redirect("operations:crew_person", operation_id, person_id)


@require_POST
@needs_permission(PLAN)
def remove_absence(
    request: StaffRequest, operation_id: UUID, person_id: UUID, absence_id: UUID
) -> HttpResponse:
    people_actions.remove_absence(
        operation_id=operation_id,
        person_id=person_id,
        absence_id=absence_id,
        actor=request.actor,
        at=request.at,
    )
    messages.success(request, _("The days away are removed"))
    return redirect("operations:crew_person", operation_id, person_id)


@require_POST
@needs_permission(PLAN)
def clear_person_shift(
    request: StaffRequest, operation_id: UUID, person_id: UUID, on: str
) -> HttpResponse:
    with attempt_or_tell(request, SENTENCES):
        shifts.clear_shift(
            operation_id=operation_id,
            person_id=person_id,
            on=parse_day(on),
            actor=request.actor,
            at=request.at,
        )
        messages.success(request, _("The person works the hours of their crew"))
    return redirect("operations:crew_person", operation_id, person_id)


def _person(
    request: StaffRequest, operation_id: UUID, person_id: UUID
) -> tuple[OperationView, PersonCard]:
    of = get_operation(viewer=request.actor, operation_id=operation_id)
    person = people.get_person(
        viewer=request.actor,
        operation_id=operation_id,
        person_id=person_id,
        day=timezone.localdate(request.at),
    )
    return of, person


def _form_page(
    request: StaffRequest,
    of: OperationView,
    person: PersonCard,
    form: object,
    words: tuple[str, str],
) -> HttpResponse:
    title, button = words
    context = {
        "operation": of,
        "form": form,
        "title": _("%(title)s: %(person)s") % {"title": title, "person": person.name},
        "button": button,
        "back_url": reverse("operations:crew_person", args=[of.id, person.person_id]),
    }
    return render(request, _FORM, context)
