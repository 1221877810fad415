"""The rules by which people rest between shifts and within them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_safe,
)

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.operations.frame.presenters.tabs import tabs
from unhidden.operations.frame.queries.cards import OperationView
from unhidden.operations.frame.queries.operations import get_operation
from unhidden.operations.policies import PLAN
from unhidden.operations.rosters.actions import people as people_actions
from unhidden.operations.rosters.forms.people import (
    LastDayForm,
    RestRuleForm,
)
from unhidden.operations.rosters.presenters import tables
from unhidden.operations.rosters.queries import rest
from unhidden.operations.rosters.views.roster import FormPage, answer_form
from unhidden.ui.forms import posted
from unhidden.ui.parts import Confirmation

METHODS = ["GET", "HEAD", "POST"]


@require_safe
@needs_permission(PLAN)
def show_rest_rules(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    """The rules of rest that bind those who take part, and which nobody checked."""
    of = get_operation(viewer=request.actor, operation_id=operation_id)
    rules = rest.list_rest_requirements(
        viewer=request.actor, organisation_ids=of.organisation_ids
    )
    context = {
        "operation": of,
        "tabs": tabs(of, "roster", request.actor),
        "table": tables.rest_table(of, rules, _names(of)),
        "has_unchecked": any(not rule.is_checked for rule in rules),
    }
    return render(request, "operations/rest_rules.html", context)


@require_http_methods(METHODS)
@needs_permission(PLAN)
def add_rest_rule(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    of = get_operation(viewer=request.actor, operation_id=operation_id)
    own = request.actor.organisation
    offered = [
        (str(key), name)
        for key, name in _names(of).items()
        if of.is_managed or key == own
    ]
    form = RestRuleForm(posted(request), organisations=offered)
    page = FormPage(
        of,
        _("Add a rule of rest"),
        _("Add the rule"),
        _("The rule is added"),
        reverse("operations:rest_rules", args=[operation_id]),
    )
    return answer_form(
        request,
        form,
        page,
        lambda: people_actions.add_rest_rule(
            operation_id=operation_id,
            new=form.typed_rule,
            actor=request.actor,
            at=request.at,
        ),
    )


@require_http_methods(METHODS)
@needs_permission(PLAN)
def end_rest_rule(
    request: StaffRequest, operation_id: UUID, rule_id: UUID
) -> HttpResponse:
    of = get_operation(viewer=request.actor, operation_id=operation_id)
    source = _find_source(request, of, rule_id)
    form = LastDayForm(posted(request))
    page = FormPage(
        of,
        _("End “%(rule)s”") % {"rule": source},
        _("End the rule"),
        _("The rule has a last day"),
        reverse("operations:rest_rules", args=[operation_id]),
    )
    return answer_form(
        request,
        form,
        page,
        lambda: people_actions.end_rest_rule(
            operation_id=operation_id,
            rule_id=rule_id,
            to_on=form.cleaned_data["to_on"],
            actor=request.actor,
            at=request.at,
        ),
    )


@require_http_methods(METHODS)
@needs_permission(PLAN)
def check_rest_rule(
    request: StaffRequest, operation_id: UUID, rule_id: UUID
) -> HttpResponse:
    """Ask whether a rule was compared with its source, and note that it was."""
    of = get_operation(viewer=request.actor, operation_id=operation_id)
    source = _find_source(request, of, rule_id)
    if request.method == "POST":
        people_actions.check_rest_rule(
            operation_id=operation_id,
            rule_id=rule_id,
            actor=request.actor,
            at=request.at,
        )
        messages.success(request, _("The rule is marked as checked"))
        return redirect("operations:rest_rules", operation_id)
    confirmation = Confirmation(
        question=_("Have you compared “%(rule)s” with its source?") % {"rule": source},
        consequence=_("Everybody who plans reads that it is checked."),
        yes=_("It is checked"),
        back_url=reverse("operations:rest_rules", args=[operation_id]),
    )
    return render(request, "ui/confirm.html", {"confirmation": confirmation})


def _names(of: OperationView) -> dict[UUID, str]:
    return {of.lead_id: of.lead, **{one.id: one.name for one in of.partners}}


def _find_source(request: StaffRequest, of: OperationView, rule_id: UUID) -> str:
    """Where a rule comes from; Absent for one that the operation does not follow."""
    rules = rest.list_rest_requirements(
        viewer=request.actor, organisation_ids=of.organisation_ids
    )
    source = next((one.source for one in rules if one.id == rule_id), None)
    if source is None:
        raise Absent
    return source
