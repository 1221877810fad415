"""The groups of an operation's candidates, each as a whole, and their names."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.operations.frame.presenters.tabs import tabs
from unhidden.operations.frame.queries import operations
from unhidden.operations.policies import PLAN
from unhidden.operations.targets.actions import groups as actions
from unhidden.operations.targets.forms.groups import GroupNameForm
from unhidden.operations.targets.presenters.groups import list_group_lines
from unhidden.operations.targets.presenters.refusals import SENTENCES
from unhidden.operations.targets.queries import candidates as queries
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt


@require_safe
@needs_permission(PLAN)
def show_groups(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    """Each group with its places, and how each of them stands."""
    view = operations.get_operation(viewer=request.actor, operation_id=operation_id)
    every = queries.list_candidates(viewer=request.actor, operation_id=operation_id)
    known = queries.list_groups(viewer=request.actor, operation_id=operation_id)
    pages.note_shown(every, request)
    context = {
        "operation": view,
        "tabs": tabs(view, "candidates", request.actor),
        "groups": list_group_lines(view, known, every),
    }
    return render(request, "operations/targets/groups.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission(PLAN)
def rename_group(
    request: StaffRequest, operation_id: UUID, group_id: UUID
) -> HttpResponse:
    """Give a group another name."""
    known = queries.list_groups(viewer=request.actor, operation_id=operation_id)
    group = next((one for one in known if one.id == group_id), None)
    if group is None:
        raise Absent
    view = operations.get_operation(viewer=request.actor, operation_id=operation_id)
    form = GroupNameForm(posted(request), initial={"name": group.name})
    if form.is_bound and form.is_valid():
        with attempt(form, SENTENCES):
            actions.rename_group(
                operation_id=operation_id,
                group_id=group_id,
                name=form.cleaned_data["name"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The group has another name"))
            return redirect("operations:candidate_groups", operation_id)
    context = {"operation": view, "group": group, "form": form}
    return render(request, "operations/targets/group.html", context)
