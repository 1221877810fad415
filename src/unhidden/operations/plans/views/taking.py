"""Taking a plan: its visits become the operation's, all or none."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.operations.plans.actions import taking
from unhidden.operations.plans.actions.refusals import PlanNotTaken
from unhidden.operations.plans.forms.asking import PlanTakeForm
from unhidden.operations.plans.presenters.plans import describe_plan, name_version
from unhidden.operations.plans.presenters.refusals import SENTENCES, tell_refused
from unhidden.operations.plans.presenters.taking import (
    list_sent_anew,
    suggest_reason,
    tell_taken,
)
from unhidden.operations.plans.queries import versions
from unhidden.operations.plans.queries.cards import PlanVersionView
from unhidden.operations.policies import PLAN
from unhidden.operations.targets.presenters.candidates import tell_interest
from unhidden.operations.targets.queries import interests
from unhidden.operations.visits.forms.visits import PURPOSES
from unhidden.operations.visits.queries import visits as visits_queries
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt

CANCELLED = "cancelled"


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission(PLAN)
def take_plan(request: StaffRequest, plan_version_id: UUID) -> HttpResponse:
    view = versions.get_plan_version(viewer=request.actor, version_id=plan_version_id)
    initial = {"reason": suggest_reason(view.card), "revision": view.card.revision}
    form = PlanTakeForm(
        posted(request), initial=initial, interests=_find_interests(request, view)
    )
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        with attempt(form, SENTENCES):
            try:
                taken = taking.take_plan(
                    version_id=view.card.id,
                    revision=_revision(form),
                    reason=form.cleaned_data["reason"],
                    purposes={kind: str(text) for kind, text in PURPOSES.items()},
                    asked=form.asked_places,
                    actor=request.actor,
                    at=request.at,
                )
            except PlanNotTaken as refusal:
                context["refused"] = tell_refused(refusal, view.names.premises)
                raise
            messages.success(request, _("The plan is taken. ") + tell_taken(taken))
            return redirect("operations:visits", view.card.operation_id)
    pages.note_shown([view.card], request)
    context |= {
        "card": view.card,
        "title": name_version(view.card),
        "rows": describe_plan(view),
    }
    return render(request, "operations/plans/take.html", context)


def _find_interests(request: StaffRequest, view: PlanVersionView) -> dict[UUID, str]:
    """Where the plan sends somebody anew and others have an interest, in words."""
    visits = visits_queries.planned_visits(
        viewer=request.actor, operation_id=view.card.operation_id
    )
    sent = {
        one.premises_id for one in visits if one.team_id and one.status != CANCELLED
    }
    found = interests.find_interests(
        viewer=request.actor,
        operation_id=view.card.operation_id,
        at=request.at,
        premises_ids=list_sent_anew(view, sent),
    )
    return {
        key: f"{name}: {tell_interest(found[key])}"
        for key, name in list_sent_anew(view, sent).items()
        if key in found
    }


def _revision(form: PlanTakeForm) -> int:
    text: str = form.cleaned_data["revision"]
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise Absent
    return int(text)
