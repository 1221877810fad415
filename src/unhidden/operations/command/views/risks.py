"""The risk register of an operation."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.operations.command.actions import risks as risk_actions
from unhidden.operations.command.forms.risks import ControlForm, RiskForm, as_typed
from unhidden.operations.command.presenters import posts as shown
from unhidden.operations.command.presenters.refusals import SENTENCES
from unhidden.operations.command.queries import posts, risks
from unhidden.operations.policies import SEE
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt, attempt_or_tell

METHODS = ["GET", "HEAD", "POST"]


@require_safe
@needs_permission(SEE)
def show_risks(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    """The register, with what stops visits from being tasked on top."""
    commander = posts.must_command(viewer=request.actor, operation_id=operation_id)
    found = risks.list_risks(
        viewer=request.actor, operation_id=operation_id, at=request.at
    )
    context = {
        "commander": commander,
        "pages": shown.list_pages(commander, "risks"),
        "page": pages.paginate(found, request),
        "blocking": sum(card.is_blocking for card in found),
    }
    return render(request, "operations/command/risks.html", context)


@require_http_methods(METHODS)
@needs_permission(SEE)
def add_risk(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    commander = posts.must_be_in_charge(viewer=request.actor, operation_id=operation_id)
    form = RiskForm(posted(request), initial={"review_on": commander.starts_on})
    if form.is_valid():
        with attempt(form, SENTENCES):
            risk_actions.add_risk(
                operation_id=operation_id,
                words=form.risk_words,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The risk is in the register"))
            return redirect("operations:risks", operation_id)
    context = {
        "form": form,
        "commander": commander,
        "title": _("Add a risk"),
        "button": _("Add the risk"),
        "back_url": reverse("operations:risks", args=[operation_id]),
    }
    return render(request, "operations/command/form.html", context)


@require_http_methods(METHODS)
@needs_permission(SEE)
def edit_risk(request: StaffRequest, risk_id: UUID) -> HttpResponse:
    """Change a risk; its owner, who is not in charge, writes its control alone."""
    commander, card = risks.find_risk(
        viewer=request.actor, risk_id=risk_id, at=request.at
    )
    if not (commander.is_in_charge or card.is_owned):
        raise Absent
    kind = RiskForm if commander.is_in_charge else ControlForm
    form = kind(posted(request), initial=as_typed(card))
    if form.is_valid():
        with attempt(form, SENTENCES):
            _change(request, risk_id, form)
            messages.success(request, _("The risk is changed"))
            return redirect("operations:risks", commander.operation_id)
    context = {
        "form": form,
        "commander": commander,
        "title": _("Change the risk"),
        "lead": "" if commander.is_in_charge else card.risk,
        "button": _("Change the risk"),
        "back_url": reverse("operations:risks", args=[commander.operation_id]),
    }
    return render(request, "operations/command/form.html", context)


def _change(request: StaffRequest, risk_id: UUID, form: RiskForm | ControlForm) -> None:
    """Do what the form says; raises what the actions raise."""
    if isinstance(form, ControlForm):
        risk_actions.write_control(
            risk_id=risk_id,
            control=form.cleaned_data["control"],
            version=form.read_version,
            actor=request.actor,
            at=request.at,
        )
        return
    risk_actions.change_risk(
        risk_id=risk_id,
        words=form.risk_words,
        version=form.read_version,
        actor=request.actor,
        at=request.at,
    )


@require_POST
@needs_permission(SEE)
def close_risk(request: StaffRequest, risk_id: UUID) -> HttpResponse:
    """Close a risk, or open it again."""
    commander, card = risks.find_risk(
        viewer=request.actor, risk_id=risk_id, at=request.at
    )
    with attempt_or_tell(request, SENTENCES):
        risk_actions.close_risk(
            risk_id=risk_id,
            version=card.version,
            is_closed=not card.is_closed,
            actor=request.actor,
            at=request.at,
        )
        done = (
            _("The risk is open again") if card.is_closed else _("The risk is closed")
        )
        messages.success(request, done)
    return redirect("operations:risks", commander.operation_id)
