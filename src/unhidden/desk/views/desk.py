"""The queue of reports, none of them opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.desk.queries import conversation, desk
from unhidden.desk.queries.desk import QueuePage, QueueRow
from unhidden.reporting import queries as asked
from unhidden.ui import pages

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WAITING, CONSIDERED = "waiting", "read"
_MOST_NAMED = 25
_MORE_THAN_ONE = 2
_ANY_LANGUAGE = gettext_lazy("Any language")
_TABS: dict[str, StrOrPromise] = {
    WAITING: gettext_lazy("Waiting"),
    "read": gettext_lazy("Being considered"),
    "done": gettext_lazy("Dealt with"),
    "spam": gettext_lazy("Spam"),
}
_FILTERS: tuple[tuple[str, StrOrPromise], ...] = (
    ("", gettext_lazy("All of them")),
    (desk.MINE, gettext_lazy("Mine")),
    (desk.OVERDUE, gettext_lazy("Past their time")),
)
_OPEN: dict[str, Callable[..., QueuePage]] = {
    WAITING: desk.list_waiting,
    CONSIDERED: desk.list_considered,
}
_QUEUES: dict[str, Callable[..., QueuePage]] = {
    "done": desk.dealt_with,
    "spam": desk.list_spam,
}


@require_safe
@needs_permission("intelligence.triage")
def show_queue(request: StaffRequest) -> HttpResponse:
    """The reports in one state; waiting ones unless another is asked for."""
    status = request.GET.get("status", WAITING)
    shown = status if status in _TABS else WAITING
    only, language = _narrowed(request, shown)
    found = _found(request, shown, only, language)
    tabs = [
        {"label": label, "url": f"?status={code}", "current": code == shown}
        for code, label in _TABS.items()
    ]
    page = pages.page_of(found.rows, found.total, request)
    context = {"page": page, "tabs": tabs, "heading": _TABS[shown], "status": shown}
    context |= {
        "filters": _filters(shown, only, language),
        "languages": _languages(request, shown, only, language),
        "is_narrowed": bool(only or language),
    }
    context["me"] = request.actor.person_id
    return render(request, "desk/queue.html", context | _attention(request))


def _narrowed(request: StaffRequest, shown: str) -> tuple[str, str]:
    """Which of the open reports are asked for, and in which language."""
    if shown not in _OPEN:
        return "", ""
    only, language = request.GET.get("only", ""), request.GET.get("language", "")
    return (
        only if only in dict(_FILTERS) else "",
        language if language in asked.LANGUAGES else "",
    )


def _found(request: StaffRequest, shown: str, only: str, language: str) -> QueuePage:
    start = pages.start_of(request)
    if shown in _OPEN:
        return _OPEN[shown](
            viewer=request.actor,
            at=request.at,
            only=only,
            language=language,
            start=start,
        )
    return _QUEUES[shown](viewer=request.actor, start=start)


def _filters(shown: str, only: str, language: str) -> list[dict[str, object]]:
    """Which of the open reports: every one, mine, or those past their time."""
    return [
        {
            "label": label,
            "url": _address(shown, code, language),
            "current": code == only,
        }
        for code, label in (_FILTERS if shown in _OPEN else ())
    ]


def _languages(
    request: StaffRequest, shown: str, only: str, language: str
) -> list[dict[str, object]]:
    """The languages to narrow the open reports to; none where all are in one."""
    if shown not in _OPEN:
        return []
    used = asked.languages_of_reports(viewer=request.actor, status=shown)
    if len(used) < _MORE_THAN_ONE and not language:
        return []
    return [
        {
            "label": label,
            "url": _address(shown, only, code),
            "current": code == language,
        }
        for code, label in (("", _ANY_LANGUAGE), *used)
    ]


def _address(shown: str, only: str, language: str) -> str:
    asked_for = {"status": shown, "only": only}
    return f"?{urlencode(asked_for | ({'language': language} if language else {}))}"


def _attention(request: StaffRequest) -> dict[str, object]:
    """What was dealt with and asks for another look: news, and what goes soon."""
    today = timezone.localdate(request.at)
    news = conversation.with_news(viewer=request.actor)
    gone = conversation.soon_gone(viewer=request.actor, today=today)
    first = gone[:_MOST_NAMED]
    pages.note_shown([*news, *first], request)
    return {"news": news, "gone": first, "number_gone": len(gone)}


@require_safe
@needs_permission("intelligence.triage")
def show_duplicates(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """The reports of one lane, by pages."""
    rows = desk.list_duplicates(
        viewer=request.actor, report_id=report_id, at=request.at
    )
    return _listed(request, rows, "desk/alike.html")


@require_safe
@needs_permission("intelligence.triage")
def same_place(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """The reports about one place, by pages; none is opened."""
    rows = desk.same_place(viewer=request.actor, report_id=report_id, at=request.at)
    return _listed(request, rows, "desk/same_place.html")


def _listed(request: StaffRequest, rows: list[QueueRow], template: str) -> HttpResponse:
    start = pages.start_of(request)
    page = pages.page_of(rows[start : start + pages.PER_PAGE], len(rows), request)
    context = {"page": page, "me": request.actor.person_id}
    return render(request, template, context)
