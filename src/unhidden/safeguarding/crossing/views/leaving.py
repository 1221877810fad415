"""What leaves a case: pages for the person, letters for them, and files."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.agencies import queries as agencies
from unhidden.lib.spreadsheets import ODS
from unhidden.lib.working_days import day_in_london
from unhidden.safeguarding.crossing import forms, presenters
from unhidden.safeguarding.crossing.actions import exporting, printing, requests
from unhidden.safeguarding.crossing.presenters import SENTENCES
from unhidden.safeguarding.crossing.queries import holdings
from unhidden.safeguarding.frame import queries as frame
from unhidden.safeguarding.people.views.contact import asking_why
from unhidden.ui.refusals import attempt, attempt_or_tell

_PDF = "application/pdf"


@needs_permission("safeguarding.work_case")
def show_holdings(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Who holds what of a case, what has left it, and what was asked of whom."""
    head = frame.work_on(viewer=request.actor, case_id=case_id)
    day = day_in_london(request.at)
    found = holdings.find_holdings(viewer=request.actor, case_id=case_id, day=day)
    asked = holdings.list_requests(viewer=request.actor, case_id=case_id, day=day)
    context = {
        "case": head,
        "holdings": found,
        "language": "cy" if get_language() == "cy" else "en",
        "passed": found.passed,
        "requests": presenters.show_requests(asked),
    }
    return render(request, "safeguarding/crossing/holdings.html", context)


@needs_permission("safeguarding.work_case")
def print_own_page(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """The person's own page, when they ask for it."""
    head = frame.work_on(viewer=request.actor, case_id=case_id)
    form = forms.OwnPageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with attempt(form, SENTENCES), asking_why(form):
            given = {**form.cleaned_data, "despite": form.chosen_reason}
            content = printing.print_own_page(
                case_id=case_id,
                **given,
                actor=request.actor,
                at=request.at,
            )
            return _file(content, _PDF, "page.pdf")
    context = {"form": form, "case": head, "title": _("Print what they agreed")}
    return render(request, "safeguarding/crossing/print.html", context)


@needs_permission("safeguarding.work_case")
def print_ticked_page(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """A page for a hospital or a court that shows only what is ticked."""
    head = frame.work_on(viewer=request.actor, case_id=case_id)
    form = forms.TickedPageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with attempt(form, SENTENCES):
            typed = form.cleaned_data
            content = printing.print_ticked_page(
                case_id=case_id,
                ticked=typed["ticked"],
                outside=typed["outside"],
                language=typed["language"],
                actor=request.actor,
                at=request.at,
            )
            return _file(content, _PDF, "page.pdf")
    title = _("Print a page for a hospital or a court")
    context = {"form": form, "case": head, "title": title}
    return render(request, "safeguarding/crossing/print.html", context)


@needs_permission("safeguarding.work_case")
def ask_holdings(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Ask an organisation, for the person, for what it holds."""
    head = frame.work_on(viewer=request.actor, case_id=case_id)
    choices = [(str(each.id), each.name) for each in agencies.list_organisation_names()]
    form = forms.AskHoldingsForm(request.POST or None, choices=choices)
    if request.method == "POST" and form.is_valid():
        with attempt(form, SENTENCES):
            requests.ask_holdings(
                case_id=case_id,
                organisation_id=UUID(form.cleaned_data["organisation"]),
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("Written down. Print the letter and send it"))
            return redirect("safeguarding:holdings", case_id)
    title = _("Ask what an organisation holds")
    context = {"form": form, "case": head, "title": title}
    return render(request, "safeguarding/crossing/form.html", context)


@needs_permission("safeguarding.work_case")
def record_holdings_step(
    request: StaffRequest, case_id: UUID, holdings_id: UUID
) -> HttpResponse:
    """Keep what became of a request for what is held."""
    head = frame.work_on(viewer=request.actor, case_id=case_id)
    form = forms.HoldingsStepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with attempt(form, SENTENCES):
            requests.record_step(
                case_id=case_id,
                holdings_id=holdings_id,
                **form.cleaned_data,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("Recorded"))
            return redirect("safeguarding:holdings", case_id)
    title = _("Record what became of the request")
    context = {"form": form, "case": head, "title": title}
    return render(request, "safeguarding/crossing/form.html", context)


@require_POST
@needs_permission("safeguarding.work_case")
def print_letter(
    request: StaffRequest, case_id: UUID, holdings_id: UUID
) -> HttpResponse:
    """The letter that asks an organisation what it holds."""
    frame.work_on(viewer=request.actor, case_id=case_id)
    with attempt_or_tell(request, SENTENCES):
        content = requests.print_letter(
            case_id=case_id,
            holdings_id=holdings_id,
            language=get_language() or "en",
            actor=request.actor,
            at=request.at,
        )
        return _file(content, _PDF, "letter.pdf")
    return redirect("safeguarding:holdings", case_id)


@needs_permission("safeguarding.work_case")
def export_case(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """One case as a file of HTCDS fields, without who the person is."""
    head = frame.work_on(viewer=request.actor, case_id=case_id)
    form = forms.CaseExportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with attempt(form, SENTENCES):
            content = exporting.export_cases(
                case_id=case_id,
                purpose=form.cleaned_data["purpose"],
                actor=request.actor,
                at=request.at,
            )
            return _file(content, ODS, "htcds.ods")
    context = {"form": form, "case": head, "title": _("Export as HTCDS 2.0")}
    return render(request, "safeguarding/crossing/print.html", context)


@needs_permission("safeguarding.work_case")
def export_own_cases(request: StaffRequest) -> HttpResponse:
    """All cases that the viewer works on, as a file of HTCDS fields."""
    form = forms.CaseExportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with attempt(form, SENTENCES):
            content = exporting.export_cases(
                case_id=None,
                purpose=form.cleaned_data["purpose"],
                actor=request.actor,
                at=request.at,
            )
            return _file(content, ODS, "htcds.ods")
    context = {"form": form, "title": _("Export your cases as HTCDS 2.0")}
    return render(request, "safeguarding/crossing/print.html", context)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file to keep; nothing on the way keeps it."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
