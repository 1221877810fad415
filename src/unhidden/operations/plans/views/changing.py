"""Changing a plan by hand: shown before it is kept, and undone when it was wrong."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.operations.frame.queries import operations
from unhidden.operations.plans.actions import editing
from unhidden.operations.plans.actions.refusals import (
    HandChangeImpossible,
    PlanChangedMeanwhile,
)
from unhidden.operations.plans.forms.changing import HandMoveForm
from unhidden.operations.plans.presenters import changing as shown
from unhidden.operations.plans.presenters import differences
from unhidden.operations.plans.presenters.findings import tell_faults
from unhidden.operations.plans.presenters.frames import frame_plan
from unhidden.operations.plans.presenters.plans import name_version
from unhidden.operations.plans.presenters.refusals import SENTENCES
from unhidden.operations.plans.queries import renewing, searches, slots, versions
from unhidden.operations.plans.queries.cards import PlanVersionView
from unhidden.operations.plans.rules.routes import drop_visit as without_visit
from unhidden.operations.plans.rules.routes import move_visit as with_move
from unhidden.operations.policies import PLAN
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt, attempt_or_tell

METHODS = ["GET", "HEAD", "POST"]
KEEP = "keep"


@require_http_methods(METHODS)
@needs_permission(PLAN)
def move_visit(request: StaffRequest, plan_version_id: UUID) -> HttpResponse:
    """Put a visit elsewhere: first what that would do, then, kept, that it is done."""
    view, candidate = _find(request, plan_version_id)
    assert view.plan is not None  # noqa: S101  # for the type only: _find asked
    form = HandMoveForm(
        posted(request),
        problem=view.problem,
        candidate=candidate,
        kinds=shown.offer_kinds(view, candidate),
        crew_days=shown.offer_crew_days(view),
        initial={**shown.type_visit(view, candidate), "revision": view.card.revision},
    )
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        changed = with_move(view.problem, view.plan, form.wanted_move)
        context["consequence"] = shown.tell_consequence(view, changed, candidate)
        if request.POST.get("do") == KEEP:
            with attempt(form, SENTENCES):
                try:
                    editing.move_in_plan(
                        version_id=view.card.id,
                        revision=_revision(form),
                        move=form.wanted_move,
                        actor=request.actor,
                        at=request.at,
                    )
                except PlanChangedMeanwhile as refusal:
                    context |= _tell_others(view, refusal, form)
                    raise
                except HandChangeImpossible as refusal:
                    told = tell_faults(refusal.faults, view.problem, view.names)
                    context["faults"] = told
                    raise
                messages.success(request, _("The plan is changed"))
                return redirect("operations:plan", view.card.id)
    return _render(request, view, candidate, "move.html", context)


def _tell_others(
    view: PlanVersionView, refusal: PlanChangedMeanwhile, form: HandMoveForm
) -> dict[str, Any]:
    """What others changed meanwhile; the form then knows of it, and keeps the rest."""
    form.know_revision(refusal.revision)
    told = [
        (edit, differences.tell_edit(view, edit)) for edit in reversed(refusal.edits)
    ]
    return {"others": told}


@require_http_methods(METHODS)
@needs_permission(PLAN)
def drop_visit(request: StaffRequest, plan_version_id: UUID) -> HttpResponse:
    """Ask whether a visit is to leave the plan, with what that would do."""
    view, candidate = _find(request, plan_version_id)
    assert view.plan is not None  # noqa: S101  # for the type only: _find asked
    if request.method == "POST":
        with attempt_or_tell(request, SENTENCES):
            editing.drop_from_plan(
                version_id=view.card.id,
                revision=_posted_number(request, "revision"),
                candidate=candidate,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The visit is taken out of the plan"))
        return redirect("operations:plan", view.card.id)
    changed = without_visit(view.plan, candidate)
    consequence = shown.tell_consequence(view, changed, candidate)
    context = {"consequence": consequence}
    return _render(request, view, candidate, "drop.html", context)


@require_http_methods(METHODS)
@needs_permission(PLAN)
def choose_slot(request: StaffRequest, plan_version_id: UUID) -> HttpResponse:
    """Who could take this one: the best slots, and choosing one of them."""
    view, candidate = _find(request, plan_version_id)
    offered = slots.find_plan_slots(
        viewer=request.actor, of=view, candidate=candidate, at=request.at
    )
    if request.method == "POST":
        chosen = shown.find_slot(offered, request.POST.get("slot", ""))
        if chosen is None:
            messages.error(request, _("This slot is there no more: look at the others"))
            return redirect(request.get_full_path())
        with attempt_or_tell(request, SENTENCES):
            editing.fill_slot(
                version_id=view.card.id,
                revision=_posted_number(request, "revision"),
                candidate=candidate,
                routes=chosen.routes,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The visit is in the plan"))
            return redirect("operations:plan", view.card.id)
        return redirect(request.get_full_path())
    context = {"slots": shown.list_slots(view, offered)}
    return _render(request, view, candidate, "slots.html", context)


@require_http_methods(METHODS)
@needs_permission(PLAN)
def edit_changes(request: StaffRequest, plan_version_id: UUID) -> HttpResponse:
    """What was changed by hand, newest first, and undoing the newest."""
    if request.method == "POST":
        with attempt_or_tell(request, SENTENCES):
            editing.undo_change(
                version_id=plan_version_id,
                revision=_posted_number(request, "revision"),
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The change is undone"))
        back = "plan" if request.GET.get("back") == "plan" else "plan_changes"
        return redirect(f"operations:{back}", plan_version_id)
    view = versions.get_plan_version(viewer=request.actor, version_id=plan_version_id)
    edits = versions.list_plan_edits(viewer=request.actor, version_id=plan_version_id)
    operation = operations.get_operation(
        viewer=request.actor, operation_id=view.card.operation_id
    )
    search = searches.find_search_of(
        viewer=request.actor, version_id=view.card.id, at=request.at
    )
    page = pages.paginate(edits, request)
    context = frame_plan(view, operation, search, "plan_changes") | {
        "page": page,
        "edits": [(one, differences.tell_edit(view, one)) for one in page.items],
        "may_undo": any(not one.is_undone and one.kind != "undo" for one in edits),
    }
    return render(request, "operations/plans/changes.html", context)


def _find(request: StaffRequest, version_id: UUID) -> tuple[PlanVersionView, str]:
    """The plan to be changed, and the candidate that the address names."""
    candidate = request.GET.get("candidate", "")
    view = renewing.get_plan_to_change(
        viewer=request.actor, version_id=version_id, candidate=candidate
    )
    return view, candidate


def _render(
    request: StaffRequest,
    view: PlanVersionView,
    candidate: str,
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    pages.note_shown([view.card], request)
    frame = {
        "card": view.card,
        "title": name_version(view.card),
        "candidate": candidate,
        "premises": view.names.premises.get(candidate, ""),
        "back_url": reverse("operations:plan", args=[view.card.id]),
    }
    return render(request, f"operations/plans/{template}", frame | context)


def _revision(form: HandMoveForm) -> int:
    return _number(form.cleaned_data["revision"])


def _posted_number(request: StaffRequest, name: str) -> int:
    return _number(request.POST.get(name, ""))


def _number(text: str) -> int:
    """The number of a hidden field; raises Absent for what nobody's page sent."""
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise Absent
    return int(text)
