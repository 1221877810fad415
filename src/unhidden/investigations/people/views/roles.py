"""What somebody is in an investigation, section 45, and how they are reached."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.investigations.people import forms
from unhidden.investigations.people.actions import adding, reading
from unhidden.investigations.people.actions import roles as actions
from unhidden.investigations.people.presenters import SENTENCES, tell_law
from unhidden.investigations.people.queries.people import get_numbered
from unhidden.investigations.people.views.people import ask_of, find_worked_on
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt, attempt_or_tell

_METHODS = ["GET", "HEAD", "POST"]
_WORKS = "investigations.work"


@require_http_methods(_METHODS)
@needs_permission(_WORKS)
def give_role(
    request: StaffRequest, investigation_id: UUID, number: int
) -> HttpResponse:
    """Give somebody a role besides those that they have."""
    view = find_worked_on(request, investigation_id, number)
    held = {role.role for role in view.person.roles_now}
    form = forms.RoleForm(posted(request), held=held)
    if form.is_valid():
        with attempt(form, SENTENCES):
            actions.give_role(
                investigation_id=investigation_id,
                person_id=view.person.id,
                role=form.cleaned_data["role"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("They have the role from now on"))
            return redirect("investigations:person", investigation_id, number)
    title = _("Give person %(number)d a role") % {"number": number}
    return ask_of(request, view, form, title)


@require_POST
@needs_permission(_WORKS)
def end_role(
    request: StaffRequest, investigation_id: UUID, number: int, role: str
) -> HttpResponse:
    """End a role that somebody has; its row stays."""
    view = find_worked_on(request, investigation_id, number)
    found = [each for each in view.person.roles_now if each.role == role]
    if not found:
        raise Absent
    with attempt_or_tell(request, SENTENCES):
        actions.end_role(
            investigation_id=investigation_id,
            role_id=found[0].id,
            actor=request.actor,
            at=request.at,
        )
        messages.success(request, _("The role has ended"))
    return redirect("investigations:person", investigation_id, number)


@require_http_methods(_METHODS)
@needs_permission(_WORKS)
def record_section_45(
    request: StaffRequest, investigation_id: UUID, number: int
) -> HttpResponse:
    """Record, as senior investigating officer, why a possible victim is a suspect."""
    view = find_worked_on(request, investigation_id, number)
    if not view.is_sio:
        raise Absent
    form = forms.Section45Form(
        posted(request), initial={"seen": str(len(view.person.defences))}
    )
    if form.is_valid():
        with attempt(form, SENTENCES):
            actions.record_section_45(
                investigation_id=investigation_id,
                person_id=view.person.id,
                new=form.as_typed,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("Section 45 is recorded"))
            return redirect("investigations:person", investigation_id, number)
    title = _("Section 45 for person %(number)d") % {"number": number}
    law = tell_law(view.head.law_as_at)
    return ask_of(request, view, form, title, law=law)


@require_http_methods(_METHODS)
@needs_permission("investigations.reach_witnesses")
def write_contact(
    request: StaffRequest, investigation_id: UUID, number: int
) -> HttpResponse:
    """How somebody is reached, for the posts that reach them; opening it is kept."""
    view = get_numbered(
        viewer=request.actor, investigation_id=investigation_id, number=number
    )
    if not view.may_reach:
        raise Absent
    found = reading.open_contact(
        investigation_id=investigation_id,
        person_id=view.person.id,
        actor=request.actor,
        at=request.at,
    )
    form = forms.PersonContactForm(
        posted(request), initial={"seen": str(found.version)}
    )
    if request.method == "POST" and not view.head.is_open:
        raise Absent
    if form.is_valid():
        with attempt(form, SENTENCES):
            adding.write_contact(
                investigation_id=investigation_id,
                person_id=view.person.id,
                words=form.cleaned_data["words"],
                seen=form.seen_version,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("It is sealed and kept"))
            return redirect("investigations:person", investigation_id, number)
        form.show_seen(found.version)
    title = _("How person %(number)d is reached") % {"number": number}
    return ask_of(
        request,
        view,
        form,
        title,
        words=found.words,
        is_shown_only=not view.head.is_open,
    )


@require_POST
@needs_permission(_WORKS)
def withdraw_link(
    request: StaffRequest, investigation_id: UUID, number: int
) -> HttpResponse:
    """Take a link to a subject of the desk back; which, is in the form."""
    view = find_worked_on(request, investigation_id, number)
    named = request.POST.get("link", "")
    found = [link.id for link in view.person.links if str(link.id) == named]
    if not found:
        raise Absent
    with attempt_or_tell(request, SENTENCES):
        actions.withdraw_link(
            investigation_id=investigation_id,
            link_id=found[0],
            actor=request.actor,
            at=request.at,
        )
        messages.success(request, _("The link is taken back; that it was there stays"))
    return redirect("investigations:person", investigation_id, number)
