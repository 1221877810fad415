"""Writing graded intelligence, from a report or from what a colleague knows."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.intelligence.reports.actions import reports
from unhidden.intelligence.reports.actions.reports import ReportAlreadyWritten
from unhidden.intelligence.reports.forms.drafts import LOOK, ReportDraftForms
from unhidden.intelligence.reports.forms.items import ItemForm
from unhidden.intelligence.reports.presenters.answers import answered
from unhidden.intelligence.reports.presenters.refusals import WRITING, WROTE_AGAIN
from unhidden.intelligence.reports.queries import decided as decided_queries
from unhidden.intelligence.reports.rules.drafts import origin_of
from unhidden.intelligence.reports.views import looking
from unhidden.intelligence.risk.forms.filters import OriginForm
from unhidden.reporting import actions as reporting
from unhidden.reporting.actions import OpenedReport
from unhidden.ui import dates
from unhidden.ui.parts import SummaryRow
from unhidden.ui.refusals import attempt


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("intelligence.write_item")
def edit_new_report(request: StaffRequest) -> HttpResponse:
    """What a colleague saw, or was told by a partner; asks first which of the two."""
    asked = OriginForm(request.GET if "origin" in request.GET else None)
    if not asked.is_valid():
        return render(request, "intelligence/choose_origin.html", {"form": asked})
    draft = _draft(request, asked.cleaned_data["origin"])
    return _saved(request, draft) or _page(request, draft, {})


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("intelligence.write_item")
def write_from_report(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """What a person told us, written up with their words beside."""
    opened, said = reporting.open_with_conversation(
        report_id=report_id, actor=request.actor, at=request.at
    )
    found = decided_queries.load_decisions(viewer=request.actor, report_ids=[report_id])
    decided = found.get(report_id)
    is_asked = decided is not None and decided.is_to_be_written
    if not is_asked and request.method != "POST":
        return redirect("intelligence:report", report_id)
    heard = _heard(answered(opened), said)
    draft = _draft(request, origin_of(opened.came_by), opened, heard)
    context: dict[str, object] = {"report": opened, "heard": heard}
    if draft.data and opened.had_news:
        draft.about.add_error(None, str(WROTE_AGAIN))
    return _saved(request, draft) or _page(request, draft, context)


def _heard(
    rows: Sequence[SummaryRow], said: Sequence[reporting.OpenedMessage]
) -> list[SummaryRow]:
    """What was told, and then who said what since, and on which day."""
    return [*rows, *(SummaryRow(_whose(one), one.text) for one in said)]


def _whose(one: reporting.OpenedMessage) -> str:
    day = dates.format_day(one.sent_on)
    if one.is_from_desk:
        return _("The desk, %(day)s:") % {"day": day}
    return _("The reporter, %(day)s:") % {"day": day}


def _draft(
    request: StaffRequest,
    origin: str,
    opened: OpenedReport | None = None,
    told: Sequence[SummaryRow] = (),
) -> ReportDraftForms:
    answers = opened.answers if opened else None
    return ReportDraftForms(
        request.POST or None,
        viewer=request.actor,
        origin=origin,
        today=timezone.localdate(request.at),
        report_id=opened.id if opened else None,
        heard="\n".join(str(row.value) for row in told),
        told_by=f"{answers.caller_name}\n{answers.caller_contact}" if answers else "",
    )


def _page(
    request: StaffRequest, draft: ReportDraftForms, context: dict[str, object]
) -> HttpResponse:
    context |= {
        "draft": draft,
        "about": draft.about,
        "items": draft.items,
        "entered": [(item, _looked(request, draft, item)) for item in draft.items],
        "check": draft.check,
        "may_add_premises": request.actor.may("places.add_premises"),
    }
    return render(request, "intelligence/write.html", context)


def _looked(
    request: StaffRequest, draft: ReportDraftForms, item: ItemForm
) -> list[looking.MentionOffer]:
    """The panel of an item: looked up where that was asked, else what was ticked."""
    if draft.button == LOOK:
        return looking.list_mention_offers(request, item.words, item.offered)
    return looking.only_ticked(item.offered)


def _saved(request: StaffRequest, draft: ReportDraftForms) -> HttpResponse | None:
    """Keep the report; None when the page has to be shown (again)."""
    if not draft.is_ready():
        return None
    new = draft.new_report()
    with attempt(draft.about, WRITING):
        try:
            key = reports.write_report(new=new, actor=request.actor, at=request.at)
        except ReportAlreadyWritten as done:
            if done.intelligence_id != new.id:
                raise
            key = done.intelligence_id
            messages.info(request, _("This was written up already. Here it is."))
        else:
            messages.success(request, _("The intelligence is kept"))
        return redirect("intelligence:item", key)
    return None
