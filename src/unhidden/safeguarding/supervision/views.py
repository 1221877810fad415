"""Caseloads for a supervisor, a worker's page, and figures for a safeguarding lead."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.safeguarding.supervision import actions, forms, presenters, queries, rules
from unhidden.safeguarding.supervision.presenters import SENTENCES
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt

METHODS = ["GET", "HEAD", "POST"]


@require_safe
@needs_permission("safeguarding.supervise")
def show_caseload(request: StaffRequest) -> HttpResponse:
    """Every open case of the organisation: by worker, and by what waits."""
    today = localdate(request.at)
    found = queries.read_caseload(viewer=request.actor, at=request.at, today=today)
    people = sorted(found.names.items(), key=lambda one: one[1])
    form = forms.CaseloadFilter(request.GET or None, people=people)
    lines = rules.choose_lines(
        found.lines,
        at=request.at,
        today=today,
        what=form.chosen_value("what"),
        worker=form.chosen_value("worker"),
    )
    page = pages.paginate(rules.order_lines(lines, form.chosen_value("order")), request)
    context = {
        "form": form,
        "page": page,
        "loads": presenters.loads_table(found) if found.loads else None,
        "lines": presenters.lines_table(page.items, found, at=request.at, today=today),
    }
    return render(request, "safeguarding/supervision/caseload.html", context)


@require_safe
@needs_permission("safeguarding.supervise")
def show_worker(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """What one colleague has, and the talks with the viewer."""
    worker = queries.get_worker(
        viewer=request.actor, person_id=person_id, at=request.at
    )
    pages.note_shown(worker.lines, request)
    context = {"worker": worker}
    return render(request, "safeguarding/supervision/worker.html", context)


@require_http_methods(METHODS)
@needs_permission("safeguarding.supervise")
def hand_cases_over(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Say who takes each of a colleague's cases."""
    worker = queries.get_worker(
        viewer=request.actor, person_id=person_id, at=request.at
    )
    pages.note_shown(worker.lines, request)
    form = forms.CaseloadHandOverForm(posted(request), worker=worker)
    if form.is_valid():
        with attempt(form, SENTENCES):
            count = actions.hand_cases_over(
                person_id=person_id,
                homes=form.new_homes,
                actor=request.actor,
                at=request.at,
            )
            told = ngettext(
                "%(count)s case is handed over",
                "%(count)s cases are handed over",
                count,
            )
            messages.success(request, told % {"count": count})
            return redirect("safeguarding:worker", person_id)
    context = {"worker": worker, "form": form}
    return render(request, "safeguarding/supervision/hand_over.html", context)


@require_http_methods(METHODS)
@needs_permission("safeguarding.supervise")
def keep_talk(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Keep what was talked about with a colleague, and when the two talk next."""
    worker = queries.get_worker(
        viewer=request.actor, person_id=person_id, at=request.at
    )
    start = {"held_on": localdate(request.at)}
    form = forms.TalkForm(posted(request), initial=start)
    if form.is_valid():
        with attempt(form, SENTENCES):
            actions.keep_talk(
                worker_id=person_id,
                **form.cleaned_data,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The talk is kept"))
            return redirect("safeguarding:worker", person_id)
    context = {"worker": worker, "form": form}
    return render(request, "safeguarding/supervision/talk.html", context)


@require_safe
@needs_permission("safeguarding.see_own_cases")
def show_own_talks(request: StaffRequest) -> HttpResponse:
    """What was talked about with the viewer, as both have it."""
    talks = queries.list_own_talks(viewer=request.actor)
    pages.note_shown(talks, request)
    return render(request, "safeguarding/supervision/talks.html", {"talks": talks})


@require_safe
@needs_permission("safeguarding.see_figures")
def show_figures(request: StaffRequest) -> HttpResponse:
    """How many cases each organisation has, protected, and nothing of any case."""
    figures = queries.list_figures(viewer=request.actor)
    context = {"table": presenters.figures_table(figures) if figures else None}
    return render(request, "safeguarding/supervision/figures.html", context)
