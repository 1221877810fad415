"""Giving an item another grade, or bringing an old one back."""

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

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.intelligence.gradings import queries as gradings_queries
from unhidden.intelligence.gradings.queries import ToGrade
from unhidden.intelligence.reports.actions import gradings as gradings_actions
from unhidden.intelligence.reports.forms.gradings import GradeForm
from unhidden.intelligence.reports.presenters.refusals import CONFIRMING, GRADING
from unhidden.ui import pages
from unhidden.ui.refusals import attempt, attempt_or_tell


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("intelligence.regrade_item")
def edit_grade(
    request: StaffRequest, intelligence_id: UUID, number: int
) -> HttpResponse:
    """The grade that stands, to be changed; ``?version=`` offers an old one again."""
    item = gradings_queries.to_grade(
        viewer=request.actor, intelligence_id=intelligence_id, number=number
    )
    form = GradeForm(request.POST or None, initial=_offered(request, item))
    if form.is_valid():
        with attempt(form, GRADING):
            gradings_actions.regrade_item(
                item_id=item.id,
                seen=form.version,
                grade=form.grade,
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=request.at,
            )
            said = _("The new grade is kept. It can be changed back.")
            messages.success(request, said)
            return redirect("intelligence:item", intelligence_id)
    return render(request, "intelligence/regrade.html", {"item": item, "form": form})


@require_safe
@needs_permission("intelligence.regrade_item")
def show_proposed_grades(request: StaffRequest) -> HttpResponse:
    """The grades that nobody at the desk has confirmed yet."""
    rows = gradings_queries.grades_proposed(viewer=request.actor)
    pages.note_shown(rows, request)
    context = {"rows": rows, "most": gradings_queries.MOST_PROPOSED}
    return render(request, "intelligence/proposed.html", context)


@require_POST
@needs_permission("intelligence.regrade_item")
def post_grade_confirmation(
    request: StaffRequest, intelligence_id: UUID, number: int
) -> HttpResponse:
    """Let a proposed grade stand, in one step."""
    item = gradings_queries.to_grade(
        viewer=request.actor, intelligence_id=intelligence_id, number=number
    )
    with attempt_or_tell(request, CONFIRMING):
        gradings_actions.confirm_grade(
            item_id=item.id,
            reason=_("Confirmed as it was proposed"),
            actor=request.actor,
            at=request.at,
        )
        messages.success(request, _("The grade is confirmed"))
    if request.POST.get("from") == "item":
        return redirect("intelligence:item", intelligence_id)
    return redirect("intelligence:proposed")


def _offered(request: StaffRequest, item: ToGrade) -> dict[str, object]:
    wanted = request.GET.get("version", "")
    old = (each for each in item.grades if str(each.version) == wanted)
    grade = next(old, item.stands).grade
    return {
        "seen": item.stands.version,
        "source": grade.source,
        "assessment": grade.assessment,
        "handling": grade.handling,
        "conditions": grade.conditions,
    }
