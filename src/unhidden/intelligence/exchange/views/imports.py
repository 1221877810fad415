"""Importing graded intelligence: a file, a look at what it brings, keeping it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.intelligence.exchange.actions import imports as imports_actions
from unhidden.intelligence.exchange.actions.imports import (
    ImportOutcome,
    IntelligenceImportRefused,
    NewImport,
)
from unhidden.intelligence.exchange.forms import ImportChoices, ImportForm
from unhidden.intelligence.exchange.presenters import sentence
from unhidden.intelligence.exchange.queries import imports as imports_queries
from unhidden.intelligence.exchange.queries.imports import ImportPreview
from unhidden.intelligence.exchange.rules import imports
from unhidden.intelligence.exchange.rules.imports.tables import COLUMNS
from unhidden.ui import pages

_PERMISSION = "intelligence.import_reports"


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission(_PERMISSION)
def import_reports(request: StaffRequest) -> HttpResponse:
    """Ask for a file; show what it would bring in; keep all of it, or nothing."""
    form = ImportForm(request.POST or None, request.FILES or None, size=_size(request))
    if not form.is_valid():
        return _page(request, form)
    today = timezone.localdate(request.at)
    read = imports.read_import_file(form.file_name, form.content, today=today)
    found = imports_queries.looked_at(viewer=request.actor, file=read)
    pages.note_shown(found.here, request)
    if found.problems:
        return _wrong(request, form, found.problems)
    choosing = ImportChoices(request.POST, found.new, viewer=request.actor)
    return _kept(request, form, found, choosing) or _look(
        request, form, found, choosing
    )


@require_safe
@needs_permission(_PERMISSION)
def download_template(request: StaffRequest) -> HttpResponse:
    """An empty CSV file with the columns that are read."""
    answer = HttpResponse(imports.TEMPLATE, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="reports.csv"'
    return answer


def _kept(
    request: StaffRequest,
    form: ImportForm,
    found: ImportPreview,
    choosing: ImportChoices,
) -> HttpResponse | None:
    """Keep the file; None when the page has to be shown (again)."""
    if not choosing.is_ready():
        return None
    new = NewImport(form.file_name, found.rows, choosing.items, choosing.confirmed)
    try:
        done = imports_actions.import_reports(
            new=new, actor=request.actor, at=request.at
        )
    except IntelligenceImportRefused as refusal:
        return _wrong(request, form, (refusal.problem,))
    messages.success(request, _told(done))
    return redirect("intelligence:items")


def _told(done: ImportOutcome) -> str:
    count = len(done.ids)
    text = ngettext("%(count)s report is kept", "%(count)s reports are kept", count)
    return text % {"count": count}


def _look(
    request: StaffRequest,
    form: ImportForm,
    found: ImportPreview,
    choosing: ImportChoices,
) -> HttpResponse:
    context = {
        "form": form,
        "found": found,
        "choosing": choosing,
        "left_out": sorted(found.left_out.items()),
    }
    return render(request, "intelligence/import_look.html", context)


def _wrong(
    request: StaffRequest, form: ImportForm, problems: tuple[imports.ImportProblem, ...]
) -> HttpResponse:
    """The sentences, by line; nothing was kept."""
    form.add_error("file", _("Nothing was kept. Put right what is named below"))
    return _page(request, form, problems=[sentence(each) for each in problems])


def _page(request: StaffRequest, form: ImportForm, **more: Any) -> HttpResponse:
    context = {"form": form, "columns": COLUMNS, **more}
    return render(request, "intelligence/import.html", context)


def _size(request: StaffRequest) -> int:
    said = str(request.META.get("CONTENT_LENGTH") or "")
    return int(said) if said.isdecimal() else 0
