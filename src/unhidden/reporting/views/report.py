"""The report, and its receipt."""

from __future__ import annotations

from uuid import uuid4

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from unhidden.access.requests import PublicRequest
from unhidden.reporting import actions, queries
from unhidden.reporting.forms import ReportForm, typed


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: PublicRequest) -> HttpResponse:
    """The form; and, once it is sent, the receipt in the same answer."""
    if not queries.can_take_reports():
        return _closed(request)
    form = ReportForm(sent(request), sections=queries.signs_to_offer())
    if form.is_bound and form.is_valid():
        return _submit(request, form)
    return render(request, "reporting/report.html", {"form": form})


def _submit(request: PublicRequest, form: ReportForm) -> HttpResponse:
    answers = form.answers()
    try:
        receipt = actions.submit_report(
            answers=answers,
            form_key=form.key(),
            language=get_language() or "en",
            actor=request.actor,
            at=request.at,
        )
    except actions.ReportAlreadySent:
        shown = {"pairs": form.pairs, "new_key": uuid4()}
        return render(request, "reporting/already.html", shown)
    shown = {"words": receipt.words, "answers": answers}
    return render(request, "reporting/receipt.html", shown)


def _closed(request: PublicRequest) -> HttpResponse:
    """Nobody would read the report: say so before it is written, and who would."""
    return render(request, "reporting/closed.html", status=503)


def sent(request: PublicRequest) -> QueryDict | None:
    """The form as it was sent, or None; in UTF-8, whatever the sender calls it."""
    if request.method != "POST":
        return None
    request.encoding = "utf-8"
    return typed(request.POST)
