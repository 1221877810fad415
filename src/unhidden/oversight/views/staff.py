"""Results from the records to the public page, and the one door of disclosure."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unhidden.access.absent import Absent
from unhidden.access.pages import needs
from unhidden.access.requests import StaffRequest
from unhidden.investigations import actions as investigations
from unhidden.operations import queries as operations
from unhidden.oversight import forms
from unhidden.oversight.actions import disclosures
from unhidden.oversight.actions import results as results_actions
from unhidden.oversight.actions.disclosures import NoConsent, NotAuthorised
from unhidden.oversight.actions.results import (
    AlreadyApproved,
    AlreadyAsked,
    AlreadyWithdrawn,
    NoSuchFigure,
    NotApproved,
    NotTheLatest,
    OperationNotClosed,
    SamePerson,
    SlugTaken,
    Statement,
)
from unhidden.oversight.queries import figures, sheets, sources
from unhidden.oversight.queries.sheets import SheetView
from unhidden.safeguarding import queries as safeguarding
from unhidden.ui import pages
from unhidden.ui.forms import Form


@needs("oversight.see_results")
def results(request: StaffRequest) -> HttpResponse:
    """Every operation, to see or make its results."""
    rows = operations.list_operations(viewer=request.actor)
    page = pages.paginate(rows, request)
    return render(request, "oversight/results.html", {"page": page})


@needs("oversight.see_results")
def operation(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    view = sheets.results(viewer=request.actor, operation_id=operation_id)
    may = {
        word: request.actor.may(f"oversight.{word}_results")
        for word in ("compute", "approve", "publish")
    }
    may["trace"] = request.actor.may("oversight.trace_figures")
    return render(request, "oversight/operation.html", {"results": view, "may": may})


@needs("oversight.trace_figures")
def figure(request: StaffRequest, operation_id: UUID, code: str) -> HttpResponse:
    """The records behind one figure."""
    view = sheets.results(viewer=request.actor, operation_id=operation_id)
    rows = sources.trace(viewer=request.actor, operation_id=operation_id, code=code)
    context = {
        "results": view,
        "label": figures.LABELS[code],
        "total": sum(row.amount for row in rows),
        "page": pages.paginate(rows, request),
        "may_see_visits": request.actor.may("visits.see_visits"),
    }
    return render(request, "oversight/figure.html", context)


@require_POST
@needs("oversight.compute_results")
def compute(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    try:
        results_actions.compute_results(
            operation_id=operation_id, actor=request.actor, at=request.at
        )
    except OperationNotClosed:
        messages.warning(request, _("Close the operation first"))
    else:
        messages.success(request, _("The result sheet is computed"))
    return redirect("oversight:operation", operation_id)


@needs("oversight.publish_results")
def ask_exact(request: StaffRequest, operation_id: UUID, code: str) -> HttpResponse:
    """Ask to show a small figure as it is, with where it was published."""
    sheet = _sheet(request, operation_id)
    form = forms.ExactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            results_actions.ask_exact_figure(
                sheet_id=sheet.id,
                code=code,
                **form.cleaned_data,
                actor=request.actor,
                at=request.at,
            )
        except (NoSuchFigure, AlreadyAsked):
            form.add_error(None, _("This figure cannot be asked for"))
        else:
            messages.success(request, _("A second person must approve it now"))
            return redirect("oversight:operation", operation_id)
    label = figures.LABELS.get(code)
    if label is None:
        raise Absent
    return _form_page(
        request, operation_id, form, _("Show “%(figure)s” exactly") % {"figure": label}
    )


@require_POST
@needs("oversight.approve_results")
def approve_exact(
    request: StaffRequest, operation_id: UUID, figure_id: UUID
) -> HttpResponse:
    try:
        results_actions.approve_exact_figure(
            figure_id=figure_id, actor=request.actor, at=request.at
        )
    except SamePerson:
        messages.warning(request, _("It takes a second person"))
    except AlreadyApproved:
        messages.warning(request, _("It was approved before"))
    else:
        messages.success(request, _("The figure will be shown exactly"))
    return redirect("oversight:operation", operation_id)


@require_POST
@needs("oversight.approve_results")
def approve(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    sheet = _sheet(request, operation_id)
    try:
        results_actions.approve_results(
            sheet_id=sheet.id, actor=request.actor, at=request.at
        )
    except (AlreadyApproved, NotTheLatest):
        messages.warning(request, _("Somebody has been here before you"))
    else:
        messages.success(request, _("The sheet may be published"))
    return redirect("oversight:operation", operation_id)


@needs("oversight.publish_results")
def publish(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    sheet = _sheet(request, operation_id)
    form = forms.PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _publish(request, sheet, form):
        messages.success(request, _("The results are published"))
        return redirect("oversight:operation", operation_id)
    return _form_page(request, operation_id, form, _("Publish the results"))


def _publish(request: StaffRequest, sheet: SheetView, form: forms.PublishForm) -> bool:
    try:
        results_actions.publish_results(
            sheet_id=sheet.id,
            statement=Statement(**form.cleaned_data),
            actor=request.actor,
            at=request.at,
        )
    except NotApproved:
        form.add_error(None, _("The safeguarding lead has not approved this sheet"))
    except SamePerson:
        form.add_error(None, _("Whoever approves does not publish"))
    except SlugTaken:
        form.add_error("slug", _("Another operation has this address"))
    else:
        return True
    return False


@needs("oversight.publish_results")
def withdraw(request: StaffRequest, publication_id: UUID) -> HttpResponse:
    """Take a publication back, saying why on its page."""
    operation_id = sheets.operation_of(
        viewer=request.actor, publication_id=publication_id
    )
    form = forms.WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            results_actions.withdraw_results(
                publication_id=publication_id,
                **form.cleaned_data,
                actor=request.actor,
                at=request.at,
            )
        except AlreadyWithdrawn:
            messages.warning(request, _("It was withdrawn before"))
        else:
            messages.success(request, _("The results are withdrawn"))
        return redirect("oversight:operation", operation_id)
    return _form_page(request, operation_id, form, _("Withdraw the results"))


@needs("oversight.disclose")
def disclose(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Tell investigators chosen words of a survivor's case, on a lawful basis."""
    case = safeguarding.case(viewer=request.actor, case_id=case_id, at=request.at)
    form = forms.DiscloseForm(
        request.POST or None, day=request.at.date(), viewer=request.actor.person
    )
    if request.method == "POST" and form.is_valid() and _disclose(request, case, form):
        messages.success(request, _("The investigation is open. Its team was told"))
        return redirect("safeguarding:case", case_id)
    return render(request, "oversight/disclose.html", {"form": form, "case": case})


def _disclose(
    request: StaffRequest, case: safeguarding.CaseView, form: forms.DiscloseForm
) -> bool:
    try:
        disclosures.disclose(
            case_id=case.card.id, new=form.new, actor=request.actor, at=request.at
        )
    except NoConsent:
        form.add_error(
            "knowledge", _("The survivor has not agreed to help an investigation")
        )
    except NotAuthorised:
        form.add_error("authoriser", _("Select somebody else who may authorise it"))
    except investigations.CannotInvestigate:
        form.add_error("lead", _("This colleague does not investigate today"))
    else:
        return True
    return False


def _sheet(request: StaffRequest, operation_id: UUID) -> SheetView:
    """The operation's latest sheet; Absent before there is one."""
    view = sheets.results(viewer=request.actor, operation_id=operation_id)
    if view.sheet is None:
        raise Absent
    return view.sheet


def _form_page(
    request: StaffRequest, operation_id: UUID, form: Form, title: str
) -> HttpResponse:
    context = {"form": form, "title": title, "operation_id": operation_id}
    return render(request, "oversight/form.html", context)
