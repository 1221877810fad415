"""Reading visits: one's own, one of them, an operation's."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.ui import pages
from unhidden.ui.parts import ChosenFilter
from unhidden.visits.accounts import presenters as accounts
from unhidden.visits.accounts import queries as waiting
from unhidden.visits.forms.filters import VisitsFilter
from unhidden.visits.presenters import visits as shown
from unhidden.visits.queries import lists, one, releases


@require_safe
@needs_permission("visits.record_visit")
def show_own_visits(request: StaffRequest) -> HttpResponse:
    """What one's teams have to do today and later, and what they recorded."""
    found = lists.my_visits(viewer=request.actor)
    pages.note_shown([*found.planned, *found.recorded], request)
    due = found.due(today=timezone.localdate(request.at))
    recorded = [(card, shown.tone_of(card.outcome)) for card in found.recorded]
    own = waiting.list_own(viewer=request.actor)
    context = {
        "due": due,
        "recorded": recorded,
        "visits": found,
        "waiting": [(card, accounts.explain_reason(card.reason, card)) for card in own],
    }
    return render(request, "visits/mine.html", context)


@require_safe
@needs_permission("visits.see_own_visits")
def show_visit(request: StaffRequest, visit_id: UUID) -> HttpResponse:
    found = one.get_visit(viewer=request.actor, visit_id=visit_id)
    context = {
        "visit": found,
        "about": shown.about(found),
        "result": shown.result(found),
        "people": shown.people(found),
        "signs": [shown.signs(section) for section in found.sections],
        "referrals": shown.referrals(found),
        "tone": shown.tone_of(found.outcome),
        "releases": releases.list_releases(viewer=request.actor, visit_id=visit_id),
        "may_ask": request.actor.may("visits.see_visits"),
        "may_agree": request.actor.may("visits.agree_release"),
        "addenda": [
            (card, accounts.name_account(card), accounts.quote_addendum(card))
            for card in waiting.list_addenda(
                viewer=request.actor, planned_id=found.planned_id
            )
        ],
        "may_add": request.actor.may("visits.record_visit"),
        "may_decide": request.actor.may("visits.decide_account"),
        "may_offer": request.actor.may("visits.offer_sentence"),
        "may_see_operation": request.actor.may("visits.see_visits")
        and request.actor.may("operations.see_operations"),
    }
    return render(request, "visits/visit.html", context)


@require_safe
@needs_permission("visits.see_visits")
def of_operation(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    """The operation's visits, all or those that pass the filter, with totals."""
    every = lists.visits_of_operation(viewer=request.actor, operation_id=operation_id)
    form = VisitsFilter(request.GET, every.days)
    some = every.only(outcome=form.wanted_outcome, on=form.wanted_day)
    page = pages.paginate(some.rows, request)
    context = {
        "operation_id": operation_id,
        "operation": every.operation,
        "has_visits": bool(every.rows),
        "filter": form,
        "chosen": [
            ChosenFilter(label, f"?{rest}")
            for label, rest in form.in_force(request.GET)
        ],
        "figures": shown.figures(some),
        "table": shown.listed(some, page.items),
        "page": page,
    }
    return render(request, "visits/of_operation.html", context)
