"""The candidates of an operation: the table, the map, and what is done with several."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.operations.frame.presenters.tabs import tabs
from unhidden.operations.frame.queries import operations
from unhidden.operations.frame.queries.cards import OperationView
from unhidden.operations.policies import PLAN
from unhidden.operations.targets.actions import candidates as actions
from unhidden.operations.targets.actions import groups, kinds
from unhidden.operations.targets.forms import bulk
from unhidden.operations.targets.forms.bulk import BulkForm, TickedForm
from unhidden.operations.targets.forms.filters import CandidateFilter
from unhidden.operations.targets.presenters import candidates as shown
from unhidden.operations.targets.presenters.refusals import SENTENCES
from unhidden.operations.targets.queries import candidates as queries
from unhidden.operations.targets.queries.cards import CandidateCard
from unhidden.operations.targets.queries.interests import find_interests
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt

METHODS = ["GET", "HEAD", "POST"]
PER_PAGE = 100


@require_http_methods(METHODS)
@needs_permission(PLAN)
def show_candidates(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    """One table, narrowed and sorted by its address; below it what several get."""
    view = operations.get_operation(viewer=request.actor, operation_id=operation_id)
    every = queries.list_candidates(viewer=request.actor, operation_id=operation_id)
    known = queries.list_groups(viewer=request.actor, operation_id=operation_id)
    narrowed = CandidateFilter(request.GET, view, known)
    page = pages.paginate(narrowed.choose_candidates(every), request, PER_PAGE)
    form = BulkForm(
        posted(request), operation=view, cards=_offered(page, every, request)
    )
    if form.is_bound and form.is_valid():
        with attempt(form, SENTENCES):
            undo = _do(request, view, form)
            return redirect(f"{request.path}?{_after(request, undo)}")
    return _render(request, view, every, narrowed, page, form)


def _offered(
    page: pages.Page[CandidateCard], every: list[CandidateCard], request: StaffRequest
) -> list[CandidateCard]:
    """What the page shows; before it, what was ticked and has left it meanwhile."""
    shown_ids = {one.id for one in page.items}
    ticked = set(request.POST.getlist(f"{bulk.PREFIX}-candidates"))
    gone = [one for one in every if str(one.id) in ticked and one.id not in shown_ids]
    return [*gone, *page.items]


def _render(
    request: StaffRequest,
    view: OperationView,
    every: list[CandidateCard],
    narrowed: CandidateFilter,
    page: pages.Page[CandidateCard],
    form: BulkForm,
) -> HttpResponse:
    interests = find_interests(
        viewer=request.actor, operation_id=view.id, at=request.at
    )
    rows = shown.list_rows(view, form.paired_boxes, interests)
    removed = queries.list_removed_ids(viewer=request.actor, operation_id=view.id)
    back = set(map(str, removed))
    context = {
        "operation": view,
        "tabs": tabs(view, "candidates", request.actor),
        "filter": narrowed,
        "form": form,
        "rows": rows,
        "page": page,
        "has_any": bool(every),
        "sorts": shown.list_sorts(request.GET, narrowed.wanted("sort")),
        "map": shown.make_map(view, rows),
        "credits": shown.list_credits(),
        "removed": len(removed),
        "undo": [key for key in request.GET.getlist("undo") if key in back],
    }
    return render(request, "operations/targets/candidates.html", context)


def _do(request: StaffRequest, view: OperationView, form: BulkForm) -> list[str]:
    """Do what the button says; gives the places that can be put back."""
    who: dict[str, Any] = {
        "operation_id": view.id,
        "candidate_ids": form.candidate_ids,
        "actor": request.actor,
        "at": request.at,
    }
    given = form.cleaned_data
    acts: dict[str, Callable[[], object]] = {
        bulk.KIND: lambda: kinds.decide_kinds(decision=form.kind_decision, **who),
        bulk.GROUP: lambda: groups.group_candidates(
            name=given["group"], rule=given["rule"], **who
        ),
        bulk.UNGROUP: lambda: groups.ungroup_candidates(rule=given["rule"], **who),
        bulk.WINDOW: lambda: actions.set_windows(
            window=form.chosen_window, days=form.chosen_days, **who
        ),
        bulk.REMOVE: lambda: actions.remove_candidates(**who),
    }
    if form.pressed in acts:
        acts[form.pressed]()
        messages.success(
            request, shown.tell_done(form.pressed, len(form.candidate_ids))
        )
    is_removal = form.pressed == bulk.REMOVE
    return [str(key) for key in form.candidate_ids] if is_removal else []


def _after(request: StaffRequest, undo: list[str]) -> str:
    query: QueryDict = request.GET.copy()
    query.setlist("undo", undo)
    return query.urlencode()


@require_http_methods(METHODS)
@needs_permission(PLAN)
def show_removed(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    """The candidates that were taken out, to put them back as they were."""
    view = operations.get_operation(viewer=request.actor, operation_id=operation_id)
    cards = queries.list_candidates(
        viewer=request.actor, operation_id=operation_id, is_removed=True
    )
    pages.note_shown(cards, request)
    offered = [(str(card.id), card.premises) for card in cards]
    form = TickedForm(posted(request), offered=offered)
    if form.is_bound and form.is_valid():
        with attempt(form, SENTENCES, "places"):
            return _put_back(request, operation_id, form.ticked_ids)
    context = {
        "operation": view,
        "tabs": tabs(view, "candidates", request.actor),
        "form": form,
        "rows": list(zip(cards, form.tick_boxes, strict=True)),
    }
    return render(request, "operations/targets/removed.html", context)


@require_POST
@needs_permission(PLAN)
def post_undo(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    """Put back what was just taken out."""
    cards = queries.list_candidates(
        viewer=request.actor, operation_id=operation_id, is_removed=True
    )
    known = {str(card.id): card.id for card in cards}
    ids = [known[key] for key in request.POST.getlist("undo") if key in known]
    if not ids:
        return redirect("operations:candidates", operation_id)
    return _put_back(request, operation_id, ids)


def _put_back(
    request: StaffRequest, operation_id: UUID, candidate_ids: list[UUID]
) -> HttpResponse:
    actions.restore_candidates(
        operation_id=operation_id,
        candidate_ids=candidate_ids,
        actor=request.actor,
        at=request.at,
    )
    messages.success(request, _("They are candidates again, as they were"))
    return redirect(reverse("operations:candidates", args=[operation_id]))
