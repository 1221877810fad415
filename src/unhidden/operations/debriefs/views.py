"""Debriefs of an operation, their actions, and checks of outcomes."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.agencies.queries import Colleague
from unhidden.operations.debriefs import presenters, rules
from unhidden.operations.debriefs.actions import debriefs as writing
from unhidden.operations.debriefs.actions import reminders as answering
from unhidden.operations.debriefs.forms import (
    DebriefActionForm,
    DebriefForm,
    DoneForm,
    GiveForm,
    HotDebriefForm,
    OutcomeCheckForm,
    OwnerForm,
    as_typed,
)
from unhidden.operations.debriefs.queries import debriefs, reminders
from unhidden.operations.frame.presenters import tabs as shown
from unhidden.operations.frame.queries import operations
from unhidden.operations.policies import PLAN, SEE
from unhidden.ui import pages
from unhidden.ui.forms import Form, posted
from unhidden.ui.refusals import attempt

METHODS = ["GET", "HEAD", "POST"]


@require_safe
@needs_permission(SEE)
def show_debriefs(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    """What was said on the days, the structured debrief, its actions and the checks."""
    viewer, today = request.actor, localdate(request.at)
    view = operations.get_operation(viewer=viewer, operation_id=operation_id)
    hot = debriefs.list_hot_debriefs(viewer=viewer, operation_id=operation_id)
    debrief = debriefs.find_debrief(viewer=viewer, operation_id=operation_id)
    actions = reminders.list_actions(viewer=viewer, operation_id=operation_id)
    checks = reminders.list_checks(viewer=viewer, operation_id=operation_id)
    teams = debriefs.list_own_teams(viewer=viewer, operation_id=operation_id)
    pages.note_shown([*hot, *actions, *checks], request)
    context = {
        "operation": view,
        "tabs": shown.tabs(view, "debriefs:debriefs", viewer),
        "hot": hot,
        "debrief": debrief,
        "summary": presenters.summarise_debrief(debrief) if debrief else [],
        "actions": [(one, presenters.tell_due(one, today)) for one in actions],
        "checks": [(one, presenters.tell_due(one, today)) for one in checks],
        "may_write_hot": bool(teams)
        and rules.may_be_hot(view.status, view.starts_on, view.ends_on, today),
        "may_plan": viewer.may(PLAN) and view.is_managed,
    }
    return render(request, "operations/debriefs/debriefs.html", context)


@require_safe
@needs_permission(SEE)
def show_own_reminders(request: StaffRequest) -> HttpResponse:
    """What this person has to do or to look at again."""
    viewer, today = request.actor, localdate(request.at)
    actions = reminders.list_own_actions(viewer=viewer, day=today)
    checks = reminders.list_own_checks(viewer=viewer, day=today)
    pages.note_shown([*actions, *checks], request)
    context = {
        "actions": [(one, presenters.tell_due(one, today)) for one in actions],
        "checks": [(one, presenters.tell_due(one, today)) for one in checks],
        "person_id": viewer.person_id,
    }
    return render(request, "operations/debriefs/mine.html", context)


@require_http_methods(METHODS)
@needs_permission(SEE)
def add_hot_debrief(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    teams = debriefs.list_own_teams(viewer=request.actor, operation_id=operation_id)
    first = {"on": localdate(request.at)}
    if len(teams) == 1:
        first["team"] = str(teams[0][0])  # type: ignore[assignment]  # of a form
    form = HotDebriefForm(posted(request), teams=teams, initial=first)
    if form.is_valid():
        with attempt(form, presenters.SENTENCES):
            writing.write_hot_debrief(
                operation_id=operation_id,
                new=form.new_debrief,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The hot debrief is saved"))
            return redirect("debriefs:debriefs", operation_id)
    return _form_page(
        request, form, operation_id, _("Hot debrief"), _("Save the hot debrief")
    )


@require_http_methods(METHODS)
@needs_permission(PLAN)
def edit_debrief(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    card = debriefs.find_debrief(viewer=request.actor, operation_id=operation_id)
    form = DebriefForm(posted(request), initial=as_typed(card))
    if form.is_valid():
        with attempt(form, presenters.SENTENCES):
            writing.write_debrief(
                operation_id=operation_id,
                text=form.debrief_text,
                revision=form.shown_revision,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The debrief is saved. Now say who does what."))
            return redirect("debriefs:debriefs", operation_id)
    return _form_page(
        request, form, operation_id, _("Structured debrief"), _("Save the debrief")
    )


@require_http_methods(METHODS)
@needs_permission(PLAN)
def add_action(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    form = DebriefActionForm(
        posted(request), colleagues=_colleagues(request, operation_id)
    )
    if form.is_valid():
        with attempt(form, presenters.SENTENCES, "due_on"):
            answering.add_debrief_action(
                operation_id=operation_id,
                what=form.cleaned_data["what"],
                owner_id=form.owner_id,
                due_on=form.cleaned_data["due_on"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The action is added"))
            return redirect("debriefs:debriefs", operation_id)
    return _form_page(
        request, form, operation_id, _("Add an action"), _("Add the action")
    )


@require_http_methods(METHODS)
@needs_permission(PLAN)
def set_checks(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    form = OwnerForm(posted(request), colleagues=_colleagues(request, operation_id))
    if form.is_valid():
        with attempt(form, presenters.SENTENCES):
            answering.set_checks(
                operation_id=operation_id,
                owner_id=form.owner_id,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The checks are set"))
            return redirect("debriefs:debriefs", operation_id)
    title = _("Who looks at the outcomes after 3, 6 and 12 months?")
    return _form_page(request, form, operation_id, title, _("Set the checks"))


@require_http_methods(METHODS)
@needs_permission(SEE)
def finish_action(request: StaffRequest, action_id: UUID) -> HttpResponse:
    card = reminders.get_action(viewer=request.actor, action_id=action_id)
    form = DoneForm(posted(request))
    if form.is_valid():
        with attempt(form, presenters.SENTENCES, "words"):
            answering.finish_debrief_action(
                action_id=action_id,
                words=form.cleaned_data["words"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The action is done"))
            return redirect("debriefs:mine")
    return _form_page(request, form, card.operation_id, card.what, _("It is done"))


@require_http_methods(METHODS)
@needs_permission(PLAN)
def give_action(request: StaffRequest, action_id: UUID) -> HttpResponse:
    card = reminders.get_action(viewer=request.actor, action_id=action_id)
    form = GiveForm(
        posted(request),
        colleagues=_colleagues(request, card.operation_id),
        initial={"owner": str(card.owner_id), "due_on": card.due_on},
    )
    if form.is_valid():
        with attempt(form, presenters.SENTENCES, "due_on"):
            answering.give_debrief_action(
                action_id=action_id,
                owner_id=form.owner_id,
                due_on=form.cleaned_data["due_on"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The action is changed"))
            return redirect("debriefs:debriefs", card.operation_id)
    return _form_page(request, form, card.operation_id, card.what, _("Change it"))


@require_http_methods(METHODS)
@needs_permission(PLAN)
def give_check(request: StaffRequest, check_id: UUID) -> HttpResponse:
    card = reminders.get_check(viewer=request.actor, check_id=check_id)
    form = OwnerForm(
        posted(request),
        colleagues=_colleagues(request, card.operation_id),
        initial={"owner": str(card.owner_id)},
    )
    if form.is_valid():
        with attempt(form, presenters.SENTENCES):
            answering.give_check(
                check_id=check_id,
                owner_id=form.owner_id,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The check is given to somebody else"))
            return redirect("debriefs:debriefs", card.operation_id)
    title = presenters.name_check(card)
    return _form_page(request, form, card.operation_id, title, _("Change the owner"))


@require_http_methods(METHODS)
@needs_permission(SEE)
def meet_check(request: StaffRequest, check_id: UUID) -> HttpResponse:
    card = reminders.get_check(viewer=request.actor, check_id=check_id)
    form = OutcomeCheckForm(posted(request))
    if form.is_valid():
        with attempt(form, presenters.SENTENCES, "again_on"):
            answering.meet_check(
                check_id=check_id,
                found=form.cleaned_data["found"],
                again_on=form.cleaned_data["again_on"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("What came of it is kept"))
            return redirect("debriefs:mine")
    title = presenters.name_check(card)
    return _form_page(request, form, card.operation_id, title, _("Keep it"))


def _colleagues(request: StaffRequest, operation_id: UUID) -> list[Colleague]:
    return debriefs.list_possible_owners(
        viewer=request.actor, operation_id=operation_id, day=localdate(request.at)
    )


def _form_page(
    request: StaffRequest, form: Form, operation_id: UUID, title: str, button: str
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "button": button,
        "back_url": reverse("debriefs:debriefs", args=[operation_id]),
    }
    return render(request, "operations/debriefs/form.html", context)
