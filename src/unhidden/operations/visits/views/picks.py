"""Choosing premises by risk, and planning visits to all that are ticked."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.operations.frame.presenters.tabs import tabs
from unhidden.operations.frame.queries import operations
from unhidden.operations.frame.queries.cards import OperationView
from unhidden.operations.policies import PLAN
from unhidden.operations.targets.presenters.candidates import tell_interest
from unhidden.operations.targets.queries.interests import find_interests
from unhidden.operations.visits.actions import picks as picks_actions
from unhidden.operations.visits.forms.filters import PickFilter
from unhidden.operations.visits.forms.picks import PickForm, list_ticked_premises
from unhidden.operations.visits.presenters import plans as shown
from unhidden.operations.visits.presenters.refusals import SENTENCES
from unhidden.operations.visits.queries import picks
from unhidden.operations.visits.queries.cards import PickedPlace, PickPage
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission(PLAN)
def pick_premises(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    """The list stays as it is narrowed while visits are planned from it."""
    view = operations.get_operation(viewer=request.actor, operation_id=operation_id)
    narrowed = PickFilter(request.GET)
    found = _found(request, view, narrowed)
    offered = _offered(request, view, found)
    interests = _find_interests(request, view, offered)
    form = PickForm(posted(request), operation=view, picks=offered, interests=interests)
    if form.is_valid():
        with attempt(form, SENTENCES):
            if _asked(request, view, form):
                picks_actions.plan_picks(
                    operation_id=view.id,
                    premises_ids=form.premises_ids,
                    plan=form.plan,
                    asked=form.asked_places,
                    actor=request.actor,
                    at=request.at,
                )
                messages.success(request, shown.planned_message(len(form.premises_ids)))
                return redirect(request.get_full_path())
    context = {
        "operation": view,
        "tabs": tabs(view, "pick", request.actor),
        "filter": narrowed,
        "form": form,
        "page": pages.page_of(found.picks, found.total, request),
    }
    return render(request, "operations/pick.html", context)


def _asked(request: StaffRequest, view: OperationView, form: PickForm) -> bool:
    """Whether all were asked about that others have an interest in.

    What nobody wrote down as a candidate tells nothing: it is one from now on.
    """
    picks_actions.list_as_candidates(
        operation_id=view.id,
        premises_ids=form.premises_ids,
        actor=request.actor,
        at=request.at,
    )
    ticked = [one for one in form.picks if one.premises.id in form.premises_ids]
    return form.ask_about(form.name_places(_find_interests(request, view, ticked)))


def _find_interests(
    request: StaffRequest, view: OperationView, found: Sequence[PickedPlace]
) -> dict[UUID, str]:
    """The places with an interest of others, in words, by their id."""
    interests = find_interests(
        viewer=request.actor,
        operation_id=view.id,
        at=request.at,
        premises_ids=[one.premises.id for one in found],
    )
    return {key: tell_interest(one) for key, one in interests.items()}


def _found(
    request: StaffRequest, view: OperationView, narrowed: PickFilter
) -> PickPage:
    return picks.list_picks(
        viewer=request.actor,
        of=view,
        text=narrowed.wanted("text"),
        band=narrowed.wanted("band"),
        kind=narrowed.wanted("kind"),
        council=narrowed.wanted("council"),
        start=pages.start_of(request),
    )


def _offered(
    request: StaffRequest, view: OperationView, found: PickPage
) -> tuple[PickedPlace, ...]:
    """What the list shows; before it, what was ticked and has left it meanwhile."""
    shown_ids = {one.premises.id for one in found.picks}
    gone = [key for key in list_ticked_premises(request.POST) if key not in shown_ids]
    if not gone:
        return found.picks
    return (
        *picks.list_picked_places(viewer=request.actor, of=view, premises_ids=gone),
        *found.picks,
    )
