"""Emergencies in figures, without any record."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.emergency.queries import oversight
from unhidden.emergency.queries.oversight import EmergencyDashboard
from unhidden.ui import dates, parts


@require_safe
@needs_permission("emergency.oversee")
def show_emergency_dashboard(request: StaffRequest) -> HttpResponse:
    found = oversight.build_emergency_dashboard(viewer=request.actor, at=request.at)
    context = {"found": found, "counts": _counts(found), "late": _late(found)}
    return render(request, "emergency/dashboard.html", context)


def _counts(found: EmergencyDashboard) -> parts.Table:
    counts = (
        (_("Emergencies asked for"), found.asked),
        (_("Open now"), found.open_now),
        (_("Waiting for a second person"), found.waiting),
        (_("Waiting for review"), found.to_review),
        *((_("Reviewed: %(outcome)s") % {"outcome": o}, n) for o, n in found.outcomes),
    )
    return parts.Table(
        caption=_("Emergency accesses so far"),
        columns=[parts.Column(_("What")), parts.Column(_("How many"), is_number=True)],
        rows=[(label, dates.format_number(count)) for label, count in counts],
    )


def _late(found: EmergencyDashboard) -> parts.Table:
    headings = _("Person"), _("Whose record"), _("Kind"), _("Asked"), _("Review by")
    return parts.Table(
        caption=_("Reviews that are late"),
        columns=[parts.Column(heading) for heading in headings],
        rows=[
            (
                f"{line.person}, {line.organisation}",
                line.owner,
                line.domain_label,
                dates.format_day(line.asked_at),
                dates.format_day(line.review_due_on),
            )
            for line in found.overdue
        ],
    )
