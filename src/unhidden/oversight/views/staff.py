"""Results from the records to the public page."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.operations import queries as operations
from unhidden.oversight import forms
from unhidden.oversight.actions import results as results_actions
from unhidden.oversight.actions.results import (
    PublicationStatement,
)
from unhidden.oversight.presenters import OF_A_FIGURE, SENTENCES
from unhidden.oversight.queries import figures, sheets, sources
from unhidden.oversight.queries.sheets import SheetView
from unhidden.safeguarding import queries as safeguarding
from unhidden.ui import pages
from unhidden.ui.forms import Form
from unhidden.ui.refusals import attempt, attempt_or_tell


@needs_permission("oversight.see_results")
def show_results(request: StaffRequest) -> HttpResponse:
    """Every operation, to see or make its results."""
    rows = operations.list_operations(viewer=request.actor)
    page = pages.paginate(rows, request)
    return render(request, "oversight/results.html", {"page": page})


@needs_permission("oversight.see_results")
def show_operation_results(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    view = sheets.get_results(viewer=request.actor, operation_id=operation_id)
    may = {
        word: request.actor.may(f"oversight.{word}_results")
        for word in ("compute", "approve", "publish")
    }
    may["trace"] = request.actor.may("oversight.trace_figures")
    may["see_total"] = request.actor.may(safeguarding.SEE_TOTAL)
    total = may["see_total"] and safeguarding.find_register_total(
        viewer=request.actor, operation_id=operation_id
    )
    context = {"results": view, "may": may, "register_total": total}
    return render(request, "oversight/operation.html", context)


@needs_permission("oversight.trace_figures")
def show_figure_sources(
    request: StaffRequest, operation_id: UUID, code: str
) -> HttpResponse:
    """The records behind one figure."""
    view = sheets.get_results(viewer=request.actor, operation_id=operation_id)
    rows = sources.trace_figure(
        viewer=request.actor, operation_id=operation_id, code=code
    )
    context = {
        "results": view,
        "label": figures.LABELS[code],
        "total": sum(row.amount for row in rows),
        "page": pages.paginate(rows, request),
        "may_see_visits": request.actor.may("visits.see_visits"),
    }
    return render(request, "oversight/figure.html", context)


@require_POST
@needs_permission("oversight.compute_results")
def post_computation(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    with attempt_or_tell(request, SENTENCES):
        results_actions.compute_results(
            operation_id=operation_id, actor=request.actor, at=request.at
        )
        messages.success(request, _("The result sheet is computed"))
    return redirect("oversight:operation", operation_id)


@needs_permission("oversight.publish_results")
def ask_exact(request: StaffRequest, operation_id: UUID, code: str) -> HttpResponse:
    """Ask to show a small figure as it is, with where it was published."""
    sheet = _sheet(request, operation_id)
    form = forms.ExactForm(request.POST or None)
    if form.is_valid():
        with attempt(form, SENTENCES):
            results_actions.ask_exact_figure(
                sheet_id=sheet.id,
                code=code,
                **form.cleaned_data,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("A second person must approve it now"))
            return redirect("oversight:operation", operation_id)
    label = figures.LABELS.get(code)
    if label is None:
        raise Absent
    return _form_page(
        request, operation_id, form, _("Show “%(figure)s” exactly") % {"figure": label}
    )


@require_POST
@needs_permission("oversight.approve_results")
def approve_exact(
    request: StaffRequest, operation_id: UUID, figure_id: UUID
) -> HttpResponse:
    with attempt_or_tell(request, OF_A_FIGURE):
        results_actions.approve_exact_figure(
            figure_id=figure_id, actor=request.actor, at=request.at
        )
        messages.success(request, _("The figure will be shown exactly"))
    return redirect("oversight:operation", operation_id)


@require_POST
@needs_permission("oversight.approve_results")
def post_approval(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    sheet = _sheet(request, operation_id)
    with attempt_or_tell(request, SENTENCES):
        results_actions.approve_results(
            sheet_id=sheet.id, actor=request.actor, at=request.at
        )
        messages.success(request, _("The sheet may be published"))
    return redirect("oversight:operation", operation_id)


@needs_permission("oversight.publish_results")
def edit_publication(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    sheet = _sheet(request, operation_id)
    form = forms.PublishForm(request.POST or None)
    if form.is_valid():
        with attempt(form, SENTENCES):
            results_actions.publish_results(
                sheet_id=sheet.id,
                statement=PublicationStatement(**form.cleaned_data),
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The results are published"))
            return redirect("oversight:operation", operation_id)
    return _form_page(request, operation_id, form, _("Publish the results"))


@needs_permission("oversight.publish_results")
def withdraw_publication(request: StaffRequest, publication_id: UUID) -> HttpResponse:
    """Take a publication back, saying why on its page."""
    operation_id = sheets.operation_of(
        viewer=request.actor, publication_id=publication_id
    )
    form = forms.WithdrawForm(request.POST or None)
    if form.is_valid():
        with attempt_or_tell(request, SENTENCES):
            results_actions.withdraw_results(
                publication_id=publication_id,
                **form.cleaned_data,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The results are withdrawn"))
        return redirect("oversight:operation", operation_id)
    return _form_page(request, operation_id, form, _("Withdraw the results"))


def _sheet(request: StaffRequest, operation_id: UUID) -> SheetView:
    """The operation's latest sheet; Absent before there is one."""
    view = sheets.get_results(viewer=request.actor, operation_id=operation_id)
    if view.sheet is None:
        raise Absent
    return view.sheet


def _form_page(
    request: StaffRequest, operation_id: UUID, form: Form, title: str
) -> HttpResponse:
    context = {"form": form, "title": title, "operation_id": operation_id}
    return render(request, "oversight/form.html", context)
