"""Whether the weights of people are right: pairs drawn by lot, judged, and counted."""

from __future__ import annotations

from itertools import chain
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.intelligence.subjects.actions import calibration as calibration_actions
from unhidden.intelligence.subjects.actions import judgements
from unhidden.intelligence.subjects.forms.judgements import JudgeForm
from unhidden.intelligence.subjects.presenters import calibration as presenters
from unhidden.intelligence.subjects.presenters import weighing
from unhidden.intelligence.subjects.presenters.refusals import SENTENCES
from unhidden.intelligence.subjects.queries import calibration as calibration_queries
from unhidden.intelligence.subjects.queries.calibration import JUDGE, TRAIN
from unhidden.ui import pages
from unhidden.ui.refusals import attempt, attempt_or_tell


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission(TRAIN)
def show_match_calibration(request: StaffRequest) -> HttpResponse:
    """The figures of each band; asked for, more pairs are drawn."""
    if request.method == "POST":
        with attempt_or_tell(request, SENTENCES):
            calibration_actions.draw_sample(actor=request.actor, at=request.at)
            messages.success(request, _("Pairs are drawn, as far as there were any"))
        return redirect("intelligence:match_calibration")
    found = calibration_queries.get_calibration(viewer=request.actor)
    drift = found.newest.drift if found.newest else None
    context = {
        "found": found,
        "bands": presenters.tabulate_bands(found),
        "moved": presenters.describe_drift(drift) if drift else [],
        "names": presenters.describe_unknown_names(drift) if drift else [],
        "may_judge": request.actor.may(JUDGE),
    }
    return render(request, "intelligence/match_calibration.html", context)


@require_safe
@needs_permission(JUDGE)
def show_drawn_pairs(request: StaffRequest) -> HttpResponse:
    """The drawn pairs that nobody judged yet."""
    page = pages.paginate(
        calibration_queries.list_waiting_pairs(viewer=request.actor), request
    )
    both = ((each.one, each.other) for each in page.items)
    pages.note_shown(chain.from_iterable(both), request)
    return render(request, "intelligence/drawn_pairs.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission(JUDGE)
def judge_drawn_pair(request: StaffRequest, calibration_pair_id: UUID) -> HttpResponse:
    """Two mentions side by side, half of the time without what the weights say."""
    found = calibration_queries.get_drawn_pair(
        viewer=request.actor, calibration_pair_id=calibration_pair_id
    )
    pages.note_shown([found.one, found.other], request)
    form = JudgeForm(request.POST or None)
    if form.is_valid():
        with attempt(form, SENTENCES):
            judgements.judge_mentions(
                mention_id=found.one.id,
                other_id=found.other.id,
                verdict=form.cleaned_data["verdict"],
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("Your decision is kept. It can be undone."))
            return redirect("intelligence:drawn_pairs")
    context = {
        "found": found,
        "form": form,
        "parts": weighing.parts(found.compared) if found.compared else [],
    }
    return render(request, "intelligence/drawn_pair.html", context)
