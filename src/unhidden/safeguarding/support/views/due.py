"""What is due of one's own cases."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.safeguarding.support.forms.due import DueFilter
from unhidden.safeguarding.support.presenters.due import make_due_rows
from unhidden.safeguarding.support.queries import due
from unhidden.ui import pages


@require_safe
@needs_permission("safeguarding.see_own_cases")
def show_due(request: StaffRequest) -> HttpResponse:
    """What is due of one's own open cases, by day."""
    today = localdate(request.at)
    form = DueFilter(request.GET)
    found = due.list_due(
        viewer=request.actor,
        today=today,
        kind=form.get_chosen("kind"),
        span=form.get_chosen("span"),
    )
    page = pages.paginate(make_due_rows(found, today), request)
    context = {"page": page, "filter": form, "is_narrowed": form.is_narrowed}
    return render(request, "safeguarding/support/due.html", context)
