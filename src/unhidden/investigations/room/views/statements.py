"""Statements: taking one, its translation, the back of the form."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.investigations.frame.pages import show_form
from unhidden.investigations.people.queries.people import list_people
from unhidden.investigations.room.actions import statements as actions
from unhidden.investigations.room.forms.papers import (
    StatementBackForm,
    StatementForm,
    TranslationForm,
)
from unhidden.investigations.room.presenters.pages import offer_people
from unhidden.investigations.room.presenters.sentences import SENTENCES
from unhidden.investigations.room.queries import papers
from unhidden.ui import pages
from unhidden.ui.forms import Form, posted
from unhidden.ui.refusals import attempt

_METHODS = ["GET", "HEAD", "POST"]
_FORM = "investigations/room/form.html"


@require_http_methods(_METHODS)
@needs_permission("investigations.work")
def take_statement(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """Take a statement of a person of the investigation."""
    found = papers.list_papers(viewer=request.actor, investigation_id=investigation_id)
    if not found.may_work:
        raise Absent
    people = list_people(viewer=request.actor, investigation_id=investigation_id)
    pages.note_shown(people, request)
    now = timezone.localtime(request.at)
    initial = {"taken_on": now.date(), "taken_time": now.time(), "language": "en"}
    form = StatementForm(posted(request), people=offer_people(people), initial=initial)
    if form.is_valid():
        with attempt(form, SENTENCES):
            number = actions.take_statement(
                investigation_id=investigation_id,
                new=form.as_typed,
                actor=request.actor,
                at=request.at,
            )
            messages.success(
                request, _("Statement S%(number)d is taken") % {"number": number}
            )
            return redirect("investigations:paper", investigation_id, "S", number)
    back = reverse("investigations:papers", args=[investigation_id])
    return show_form(request, _FORM, found.head, form, _("Take a statement"), back)


@require_http_methods(_METHODS)
@needs_permission("investigations.work")
def translate_statement(
    request: StaffRequest, investigation_id: UUID, number: int
) -> HttpResponse:
    """Register a translation, and the translator's own statement of it."""
    view = _get(request, investigation_id, number)
    people = list_people(viewer=request.actor, investigation_id=investigation_id)
    pages.note_shown(people, request)
    form = TranslationForm(posted(request), people=offer_people(people))
    if form.is_valid():
        with attempt(form, SENTENCES):
            first, own = actions.translate_statement(
                investigation_id=investigation_id,
                number=number,
                new=form.as_typed,
                actor=request.actor,
                at=request.at,
            )
            told = _("The translation is S%(first)d, the translator’s own S%(own)d")
            messages.success(request, told % {"first": first, "own": own})
            return redirect("investigations:paper", investigation_id, "S", first)
    title = _("Translation of S%(number)d") % {"number": number}
    return _show(request, view, title, form)


@require_http_methods(_METHODS)
@needs_permission("investigations.reach_witnesses")
def write_back(
    request: StaffRequest, investigation_id: UUID, number: int
) -> HttpResponse:
    """Write the back of the form: how the witness is reached, once."""
    view = _get(request, investigation_id, number)
    if view.statement is None or not view.statement.may_reach:
        raise Absent
    form = StatementBackForm(posted(request))
    if form.is_valid():
        with attempt(form, SENTENCES):
            actions.write_back(
                investigation_id=investigation_id,
                number=number,
                words=form.cleaned_data["contact"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("It is sealed and kept"))
            return redirect("investigations:paper", investigation_id, "S", number)
    title = _("How the witness of S%(number)d is reached") % {"number": number}
    return _show(request, view, title, form)


def _show(
    request: StaffRequest, view: papers.PaperView, title: str, form: Form
) -> HttpResponse:
    pages.note_shown([view.row], request)
    back = reverse("investigations:paper", args=[view.head.id, "S", view.row.number])
    return show_form(request, _FORM, view.head, form, title, back)


def _get(
    request: StaffRequest, investigation_id: UUID, number: int
) -> papers.PaperView:
    view = papers.get_paper(
        viewer=request.actor,
        investigation_id=investigation_id,
        kind="S",
        number=number,
    )
    if not view.may_work or view.statement is None:
        raise Absent
    return view
