"""The report, a question a page, for whoever has no scripts; and its receipt.

Every page carries the draft (forms/draft.py); the script in static/reporting walks the
same steps in the browser and sends only what it has sealed (views/sealed.py).
"""

from __future__ import annotations

import math
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from unhidden.access.requests import PublicRequest
from unhidden.reporting.actions import doors
from unhidden.reporting.actions.doors import FormTicket
from unhidden.reporting.actions.sending import (
    ReportAlreadySent,
    SentOtherwise,
    submit_report,
)
from unhidden.reporting.forms.draft import ReportDraft
from unhidden.reporting.forms.mailbox import AdditionForm
from unhidden.reporting.forms.report import ReportForm, clean_posted_data
from unhidden.reporting.forms.uploads import expect_files
from unhidden.reporting.presenters import steps
from unhidden.reporting.presenters.files import files_shown
from unhidden.reporting.queries import offered, reports, routes
from unhidden.reporting.rules import doors as waiting
from unhidden.reporting.rules import journey
from unhidden.reporting.rules.journey import CHECK, FILES, WHAT, JourneyStep
from unhidden.reporting.views.files import (
    TAKE_AWAY,
    network_of,
    take_files,
)

STEP = "reporting/step.html"
_TO = "to:"


@require_http_methods(["GET", "HEAD", "POST"])
def take_report(request: PublicRequest, *, is_try: bool = False) -> HttpResponse:
    """The next page of the journey; once it is sent, the receipt in the same answer."""
    if not reports.can_take_reports():
        return render(request, "reporting/closed.html", status=503)
    handler = expect_files(request)
    draft = ReportDraft(get_sent_form(request), offered.signs_to_offer())
    if request.method != "POST":
        shown = steps.first(draft, is_try=is_try, at=request.at)
        return render(request, STEP, shown)
    ticket = None if is_try else _shown(request, draft)
    if not is_try and (handler.left_out or request.FILES or TAKE_AWAY in request.POST):
        return _files(request, draft, ticket)
    go = draft.sent.get("go", "")
    if go == "send":
        return _tried(request, draft) if is_try else _send(request, draft, ticket)
    return _walk(request, draft, go, is_try=is_try)


def _shown(request: PublicRequest, draft: ReportDraft) -> FormTicket | None:
    """The form's ticket, which is shown with every answer; None for none that is good.

    The page that comes back carries it as it is then.
    """
    found = doors.read_ticket(draft.sent.get("ticket", ""), at=request.at)
    ticket = found and doors.settle_wait(
        found, network=network_of(request), at=request.at
    )
    draft.sent["ticket"] = ticket.text if ticket else ""
    return ticket


def _files(
    request: PublicRequest, draft: ReportDraft, ticket: FormTicket | None
) -> HttpResponse:
    """Take the files that came, and show those of the form so far."""
    kept, problems = take_files(request, ticket)
    known = ticket or doors.begin_form(at=request.at)
    step = journey.step_of(draft.steps, FILES)
    shown = files_shown(known.form_key, kept)
    return _page(
        request, draft, step, files=shown, problems=problems, ticket=known.text
    )


def _walk(
    request: PublicRequest, draft: ReportDraft, go: str, *, is_try: bool
) -> HttpResponse:
    """The step that was asked for: back, one to change, or the next if all is well."""
    here = draft.here
    if go == "back":
        step = journey.find_previous_step(draft.steps, here.code, draft.told)
    elif go == "upload":
        step = here
    elif go.startswith(_TO):
        step = journey.step_of(draft.steps, go.removeprefix(_TO))
    elif not (form := draft.form(here)).is_valid():
        return _page(request, draft, here, form=form, is_try=is_try)
    else:
        step = journey.find_next_step(draft.steps, here.code, draft.told)
    return _page(request, draft, step, is_try=is_try)


def _send(
    request: PublicRequest, draft: ReportDraft, ticket: FormTicket | None
) -> HttpResponse:
    """Keep the report, unless something in it is wrong or it came too fast."""
    if wrong := _wrong(draft):
        form = draft.form(wrong)
        if not form.errors:
            form.add_error("what", form.fields["what"].error_messages["required"])
        return _page(request, draft, wrong, form=form)
    network = network_of(request)
    if ticket is None:
        ticket = doors.settle_wait(
            doors.begin_form(at=request.at), network=network, at=request.at
        )
    left = math.ceil(ticket.wait(request.at))
    if left > 0:
        check = journey.step_of(draft.steps, CHECK)
        return _page(request, draft, check, wait=left, ticket=ticket.text)
    return _keep(request, draft, ticket, network)


def _page(
    request: PublicRequest,
    draft: ReportDraft,
    step: JourneyStep,
    form: ReportForm | None = None,
    **more: Any,
) -> HttpResponse:
    shown = steps.page(draft, step, at=request.at, form=form, **more)
    return render(request, STEP, shown)


def _wrong(draft: ReportDraft) -> JourneyStep | None:
    """The step to go back to before the report can be taken; None when all is well."""
    if wrong := draft.wrong:
        return wrong
    return journey.step_of(draft.steps, WHAT) if draft.says_nothing else None


def _keep(
    request: PublicRequest, draft: ReportDraft, ticket: FormTicket, network: str
) -> HttpResponse:
    answers, words = draft.answers, _words(draft)
    try:
        receipt = submit_report(
            answers=answers,
            form_key=ticket.form_key,
            language=get_language() or "en",
            words=words,
            copy=draft.copy,
            is_rushed=waiting.is_rushed(doors.get_pressure(network)),
            actor=request.actor,
            at=request.at,
        )
        given, desk = receipt.words, receipt.desk_id
    except SentOtherwise:
        return _already(request, draft)
    except ReportAlreadySent:
        # Who deleted the conversation meanwhile has no way back any more.
        if words != () and words != _kept(draft):
            return _already(request, draft)
        given, desk = words, None
    shown = {
        "words": given,
        "list": steps.words_language(),
        "shows_words": bool(given),
        "shows_danger": answers.danger_now,
        "shows_professional": answers.who_you_are == "professional",
        "shows_child": answers.who_you_are == "child",
        "sealed_for": routes.shown_desk(desk),
    }
    return render(request, "reporting/receipt.html", shown)


def _words(draft: ReportDraft) -> tuple[str, ...] | None:
    """The words that the last page carried; None where it carried none that fit."""
    if not draft.wants_reply:
        return ()
    return next(draft.words(steps.words_language()), None)


def _kept(draft: ReportDraft) -> tuple[str, ...]:
    """Those of the form's words that lead to a report, in whichever list; or none.

    It may have been sent in another language before.
    """
    tellings = draft.words(steps.words_language())
    digests = ((words, reports.digest_of(" ".join(words))) for words in tellings)
    return next((words for words, digest in digests if reports.is_kept(digest)), ())


def _already(request: PublicRequest, draft: ReportDraft) -> HttpResponse:
    """What is kept is what came first; what was changed since can be added to it."""
    words = _kept(draft)
    shown = {
        "words": words,
        "no_words": not words,
        "list": steps.words_language(),
        "typed": " ".join(words),
        "add": AdditionForm(question=None, text=steps.in_words(draft)),
        "carried": list(draft.carried(())),
        "ticket": doors.begin_form(at=request.at).text,
    }
    return render(request, "reporting/already.html", shown)


def _tried(request: PublicRequest, draft: ReportDraft) -> HttpResponse:
    """The end of a try: the same checks, and no way from here to the desk."""
    if wrong := _wrong(draft):
        return _page(request, draft, wrong, form=draft.form(wrong), is_try=True)
    return render(request, "reporting/tried.html")


def get_sent_form(request: PublicRequest) -> QueryDict:
    """The form as it was sent, in UTF-8, whatever the sender calls it."""
    request.encoding = "utf-8"
    return clean_posted_data(request.POST)
