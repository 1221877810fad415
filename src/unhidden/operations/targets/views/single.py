"""One candidate: what is known of it, what it may get, what is pinned and barred."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from unhidden.access.absent import require_found
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.operations.frame.queries import operations
from unhidden.operations.policies import PLAN
from unhidden.operations.targets.actions import groups, kinds
from unhidden.operations.targets.forms.single import (
    AssignmentBarForm,
    OptionForm,
    SettleForm,
    option_as_typed,
    settled_as_typed,
)
from unhidden.operations.targets.presenters import candidates as shown
from unhidden.operations.targets.presenters.refusals import SENTENCES
from unhidden.operations.targets.queries import candidates as queries
from unhidden.operations.targets.queries.interests import find_interests
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt

METHODS = ["GET", "HEAD", "POST"]


@require_safe
@needs_permission(PLAN)
def show_candidate(
    request: StaffRequest, operation_id: UUID, candidate_id: UUID
) -> HttpResponse:
    view = operations.get_operation(viewer=request.actor, operation_id=operation_id)
    every = queries.list_candidates(viewer=request.actor, operation_id=operation_id)
    card = require_found(next((one for one in every if one.id == candidate_id), None))
    names = {one.id: one.premises for one in every}
    interests = find_interests(
        viewer=request.actor,
        operation_id=operation_id,
        at=request.at,
        premises_ids=[card.premises_id],
    )
    context = {
        "operation": view,
        "card": card,
        "about": shown.describe_candidate(card, view, names),
        "options": [(one, shown.describe_option(one)) for one in card.options],
        "bars": [(one, shown.describe_bar(one)) for one in card.bars],
        "interest": shown.describe_interest(interests.get(card.premises_id)),
        "warrants": shown.show_warrants(card.warrants, _("Warrants"), is_named=False),
        "may_plan": view.is_open,
    }
    return render(request, "operations/targets/candidate.html", context)


@require_http_methods(METHODS)
@needs_permission(PLAN)
def settle_candidate(
    request: StaffRequest, operation_id: UUID, candidate_id: UUID
) -> HttpResponse:
    """Pins of crew, day, hour and people, each apart; what is visited first."""
    view = operations.get_operation(viewer=request.actor, operation_id=operation_id)
    every = queries.list_candidates(viewer=request.actor, operation_id=operation_id)
    card = require_found(next((one for one in every if one.id == candidate_id), None))
    others = [one for one in every if one.id != card.id]
    initial = settled_as_typed(card)
    form = SettleForm(posted(request), operation=view, others=others, initial=initial)
    if form.is_bound and form.is_valid():
        with attempt(form, SENTENCES):
            groups.settle_candidate(
                operation_id=operation_id,
                candidate_id=candidate_id,
                settled=form.make_settlement(card),
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("What is settled is kept"))
            return redirect("operations:candidate", operation_id, candidate_id)
    context = {"operation": view, "card": card, "form": form}
    return render(request, "operations/targets/settle.html", context)


@require_http_methods(METHODS)
@needs_permission(PLAN)
def change_option(
    request: StaffRequest, operation_id: UUID, candidate_id: UUID, kind: str
) -> HttpResponse:
    """What a kind of visit brings and takes at this place."""
    view = operations.get_operation(viewer=request.actor, operation_id=operation_id)
    card = queries.get_candidate(
        viewer=request.actor, operation_id=operation_id, candidate_id=candidate_id
    )
    same_kind = (one for one in card.options if one.kind == kind)
    option = require_found(next(same_kind, None))
    form = OptionForm(posted(request), option=option, initial=option_as_typed(option))
    if form.is_bound and form.is_valid():
        with attempt(form, SENTENCES):
            kinds.change_option(
                operation_id=operation_id,
                candidate_id=candidate_id,
                kind=kind,
                terms=form.option_terms,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The kind of visit is changed"))
            return redirect("operations:candidate", operation_id, candidate_id)
    context = {"operation": view, "card": card, "option": option, "form": form}
    return render(request, "operations/targets/option.html", context)


@require_POST
@needs_permission(PLAN)
def post_drop_option(
    request: StaffRequest, operation_id: UUID, candidate_id: UUID, kind: str
) -> HttpResponse:
    kinds.drop_option(
        operation_id=operation_id,
        candidate_id=candidate_id,
        kind=kind,
        actor=request.actor,
        at=request.at,
    )
    messages.success(request, _("This kind of visit is taken out"))
    return redirect("operations:candidate", operation_id, candidate_id)


@require_http_methods(METHODS)
@needs_permission(PLAN)
def bar_assignment(
    request: StaffRequest, operation_id: UUID, candidate_id: UUID
) -> HttpResponse:
    """Forbid a crew, a day or a kind of visit there."""
    view = operations.get_operation(viewer=request.actor, operation_id=operation_id)
    card = queries.get_candidate(
        viewer=request.actor, operation_id=operation_id, candidate_id=candidate_id
    )
    form = AssignmentBarForm(posted(request), operation=view)
    if form.is_bound and form.is_valid():
        with attempt(form, SENTENCES):
            groups.bar_assignment(
                operation_id=operation_id,
                candidate_id=candidate_id,
                new=form.new_bar,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("It is forbidden from now on"))
            return redirect("operations:candidate", operation_id, candidate_id)
    context = {"operation": view, "card": card, "form": form}
    return render(request, "operations/targets/bar.html", context)


@require_POST
@needs_permission(PLAN)
def post_lift_bar(
    request: StaffRequest, operation_id: UUID, candidate_id: UUID, bar_id: UUID
) -> HttpResponse:
    groups.lift_bar(
        operation_id=operation_id,
        candidate_id=candidate_id,
        bar_id=bar_id,
        actor=request.actor,
        at=request.at,
    )
    messages.success(request, _("It is allowed again"))
    return redirect("operations:candidate", operation_id, candidate_id)
