"""The second person: what waits for one, and checking it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.pages import needs
from unhidden.access.requests import StaffRequest
from unhidden.intelligence.reports.actions import checks as checks_actions
from unhidden.intelligence.reports.actions.checks import ChangedSince, CheckRefused
from unhidden.intelligence.reports.forms.checks import SecondCheckForm
from unhidden.intelligence.reports.queries import checks as checks_queries
from unhidden.intelligence.reports.queries.checks import ToCheck
from unhidden.intelligence.reports.rules.checks import CheckFault
from unhidden.ui import pages

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CHANGED_SINCE = gettext_lazy(
    "Somebody has graded, checked or added to this item since you opened the page: "
    "open it again to see how it stands"
)
_FAULTS: dict[CheckFault, tuple[str | None, StrOrPromise]] = {
    CheckFault.OWN_ITEM: (
        None,
        gettext_lazy("You wrote this item: ask a colleague to check it"),
    ),
    CheckFault.LINE_MISSING: (
        "confirmed",
        gettext_lazy("Tick each line once you have checked it"),
    ),
    CheckFault.REASON_MISSING: ("reason", gettext_lazy("Enter the reason")),
    CheckFault.MARKING_TOO_HIGH: (
        "reason",
        gettext_lazy("Nothing above OFFICIAL-SENSITIVE may be kept here"),
    ),
}


@require_safe
@needs("intelligence.check_item")
def waiting(request: StaffRequest) -> HttpResponse:
    found = checks_queries.items_waiting(
        viewer=request.actor, start=pages.start_of(request)
    )
    page = pages.page_of(found.rows, found.total, request)
    return render(request, "intelligence/waiting.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@needs("intelligence.check_item")
def check(request: StaffRequest, intelligence_id: UUID, number: int) -> HttpResponse:
    item = checks_queries.to_check(
        viewer=request.actor, intelligence_id=intelligence_id, number=number
    )
    seen = {"seen": str(item.seen)}
    form = SecondCheckForm(request.POST or None, initial=seen)
    if form.is_valid() and _is_kept(request, item, form):
        messages.success(request, _("Your check is kept with the item"))
        return redirect("intelligence:item", intelligence_id)
    return render(request, "intelligence/check.html", {"item": item, "form": form})


def _is_kept(request: StaffRequest, item: ToCheck, form: SecondCheckForm) -> bool:
    try:
        checks_actions.check_item(
            item_id=item.id,
            seen=form.stood,
            new=form.found,
            actor=request.actor,
            at=request.at,
        )
    except CheckRefused as refusal:
        field, sentence = _FAULTS[refusal.fault]
        form.add_error(field, str(sentence))
    except ChangedSince:
        form.add_error(None, str(CHANGED_SINCE))
    else:
        return True
    return False
