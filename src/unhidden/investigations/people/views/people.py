"""The people of an investigation: adding somebody, and who they are."""

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
from unhidden.investigations.frame.pages import show_form
from unhidden.investigations.people import forms
from unhidden.investigations.people.actions import adding, roles
from unhidden.investigations.people.presenters import (
    SENTENCES,
    summarise_person,
    tabulate_people,
    tabulate_roles,
)
from unhidden.investigations.people.queries import choosing
from unhidden.investigations.people.queries.people import (
    OnePersonView,
    get_numbered,
    get_people,
)
from unhidden.ui import pages
from unhidden.ui.forms import Form, posted
from unhidden.ui.refusals import attempt

_METHODS = ["GET", "HEAD", "POST"]
_FORM = "investigations/form.html"
_WORKS = "investigations.work"


@require_safe
@needs_permission("investigations.see_own")
def show_people(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """The people, by number."""
    view = get_people(viewer=request.actor, investigation_id=investigation_id)
    pages.note_shown(view.people, request)
    shown = {"view": view, "table": tabulate_people(view)}
    return render(request, "investigations/people/people.html", shown)


@require_safe
@needs_permission("investigations.see_own")
def show_person(
    request: StaffRequest, investigation_id: UUID, number: int
) -> HttpResponse:
    """Who somebody is, what they are, and what was decided of them."""
    view = get_numbered(
        viewer=request.actor, investigation_id=investigation_id, number=number
    )
    shown = {
        "view": view,
        "rows": summarise_person(view.person),
        "roles": tabulate_roles(view.person),
        "may_see_subjects": request.actor.may("intelligence.see_items"),
    }
    return render(request, "investigations/people/person.html", shown)


@require_http_methods(_METHODS)
@needs_permission(_WORKS)
def add_person(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """Add somebody, with the next number."""
    view = choosing.get_adding(viewer=request.actor, investigation_id=investigation_id)
    form = forms.AddPersonForm(
        posted(request), victims=view.victims, initial={"seen": str(view.people)}
    )
    if form.is_valid():
        with attempt(form, SENTENCES):
            _add(request, investigation_id, form)
            messages.success(request, _("The person is in the investigation"))
            return redirect("investigations:people", investigation_id)
    back = reverse("investigations:people", args=[investigation_id])
    return show_form(request, _FORM, view.head, form, _("Add a person"), back)


@require_http_methods(_METHODS)
@needs_permission(_WORKS)
def write_identity(
    request: StaffRequest, investigation_id: UUID, number: int
) -> HttpResponse:
    """Write who somebody is; what was written before stays."""
    view = find_worked_on(request, investigation_id, number)
    person = view.person
    form = forms.PersonIdentityForm(
        posted(request),
        initial={
            "name": person.name,
            "other_names": person.other_names,
            "born": person.born,
            "description": person.description,
            "seen": str(person.version),
        },
    )
    theirs = None
    if form.is_valid():
        with attempt(form, SENTENCES):
            adding.write_identity(
                investigation_id=investigation_id,
                person_id=person.id,
                known_as=form.known_as,
                seen=form.seen_version,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("It is sealed and kept"))
            return redirect("investigations:person", investigation_id, number)
        if form.seen_version != person.version:
            form.show_seen(person.version)
            theirs = summarise_person(person)
    title = _("Who person %(number)d is") % {"number": number}
    return ask_of(request, view, form, title, theirs=theirs)


@require_http_methods(_METHODS)
@needs_permission(_WORKS)
def link_subject(request: StaffRequest, mention_id: UUID) -> HttpResponse:
    """Decide that a subject of the desk is a person of one's own investigation."""
    people = choosing.list_offered_people(viewer=request.actor, subject_id=mention_id)
    form = forms.SubjectForm(posted(request), people=people)
    if form.is_valid():
        chosen = form.as_chosen
        with attempt(form, SENTENCES, "reason"):
            roles.link_subject(
                investigation_id=chosen.investigation_id,
                person_id=chosen.person_id,
                subject_id=mention_id,
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("They are linked, with your reason"))
            return redirect(
                "investigations:person", chosen.investigation_id, chosen.number
            )
    caption = _("A subject of the desk")
    title = _("Link it to a person of an investigation")
    back = reverse("intelligence:subject", args=[mention_id])
    return show_form(request, _FORM, None, form, title, back, caption=caption)


def find_worked_on(
    request: StaffRequest, investigation_id: UUID, number: int
) -> OnePersonView:
    """The person where the viewer may write now; raises Absent."""
    view = get_numbered(
        viewer=request.actor, investigation_id=investigation_id, number=number
    )
    if not view.may_work:
        raise Absent
    return view


def ask_of(
    request: StaffRequest, view: OnePersonView, form: Form, title: str, **more: object
) -> HttpResponse:
    """A form about a person, from their page and back to it."""
    back = reverse("investigations:person", args=[view.head.id, view.person.number])
    shown = {"head": view.head, "form": form, "title": title, "back_url": back}
    return render(request, "investigations/people/form.html", {**shown, **more})


def _add(
    request: StaffRequest, investigation_id: UUID, form: forms.AddPersonForm
) -> None:
    person_id = adding.add_person(
        investigation_id=investigation_id,
        known_as=form.known_fields,
        possible_victim_id=form.possible_victim_id,
        seen=form.seen_version if form.cleaned_data["seen"] else None,
        actor=request.actor,
        at=request.at,
    )
    role = form.cleaned_data["role"]
    if role:
        roles.give_role(
            investigation_id=investigation_id,
            person_id=person_id,
            role=role,
            actor=request.actor,
            at=request.at,
        )
