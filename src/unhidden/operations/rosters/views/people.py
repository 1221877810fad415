"""The people of the crews: skills, days away, hours of their own."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
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
from unhidden.operations.rosters.queries import people
from unhidden.operations.rosters.queries.cards import PersonCard
from unhidden.operations.rosters.views.roster import (
    FormPage,
    answer_form,
    parse_day,
    take_away,
)
from unhidden.ui import pages
from unhidden.ui.forms import posted

METHODS = ["GET", "HEAD", "POST"]


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
    page = _form_page(
        of, person, _("Add a skill"), _("Add the skill"), _("The skill is added")
    )
    return answer_form(
        request,
        form,
        page,
        lambda: people_actions.set_skill(
            operation_id=operation_id,
            person_id=person_id,
            code=form.cleaned_data["skill"],
            expires_on=form.cleaned_data["expires_on"],
            actor=request.actor,
            at=request.at,
        ),
    )


@require_http_methods(METHODS)
@needs_permission(PLAN)
def add_absence(
    request: StaffRequest, operation_id: UUID, person_id: UUID
) -> HttpResponse:
    of, person = _person(request, operation_id, person_id)
    form = AbsenceForm(posted(request))
    page = _form_page(
        of, person, _("Add days away"), _("Add the days"), _("The days away are added")
    )
    return answer_form(
        request,
        form,
        page,
        lambda: people_actions.add_absence(
            operation_id=operation_id,
            person_id=person_id,
            **form.cleaned_data,
            actor=request.actor,
            at=request.at,
        ),
    )


@require_http_methods(METHODS)
@needs_permission(PLAN)
def add_person_shift(
    request: StaffRequest, operation_id: UUID, person_id: UUID
) -> HttpResponse:
    of, person = _person(request, operation_id, person_id)
    if not of.is_managed:
        raise Absent
    form = PersonShiftForm(posted(request), operation=of)
    page = _form_page(
        of,
        person,
        _("Set hours of their own"),
        _("Set the hours"),
        _("The hours are set"),
    )
    return answer_form(
        request,
        form,
        page,
        lambda: shifts.set_person_shift(
            operation_id=operation_id,
            person_id=person_id,
            on=form.chosen_day,
            hours=form.typed_hours,
            actor=request.actor,
            at=request.at,
        ),
    )


@require_POST
@needs_permission(PLAN)
def remove_skill(
    request: StaffRequest, operation_id: UUID, person_id: UUID, skill_id: UUID
) -> HttpResponse:
    return take_away(
        request,
        _("The skill is removed"),
        _url_of(operation_id, person_id),
        lambda: people_actions.remove_skill(
            operation_id=operation_id,
            person_id=person_id,
            skill_id=skill_id,
            actor=request.actor,
            at=request.at,
        ),
    )


@require_POST
@needs_permission(PLAN)
def remove_absence(
    request: StaffRequest, operation_id: UUID, person_id: UUID, absence_id: UUID
) -> HttpResponse:
    return take_away(
        request,
        _("The days away are removed"),
        _url_of(operation_id, person_id),
        lambda: people_actions.remove_absence(
            operation_id=operation_id,
            person_id=person_id,
            absence_id=absence_id,
            actor=request.actor,
            at=request.at,
        ),
    )


@require_POST
@needs_permission(PLAN)
def clear_person_shift(
    request: StaffRequest, operation_id: UUID, person_id: UUID, on: str
) -> HttpResponse:
    return take_away(
        request,
        _("The person works the hours of their crew"),
        _url_of(operation_id, person_id),
        lambda: shifts.clear_shift(
            operation_id=operation_id,
            person_id=person_id,
            on=parse_day(on),
            actor=request.actor,
            at=request.at,
        ),
    )


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
    of: OperationView, person: PersonCard, title: str, button: str, done: str
) -> FormPage:
    whole = _("%(title)s: %(person)s") % {"title": title, "person": person.name}
    return FormPage(of, whole, button, done, _url_of(of.id, person.person_id))


def _url_of(operation_id: UUID, person_id: UUID) -> str:
    return reverse("operations:crew_person", args=[operation_id, person_id])
