"""Two plans side by side, and copies of one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.operations.plans.actions import versions as versions_actions
from unhidden.operations.plans.presenters import differences as shown
from unhidden.operations.plans.presenters.plans import describe_plan, name_version
from unhidden.operations.plans.presenters.reasons import tell_renewed
from unhidden.operations.plans.presenters.refusals import SENTENCES
from unhidden.operations.plans.queries import versions
from unhidden.operations.plans.rules.differences import DifferenceKind
from unhidden.operations.policies import PLAN
from unhidden.ui import pages
from unhidden.ui.refusals import attempt_or_tell

#: The pages on which a place that was added is planned.
OF_PLACES = ("plan_slots", "move_in_plan")


@require_safe
@needs_permission(PLAN)
def show_difference(request: StaffRequest, plan_version_id: UUID) -> HttpResponse:
    """This plan beside the one that the address names: what moves, and what stays."""
    after = versions.get_plan_version(viewer=request.actor, version_id=plan_version_id)
    before = versions.get_plan_version(
        viewer=request.actor, version_id=_other_id(request)
    )
    if before.card.operation_id != after.card.operation_id:
        raise Absent
    found = shown.compare_views(before, after)
    changed = [one for one in found.visits if one.kind != DifferenceKind.KEPT]
    kept = found.list_of(DifferenceKind.KEPT)
    pages.note_shown([before.card, after.card], request)
    context = {
        "card": after.card,
        "before": name_version(before.card),
        "after": name_version(after.card),
        "before_rows": describe_plan(before),
        "after_rows": describe_plan(after),
        "counts": shown.count_differences(found),
        "changed": shown.list_differences(before, after, changed),
        "kept": shown.list_differences(before, after, kept),
        "may_take": after.card.is_open and after.plan is not None,
    }
    return render(request, "operations/plans/compare.html", context)


@require_POST
@needs_permission(PLAN)
def post_copy(request: StaffRequest, plan_version_id: UUID) -> HttpResponse:
    """Copy the plan: for everybody, as a what-if, or for a place that was added."""
    if request.POST.get("as") in OF_PLACES:
        return _copy_for_place(request, plan_version_id)
    with attempt_or_tell(request, SENTENCES):
        copy_id = versions_actions.copy_plan(
            version_id=plan_version_id,
            is_what_if=request.POST.get("as") == "what_if",
            actor=request.actor,
            at=request.at,
        )
        messages.success(request, _("This is the copy: change it as you like"))
        return redirect("operations:plan", copy_id)
    return redirect("operations:plan", plan_version_id)


def _copy_for_place(request: StaffRequest, plan_version_id: UUID) -> HttpResponse:
    """To the page of the copy on which the place gets its slot or its hour."""
    candidate_id = _read_id(request.POST.get("candidate", ""))
    before = versions.get_plan_version(viewer=request.actor, version_id=plan_version_id)
    with attempt_or_tell(request, SENTENCES):
        made = versions_actions.copy_for_place(
            version_id=plan_version_id,
            candidate_id=candidate_id,
            actor=request.actor,
            at=request.at,
        )
        messages.success(request, tell_renewed(before, made.lost))
        address = reverse(f"operations:{request.POST['as']}", args=[made.id])
        return redirect(f"{address}?candidate={candidate_id}")
    return redirect("operations:left_out", plan_version_id)


def _other_id(request: StaffRequest) -> UUID:
    """The plan to compare with; raises Absent for what is no id."""
    return _read_id(request.GET.get("with", ""))


def _read_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Absent from error
