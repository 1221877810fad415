"""Where candidates come from: risk, the register, earlier visits, reports."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.operations.frame.presenters.tabs import tabs
from unhidden.operations.frame.queries import operations
from unhidden.operations.frame.queries.cards import OperationView
from unhidden.operations.policies import PLAN, PROPOSE
from unhidden.operations.targets.actions import candidates as actions
from unhidden.operations.targets.forms.bulk import TickedForm
from unhidden.operations.targets.forms.filters import OfferedFilter
from unhidden.operations.targets.forms.proposing import ProposalForm
from unhidden.operations.targets.presenters import adding as shown
from unhidden.operations.targets.presenters.refusals import SENTENCES
from unhidden.operations.targets.queries import sources
from unhidden.operations.targets.queries.sources import OfferedPage
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@needs_permission(PLAN)
def add_places(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    """The riskiest places first; with words to find, those of the register."""
    view = operations.get_operation(viewer=request.actor, operation_id=operation_id)
    narrowed = OfferedFilter(request.GET)
    found = _find(request, view, narrowed)
    form = TickedForm(posted(request), offered=shown.list_boxes(found))
    source = "register" if narrowed.wanted("text") else "desk"
    if _is_added(request, view, form, source):
        return redirect(request.get_full_path())
    context = {
        "operation": view,
        "tabs": tabs(view, "candidates", request.actor),
        "filter": narrowed,
        "form": form,
        "rows": shown.pair_boxes(found, form),
        "page": pages.page_of(found.places, found.total, request),
    }
    return render(request, "operations/targets/add.html", context)


@require_http_methods(METHODS)
@needs_permission(PLAN)
def add_revisits(request: StaffRequest, operation_id: UUID) -> HttpResponse:
    """Places that an earlier visit says to visit again."""
    view = operations.get_operation(viewer=request.actor, operation_id=operation_id)
    page = pages.paginate(
        sources.list_revisits(viewer=request.actor, of=view), request, 100
    )
    offered = [(str(one.premises_id), one.premises) for one in page.items]
    form = TickedForm(posted(request), offered=offered)
    if _is_added(request, view, form, "revisit"):
        return redirect(request.get_full_path())
    context = {
        "operation": view,
        "tabs": tabs(view, "candidates", request.actor),
        "form": form,
        "rows": list(zip(page.items, form.tick_boxes, strict=True)),
        "page": page,
    }
    return render(request, "operations/targets/revisits.html", context)


@require_http_methods(METHODS)
@needs_permission(PROPOSE)
def propose_candidate(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """The desk proposes a place because of a report; planners learn only the place."""
    form = ProposalForm(posted(request), viewer=request.actor, given=request.GET)
    if form.is_bound and form.is_valid():
        with attempt(form, SENTENCES):
            actions.propose_candidate(
                operation_id=form.operation_id,
                premises_id=form.premises_id,
                report_id=report_id,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The place is proposed to those who plan"))
            return redirect(request.path)
    context = {
        "form": form,
        "report_id": report_id,
        "tips": sources.list_tips(viewer=request.actor, report_id=report_id),
    }
    return render(request, "operations/targets/propose.html", context)


def _find(
    request: StaffRequest, view: OperationView, narrowed: OfferedFilter
) -> OfferedPage:
    start, wanted = pages.start_of(request), narrowed.wanted
    if wanted("text"):
        return sources.search_register(
            viewer=request.actor,
            of=view,
            text=wanted("text"),
            kind=wanted("kind"),
            council=wanted("council"),
            start=start,
        )
    return sources.list_risky_places(
        viewer=request.actor,
        of=view,
        band=wanted("band"),
        kind=wanted("kind"),
        council=wanted("council"),
        start=start,
    )


def _is_added(
    request: StaffRequest, view: OperationView, form: TickedForm, source: str
) -> bool:
    """Whether the places ticked are candidates now; the form says why they are not."""
    if not (form.is_bound and form.is_valid()):
        return False
    with attempt(form, SENTENCES, "places"):
        found = actions.add_candidates(
            operation_id=view.id,
            premises_ids=_distinct(form.ticked_ids),
            source=source,
            actor=request.actor,
            at=request.at,
        )
        messages.success(request, shown.tell_added(found))
        return True
    return False


def _distinct(ids: Sequence[UUID]) -> list[UUID]:
    return list(dict.fromkeys(ids))
