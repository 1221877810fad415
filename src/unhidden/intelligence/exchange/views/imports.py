"""Importing graded intelligence: a file, a look at what it brings, keeping it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.pages import needs
from unhidden.access.requests import StaffRequest
from unhidden.intelligence.exchange.actions import imports as imports_actions
from unhidden.intelligence.exchange.actions.imports import (
    Imported,
    ImportRefused,
    NewImport,
)
from unhidden.intelligence.exchange.forms import Choosing, ImportForm, on_line
from unhidden.intelligence.exchange.queries import imports as imports_queries
from unhidden.intelligence.exchange.queries.imports import LookedAt
from unhidden.intelligence.exchange.rules import imports
from unhidden.intelligence.exchange.rules.imports import Trouble
from unhidden.intelligence.exchange.rules.imports.tables import COLUMNS
from unhidden.intelligence.reports.presenters import SENTENCES
from unhidden.intelligence.reports.rules.drafts import Fault
from unhidden.ui import pages

_PERMISSION = "intelligence.import_reports"
_SENTENCES: dict[Trouble, Promise] = {
    Trouble.TOO_LARGE: gettext_lazy("The file is larger than 1 MB. Split it"),
    Trouble.EMPTY: gettext_lazy("There is no report in the file"),
    Trouble.NOT_TEXT: gettext_lazy("This is no UTF-8 text. Save the file as UTF-8"),
    Trouble.KIND_UNKNOWN: gettext_lazy(
        "Select a file whose name ends in .csv, .json or .ftm"
    ),
    Trouble.TOO_MANY: gettext_lazy("A file may hold 100 reports. Split it"),
    Trouble.NOT_JSON: gettext_lazy("The JSON breaks off here"),
    Trouble.TOO_DEEP: gettext_lazy("The JSON is nested too deeply"),
    Trouble.NOT_CSV: gettext_lazy(
        "This is no CSV: check its quotation marks, and cells of great length"
    ),
    Trouble.COLUMN_MISSING: gettext_lazy("The column “%(what)s” is missing"),
    Trouble.COLUMN_UNKNOWN: gettext_lazy("“%(what)s” is no column of the template"),
    Trouble.COLUMN_TWICE: gettext_lazy("The column “%(what)s” stands there twice"),
    Trouble.CELLS_DIFFER: gettext_lazy(
        "It does not have as many cells as there are columns: %(what)s"
    ),
    Trouble.NOT_A_BUNDLE: gettext_lazy("This is no STIX bundle with objects"),
    Trouble.VERSION_UNKNOWN: gettext_lazy("Only STIX 2.1 is read"),
    Trouble.NOT_AN_OBJECT: gettext_lazy("This is no object of that kind of file"),
    Trouble.ID_MISSING: gettext_lazy("An object has no id of its type: %(what)s"),
    Trouble.ID_TWICE: gettext_lazy("This id stands there before: %(what)s"),
    Trouble.END_MISSING: gettext_lazy(
        "A link leads to what is not in the file, or is not read: %(what)s"
    ),
    Trouble.REFERENCE_MISSING: gettext_lazy("Enter the reference of the report"),
    Trouble.REFERENCE_TWICE: gettext_lazy(
        "The reference “%(what)s” stands in the file before"
    ),
    Trouble.GRADE_UNKNOWN: gettext_lazy(
        "“%(what)s” is no grade of 5x5x5, like B24, or of 3x5x2, like 2CP"
    ),
    Trouble.NO_SUCH_DAY: gettext_lazy("There is no such day: %(what)s"),
    Trouble.MARKING_UNKNOWN: gettext_lazy("“%(what)s” is no marking that we know"),
    Trouble.TOO_LONG: gettext_lazy(
        "Use up to 10,000 characters for the text, 2,000 for conditions and"
        " provenance, 200 for the reference and 20 for the grade"
    ),
    Trouble.UNFIT: gettext_lazy("It holds characters that nobody can read or keep"),
    Trouble.LINK_ENDS_FIRST: gettext_lazy("A link ends before it begins"),
    Trouble.LINK_TWICE: gettext_lazy("The same link is said twice, with other days"),
    Trouble.PLACE_UNKNOWN: gettext_lazy(
        "No premises of the register have the words “%(what)s”"
    ),
    Trouble.PLACE_UNCLEAR: gettext_lazy(
        "Several premises have the words “%(what)s”: write name and postcode"
    ),
    Trouble.NOT_YOURS: gettext_lazy(
        "A report with this reference is here already, and not for you to see"
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(_PERMISSION)
def import_reports(request: StaffRequest) -> HttpResponse:
    """Ask for a file; show what it would bring in; keep all of it, or nothing."""
    form = ImportForm(request.POST or None, request.FILES or None, size=_size(request))
    if not form.is_valid():
        return _page(request, form)
    today = timezone.localdate(request.at)
    read = imports.read(form.file_name, form.content, today=today)
    found = imports_queries.looked_at(viewer=request.actor, file=read)
    pages.note_shown(found.here, request)
    if found.problems:
        return _wrong(request, form, found.problems)
    choosing = Choosing(request.POST, found.new, viewer=request.actor)
    return _kept(request, form, found, choosing) or _look(
        request, form, found, choosing
    )


@require_safe
@needs(_PERMISSION)
def template(request: StaffRequest) -> HttpResponse:
    """An empty CSV file with the columns that are read."""
    answer = HttpResponse(imports.TEMPLATE, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="reports.csv"'
    return answer


def _kept(
    request: StaffRequest,
    form: ImportForm,
    found: LookedAt,
    choosing: Choosing,
) -> HttpResponse | None:
    """Keep the file; None when the page has to be shown (again)."""
    if not choosing.is_ready():
        return None
    new = NewImport(form.file_name, found.rows, choosing.items, choosing.confirmed)
    try:
        done = imports_actions.import_reports(
            new=new, actor=request.actor, at=request.at
        )
    except ImportRefused as refusal:
        return _wrong(request, form, (refusal.problem,))
    messages.success(request, _told(done))
    return redirect("intelligence:items")


def _told(done: Imported) -> str:
    count = len(done.ids)
    text = ngettext("%(count)s report is kept", "%(count)s reports are kept", count)
    return text % {"count": count}


def _look(
    request: StaffRequest,
    form: ImportForm,
    found: LookedAt,
    choosing: Choosing,
) -> HttpResponse:
    context = {
        "form": form,
        "found": found,
        "choosing": choosing,
        "left_out": sorted(found.left_out.items()),
    }
    return render(request, "intelligence/import_look.html", context)


def _wrong(
    request: StaffRequest, form: ImportForm, problems: tuple[imports.Problem, ...]
) -> HttpResponse:
    """The sentences, by line; nothing was kept."""
    form.add_error("file", _("Nothing was kept. Put right what is named below"))
    return _page(request, form, problems=[sentence(each) for each in problems])


def _page(request: StaffRequest, form: ImportForm, **more: Any) -> HttpResponse:
    context = {"form": form, "columns": COLUMNS, **more}
    return render(request, "intelligence/import.html", context)


def sentence(problem: imports.Problem) -> str:
    """What is wrong, with the line it is on."""
    if isinstance(problem.why, Fault):
        text = str(SENTENCES[problem.why])
    else:
        text = str(_SENTENCES[problem.why]) % {"what": problem.what}
    return on_line(problem.line, text) if problem.line else text


def _size(request: StaffRequest) -> int:
    said = str(request.META.get("CONTENT_LENGTH") or "")
    return int(said) if said.isdecimal() else 0
