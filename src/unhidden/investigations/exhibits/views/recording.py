"""Registering and moving exhibits, and their leaving."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.investigations.exhibits import presenters
from unhidden.investigations.exhibits.actions import leaving, moving, registering
from unhidden.investigations.exhibits.actions.hands import answer_moves as answer
from unhidden.investigations.exhibits.forms import things as forms
from unhidden.investigations.exhibits.queries import exhibits, hands
from unhidden.investigations.frame.queries import InvestigationCard
from unhidden.ui import pages
from unhidden.ui.forms import Form, posted
from unhidden.ui.refusals import attempt, attempt_or_tell

_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(_METHODS)
@needs_permission("investigations.work")
def register_exhibit(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """Register what was taken, with its seal and who holds it."""
    head, team = _head(request, investigation_id)
    form = forms.RegisterExhibitForm(
        posted(request), team=team, initial={"parent": request.GET.get("part_of", "")}
    )
    if form.is_valid():
        with attempt(form, presenters.SENTENCES):
            made = registering.register_exhibit(
                investigation_id=investigation_id,
                new=form.as_typed,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The exhibit is registered"))
            return redirect("investigations:exhibit", investigation_id, made)
    return _form_page(request, head, form, _("Register an exhibit"))


@require_http_methods(_METHODS)
@needs_permission("investigations.work")
def move_exhibits(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """Move exhibits together, both hands named; or none of them."""
    head, team = _head(request, investigation_id)
    chosen = request.GET.get("exhibits", "").replace(",", "\n")
    form = forms.MoveForm(
        posted(request),
        urn=head.urn,
        team=team,
        initial={"exhibits": chosen, "from_holder": request.GET.get("from", "")},
    )
    if form.is_valid():
        with attempt(form, presenters.SENTENCES):
            count = moving.move_exhibits(
                investigation_id=investigation_id,
                references=form.cleaned_data["exhibits"],
                new=form.as_typed,
                actor=request.actor,
                at=request.at,
            )
            told = ngettext(
                "%(count)d exhibit is moved", "%(count)d exhibits are moved", count
            )
            messages.success(request, told % {"count": count})
            return redirect("investigations:exhibits", investigation_id)
    return _form_page(request, head, form, _("Move exhibits"))


@require_http_methods(_METHODS)
@needs_permission("investigations.work")
def record_where_now(
    request: StaffRequest, investigation_id: UUID, other_id: UUID
) -> HttpResponse:
    """Write the gap in an exhibit's custody, and go on from where it is."""
    view = _get(request, investigation_id, other_id)
    _card, team = _head(request, investigation_id)
    form = forms.FoundForm(
        posted(request), team=team, initial={"seal": view.last_move.seal_after}
    )
    if form.is_valid():
        with attempt(form, {**presenters.SENTENCES, **presenters.WHEN_FOUND}):
            moving.record_where_now(
                investigation_id=investigation_id,
                exhibit_id=other_id,
                new=form.as_typed,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The gap is written, and where it is now"))
            return redirect("investigations:exhibit", investigation_id, other_id)
    title = _("Where %(reference)s is now") % {"reference": view.exhibit.reference}
    return _form_page(request, view.head, form, title, other_id)


@require_http_methods(_METHODS)
@needs_permission("investigations.work")
def ask_leaving(
    request: StaffRequest, investigation_id: UUID, other_id: UUID
) -> HttpResponse:
    """Ask that an exhibit be returned or destroyed, or record that it is lost."""
    view = _get(request, investigation_id, other_id)
    if view.has_left:
        raise Absent
    form = forms.LeavingForm(posted(request))
    if form.is_valid():
        with attempt(form, presenters.SENTENCES):
            leaving.ask_leaving(
                investigation_id=investigation_id,
                exhibit_id=other_id,
                new=form.as_typed,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("It is recorded"))
            return redirect("investigations:exhibit", investigation_id, other_id)
    title = _("%(reference)s leaves custody") % {"reference": view.exhibit.reference}
    return _form_page(request, view.head, form, title, other_id)


@require_POST
@needs_permission("investigations.work")
def agree_leaving(
    request: StaffRequest, investigation_id: UUID, other_id: UUID
) -> HttpResponse:
    """Agree, as another person, that an exhibit is returned or destroyed."""
    view = _get(request, investigation_id, other_id)
    if view.asked is None or view.is_asked_by_viewer:
        raise Absent
    with attempt_or_tell(request, presenters.SENTENCES):
        leaving.agree_leaving(
            investigation_id=investigation_id,
            exhibit_id=other_id,
            asked_id=view.asked.id,
            actor=request.actor,
            at=request.at,
        )
        messages.success(request, _("It is recorded"))
    return redirect("investigations:exhibit", investigation_id, other_id)


@require_http_methods(_METHODS)
@needs_permission("investigations.work")
def answer_moves(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """Say of moves through one's own hands that they were so, or were not."""
    found = hands.list_waiting(viewer=request.actor, investigation_id=investigation_id)
    if not found.may_work:
        raise Absent
    pages.note_shown(found.rows, request)
    if not found.rows and request.method != "POST":
        return redirect("investigations:exhibits", investigation_id)
    form = forms.HandAnswerForm(
        posted(request), moves=presenters.name_moves(found.rows)
    )
    if form.is_valid():
        with attempt(form, presenters.SENTENCES, "moves"):
            answer(
                investigation_id=investigation_id,
                moves=[UUID(each) for each in form.cleaned_data["moves"]],
                is_so=form.cleaned_data["is_so"] == "yes",
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("It is recorded"))
            return redirect("investigations:exhibits", investigation_id)
    return _form_page(request, found.head, form, _("Moves through your hands"))


def _head(
    request: StaffRequest, investigation_id: UUID
) -> tuple[InvestigationCard, Mapping[UUID, str]]:
    """An investigation that the viewer may write in, and its team; raises Absent."""
    head, team, may_work = hands.list_hands(
        viewer=request.actor, investigation_id=investigation_id
    )
    if not may_work:
        raise Absent
    return head, team


def _get(
    request: StaffRequest, investigation_id: UUID, exhibit_id: UUID
) -> exhibits.ExhibitView:
    """An exhibit of which the viewer may write; raises Absent."""
    view = exhibits.get_exhibit(
        viewer=request.actor, investigation_id=investigation_id, exhibit_id=exhibit_id
    )
    if not view.may_work:
        raise Absent
    return view


def _form_page(
    request: StaffRequest,
    head: InvestigationCard,
    form: Form,
    title: str,
    exhibit_id: UUID | None = None,
) -> HttpResponse:
    back = (
        reverse("investigations:exhibits", args=[head.id])
        if exhibit_id is None
        else reverse("investigations:exhibit", args=[head.id, exhibit_id])
    )
    shown = {"head": head, "form": form, "title": title, "back_url": back}
    return render(request, "investigations/exhibits/form.html", shown)
