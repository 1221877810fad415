"""The plan in the person's words, and the risks."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.absent import require_found
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.safeguarding.support.actions import plans as plan_actions
from unhidden.safeguarding.support.forms.plans import PlanTextForm, SafetyRiskForm
from unhidden.safeguarding.support.presenters.plans import (
    list_unjudged_risks,
    name_part,
    name_risk,
)
from unhidden.safeguarding.support.presenters.refusals import SENTENCES
from unhidden.safeguarding.support.queries import plans
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt

_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@needs_permission("safeguarding.see_own_cases")
def show_plan(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Goals, plan and safety plan as they stand, and the risks."""
    page = plans.read_plan(
        viewer=request.actor, case_id=case_id, today=localdate(request.at)
    )
    context = {"page": page, "unjudged": list_unjudged_risks(page.risks)}
    return render(request, "safeguarding/support/plan.html", context)


@require_http_methods(_METHODS)
@needs_permission("safeguarding.work_case")
def write_plan(request: StaffRequest, case_id: UUID, part: str) -> HttpResponse:
    """Write the next text of a part of the plan; those before it stay."""
    title = require_found(name_part(part))
    head, view = plans.get_plan_part(viewer=request.actor, case_id=case_id, part=part)
    form = PlanTextForm(posted(request), initial={"read_to": view.last})
    if form.is_valid():
        with attempt(form, SENTENCES):
            stands_alone = plan_actions.write_plan(
                case_id=case_id,
                new=plan_actions.NewPlanText(
                    part=part,
                    source=form.cleaned_data["source"],
                    told_on=form.cleaned_data["told_on"],
                    review_on=form.cleaned_data["review_on"],
                    read_to=form.read_number,
                    text=form.cleaned_data["text"],
                ),
                actor=request.actor,
                at=request.at,
            )
            _tell_kept(request, stands_alone)
            return redirect("safeguarding:plan", case_id)
    context = {"case": head, "view": view, "form": form, "title": title}
    return render(request, "safeguarding/support/write_plan.html", context)


def _tell_kept(request: StaffRequest, stands_alone: bool) -> None:
    if stands_alone:
        messages.success(request, _("The text is sealed and kept"))
        return
    messages.warning(
        request,
        _(
            "Your text is kept, and so is one that somebody else wrote meanwhile. "
            "Read both, then write one that counts"
        ),
    )


@require_http_methods(_METHODS)
@needs_permission("safeguarding.work_case")
def judge_risk(request: StaffRequest, case_id: UUID, kind: str) -> HttpResponse:
    """Say how high a risk is now; how it was judged before stays."""
    title = require_found(name_risk(kind))
    today = localdate(request.at)
    head, card = plans.get_risk(
        viewer=request.actor, case_id=case_id, kind=kind, today=today
    )
    seen = card.number if card else 0
    form = SafetyRiskForm(posted(request), initial={"seen": seen})
    if form.is_valid():
        with attempt(form, SENTENCES):
            plan_actions.judge_risk(
                case_id=case_id,
                new=plan_actions.NewRiskJudgement(
                    kind=kind,
                    level=form.cleaned_data["level"],
                    review_on=form.cleaned_data["review_on"],
                    seen=form.last_seen,
                    words=form.cleaned_data["words"],
                ),
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("How you judge the risk is kept"))
            return redirect("safeguarding:plan", case_id)
        form = form.show_judgement(seen)
    context = {"case": head, "card": card, "form": form, "title": title}
    return render(request, "safeguarding/support/judge_risk.html", context)
