"""The pages under /record/: how sealing stands, and what waits for review."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.agencies.record import presenters, queries
from unhidden.agencies.record.forms import AuditReviewForm
from unhidden.agencies.record.queries import NamedAuditEntry, RecordView
from unhidden.audit import actions
from unhidden.audit.policies import REVIEW
from unhidden.audit.queries import AuditEntry
from unhidden.ui import dates, pages
from unhidden.ui.parts import Cell, Column, SummaryRow, Table


@require_safe
@needs_permission(REVIEW)
def show_audit_log(request: StaffRequest) -> HttpResponse:
    """How the record stands, this week's sample, and the last reviews."""
    view = queries.describe_audit_log(viewer=request.actor, at=request.at)
    pages.note_shown([named.entry for named in view.sample], request)
    context = {
        "record": view,
        "sample": _sample(view),
        "checkpoints": _checkpoints(view),
        "reviewed": _reviewed(view),
        "checks": presenters.list_checks(view.checks),
    }
    return render(request, "agencies/record.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission(REVIEW)
def review_audit_entry(request: StaffRequest, entry_id: UUID) -> HttpResponse:
    """One event, and what the reviewer found."""
    named = queries.find_audit_entry(viewer=request.actor, entry_id=entry_id)
    form = AuditReviewForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.review_event(
            event_id=entry_id, result=form.answer, actor=request.actor, at=request.at
        )
        messages.success(request, _("Your review is recorded"))
        return redirect("record:record")
    return render(request, "agencies/review.html", {"rows": _rows(named), "form": form})


def _what(named: NamedAuditEntry) -> str:
    """What was done, to what."""
    entry = named.entry
    words = _("%(verb)s: %(kind)s") % {
        "verb": entry.verb_label,
        "kind": presenters.kind(entry.subject_kind),
    }
    return _("%(what)s, refused") % {"what": words} if entry.is_refused else words


def _when(entry: AuditEntry, at: datetime) -> str:
    """The day alone of what the public did, also where an older event has a moment."""
    return dates.format_day(at) if entry.is_of_the_public else dates.day_and_time(at)


def _sample(view: RecordView) -> Table:
    columns = [_("What"), _("Who"), _("Purpose"), _("Basis"), _("When")]
    return Table(
        caption=_("To review this week"),
        is_caption_hidden=True,
        columns=[Column(label) for label in columns],
        rows=[
            [
                Cell(_what(each), reverse("record:review", args=[each.entry.id])),
                each.person,
                each.purpose,
                each.basis or "–",
                _when(each.entry, each.entry.at),
            ]
            for each in view.sample
        ],
    )


def _checkpoints(view: RecordView) -> Table:
    return Table(
        caption=_("Last sealed"),
        is_caption_hidden=True,
        columns=[
            Column(_("Checkpoint")),
            Column(_("Entries"), is_number=True),
            Column(_("Sealed")),
            Column(_("Head")),
        ],
        rows=[
            [
                each.number,
                each.count,
                dates.day_and_time(each.sealed_at),
                each.head[:16],
            ]
            for each in view.checkpoints
        ],
    )


def _reviewed(view: RecordView) -> Table:
    return Table(
        caption=_("Last reviewed"),
        is_caption_hidden=True,
        columns=[Column(_("Result")), Column(_("Reviewer")), Column(_("When"))],
        rows=[
            [
                Cell(each.result, reverse("record:review", args=[each.event_id])),
                each.reviewer,
                dates.day_and_time(each.at),
            ]
            for each in view.reviewed
        ],
    )


def _rows(named: NamedAuditEntry) -> list[SummaryRow]:
    """All that the record holds of an event, in words."""
    entry = named.entry
    pairs = (
        (_("What"), _what(named)),
        (_("Record"), str(entry.subject_id)[:8].upper() if entry.subject_id else ""),
        (_("Records in the list"), entry.shown or ""),
        (_("Who"), named.person),
        (_("As"), named.role),
        (_("Purpose"), named.purpose),
        (_("Basis"), named.basis),
        (_("Justification"), entry.justification),
        (_("When"), _when(entry, entry.at)),
        (_("Recorded"), _when(entry, entry.recorded_at)),
        (_("Code"), entry.name),
    )
    return [SummaryRow(label, value) for label, value in pairs if value != ""]
