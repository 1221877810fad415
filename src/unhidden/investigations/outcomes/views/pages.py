"""What came of an investigation: outcomes, orders, holds, and how long all is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.investigations.outcomes import forms, presenters
from unhidden.investigations.outcomes.actions import holds, orders, recording
from unhidden.investigations.outcomes.queries import outcomes, retention
from unhidden.ui import pages, parts
from unhidden.ui.forms import Form, posted
from unhidden.ui.refusals import attempt, attempt_or_tell

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@needs_permission("investigations.see_own")
def show_outcomes(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """Outcomes, orders and holds of an investigation."""
    board = outcomes.get_outcomes(
        viewer=request.actor, investigation_id=investigation_id, at=request.at
    )
    pages.note_shown([*board.outcomes, *board.orders, *board.holds], request)
    shown = {
        "board": board,
        "outcomes": presenters.tabulate_outcomes(board),
        "orders": presenters.tabulate_orders(board),
        "holds": presenters.tabulate_holds(board),
    }
    return render(request, "investigations/outcomes/list.html", shown)


@require_safe
@needs_permission("investigations.see_own")
def show_kept_items(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """Until when each item is kept, and by which rule."""
    view = retention.list_kept_items(
        viewer=request.actor, investigation_id=investigation_id, at=request.at
    )
    page = pages.paginate(view.rows, request)
    shown = {
        "view": view,
        "page": page,
        "table": presenters.tabulate_kept(page.items),
    }
    return render(request, "investigations/outcomes/kept.html", shown)


@require_http_methods(_METHODS)
@needs_permission("investigations.work")
def record_outcome(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """Record what came of it for a suspect."""
    board = _get(request, investigation_id)
    form = forms.SuspectOutcomeForm(
        posted(request), law=board.head.law_as_at, suspects=board.suspects
    )
    if form.is_valid():
        with attempt(form, presenters.SENTENCES, "happened_on"):
            recording.record_outcome(
                investigation_id=investigation_id,
                new=form.as_typed,
                actor=request.actor,
                at=request.at,
            )
            return _done(request, investigation_id, _("The outcome is recorded"))
    return _form(request, board, form, _("Record an outcome"))


@require_http_methods(_METHODS)
@needs_permission("investigations.work")
def take_back_outcome(
    request: StaffRequest, investigation_id: UUID, outcome_id: UUID
) -> HttpResponse:
    """Take a wrong outcome back; both rows stay."""
    return _confirm(
        request,
        investigation_id,
        _("Take this outcome back?"),
        _("Take it back"),
        lambda: recording.take_back_outcome(
            investigation_id=investigation_id,
            outcome_id=outcome_id,
            actor=request.actor,
            at=request.at,
        ),
    )


@require_http_methods(_METHODS)
@needs_permission("investigations.work")
def record_order(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """Record an order that a court made, as a reference."""
    board = _get(request, investigation_id)
    form = forms.OrderForm(posted(request), suspects=board.suspects)
    if form.is_valid():
        with attempt(form, presenters.SENTENCES, "made_on"):
            orders.record_order(
                investigation_id=investigation_id,
                new=form.as_typed,
                actor=request.actor,
                at=request.at,
            )
            return _done(request, investigation_id, _("The order is recorded"))
    return _form(request, board, form, _("Record an order"))


@require_http_methods(_METHODS)
@needs_permission("investigations.work")
def serve_order(
    request: StaffRequest, investigation_id: UUID, order_id: UUID
) -> HttpResponse:
    """Record on which day an order was served: its clock of notifying starts."""
    board = _get(request, investigation_id)
    if order_id not in {row.id for row in board.orders if row.may_be_served}:
        raise Absent
    form = forms.OrderServedForm(posted(request))
    if form.is_valid():
        with attempt(form, presenters.SENTENCES, "served_on"):
            orders.serve_order(
                investigation_id=investigation_id,
                order_id=order_id,
                served_on=form.cleaned_data["served_on"],
                actor=request.actor,
                at=request.at,
            )
            return _done(request, investigation_id, _("The clock of notifying runs"))
    return _form(request, board, form, _("Record that an order was served"))


@require_http_methods(_METHODS)
@needs_permission("investigations.work")
def end_order(
    request: StaffRequest, investigation_id: UUID, order_id: UUID
) -> HttpResponse:
    """Record how an order ended before its time."""
    board = _get(request, investigation_id)
    if order_id not in {row.id for row in board.orders}:
        raise Absent
    form = forms.OrderEndForm(posted(request))
    if form.is_valid():
        with attempt(form, presenters.SENTENCES, "ended_on"):
            orders.end_order(
                investigation_id=investigation_id,
                order_id=order_id,
                new=form.as_typed,
                actor=request.actor,
                at=request.at,
            )
            return _done(request, investigation_id, _("The end is recorded"))
    return _form(request, board, form, _("Record the end of an order"))


@require_http_methods(_METHODS)
@needs_permission("investigations.work")
def begin_hold(request: StaffRequest, investigation_id: UUID) -> HttpResponse:
    """Keep everything while a ground lasts."""
    board = _get(request, investigation_id)
    form = forms.RetentionHoldForm(posted(request))
    if form.is_valid():
        with attempt(form, presenters.SENTENCES):
            holds.begin_hold(
                investigation_id=investigation_id,
                ground=form.cleaned_data["ground"],
                reference=form.cleaned_data["reference"],
                actor=request.actor,
                at=request.at,
            )
            return _done(request, investigation_id, _("Everything is kept"))
    return _form(request, board, form, _("Keep everything for now"))


@require_http_methods(_METHODS)
@needs_permission("investigations.work")
def end_hold(
    request: StaffRequest, investigation_id: UUID, hold_id: UUID
) -> HttpResponse:
    """End a hold whose ground is over, as who leads the investigation."""
    if not _get(request, investigation_id).may_end_holds:
        raise Absent
    return _confirm(
        request,
        investigation_id,
        _("Is the ground of this hold over?"),
        _("It is over"),
        lambda: holds.end_hold(
            investigation_id=investigation_id,
            hold_id=hold_id,
            actor=request.actor,
            at=request.at,
        ),
    )


def _get(request: StaffRequest, investigation_id: UUID) -> outcomes.OutcomeBoard:
    board = outcomes.get_outcomes(
        viewer=request.actor, investigation_id=investigation_id, at=request.at
    )
    if not board.may_work:
        raise Absent
    return board


def _form(
    request: StaffRequest,
    board: outcomes.OutcomeBoard,
    form: Form,
    title: StrOrPromise,
) -> HttpResponse:
    shown = {
        "head": board.head,
        "title": title,
        "form": form,
        "back_url": reverse("investigations:outcomes", args=[board.head.id]),
    }
    return render(request, "investigations/record_form.html", shown)


def _done(
    request: StaffRequest, investigation_id: UUID, told: StrOrPromise
) -> HttpResponse:
    messages.success(request, str(told))
    return redirect("investigations:outcomes", investigation_id)


def _confirm(
    request: StaffRequest,
    investigation_id: UUID,
    question: StrOrPromise,
    yes: StrOrPromise,
    act: Callable[[], None],
) -> HttpResponse:
    board = _get(request, investigation_id)
    back = reverse("investigations:outcomes", args=[board.head.id])
    if request.method != "POST":
        confirmation = parts.Confirmation(
            question=question,
            consequence=_("The record of it stays."),
            yes=yes,
            back_url=back,
            is_final=True,
        )
        return render(request, "ui/confirm.html", {"confirmation": confirmation})
    with attempt_or_tell(request, presenters.SENTENCES):
        act()
        messages.success(request, _("It is recorded"))
    return redirect(back)
