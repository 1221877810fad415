"""Coming back with the words of a receipt: reading, answering, adding, deleting.

The words travel in the hidden fields of the page's own forms, from one answer to the
next. They stand in no address, cookie, log or row.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from unhidden.access.requests import PublicRequest
from unhidden.reporting.actions import mailbox as mailbox_actions
from unhidden.reporting.actions.mailbox import NoSuchMailbox
from unhidden.reporting.forms.mailbox import AdditionForm
from unhidden.reporting.forms.receipt import StatusForm
from unhidden.reporting.presenters.refusals import SENTENCES
from unhidden.reporting.queries import mailbox as mailbox_queries
from unhidden.reporting.queries.mailbox import Mailbox
from unhidden.reporting.views.report import get_sent_form
from unhidden.ui.refusals import attempt


@require_http_methods(["GET", "HEAD", "POST"])
def show_mailbox(request: PublicRequest) -> HttpResponse:
    """The words; and with them, the mailbox, and what is done in it."""
    form = StatusForm(get_sent_form(request) if request.method == "POST" else None)
    found = None
    if form.is_bound and form.is_valid():
        found = mailbox_queries.open_mailbox(words=form.cleaned_data["words"])
        if found is None:
            form.report_unknown()
    if found is None:
        return render(request, "reporting/status.html", {"form": form})
    step = _STEPS.get(form.data.get("step", ""), _show)
    return step(request, found, form)


def _show(request: PublicRequest, found: Mailbox, asked: StatusForm) -> HttpResponse:
    return _page(request, found, asked.cleaned_data["words"])


def _add(request: PublicRequest, found: Mailbox, asked: StatusForm) -> HttpResponse:
    """Keep what was written; the page again, with what is new or what is wrong."""
    words, data = asked.cleaned_data["words"], asked.data
    form = AdditionForm(data, question=_question(data.get("question", "")))
    if not form.is_valid():
        return _page(request, found, words, form)
    with attempt(form, SENTENCES, "text"):
        try:
            mailbox_actions.add_to_report(
                words=words,
                text=form.cleaned_data["text"],
                question=form.question,
                form_key=form.key(),
                actor=request.actor,
                at=request.at,
            )
        except NoSuchMailbox:
            return render(request, "reporting/mailbox_deleted.html")
        again = mailbox_queries.open_mailbox(words=words) or found
        return _page(request, again, words, is_added=True)
    return _page(request, found, words, form)


def _ask(request: PublicRequest, found: Mailbox, asked: StatusForm) -> HttpResponse:
    """Whether they are sure."""
    shown = {"words": asked.cleaned_data["words"]}
    return render(request, "reporting/mailbox_delete.html", shown)


def _delete(request: PublicRequest, found: Mailbox, asked: StatusForm) -> HttpResponse:
    words = asked.cleaned_data["words"]
    # Somebody else with the words may have been first: it is deleted either way.
    with suppress(NoSuchMailbox):
        mailbox_actions.delete_conversation(
            words=words, actor=request.actor, at=request.at
        )
    return render(request, "reporting/mailbox_deleted.html")


_STEPS: dict[str, Callable[[PublicRequest, Mailbox, StatusForm], HttpResponse]] = {
    "add": _add,
    "ask": _ask,
    "delete": _delete,
}


def _question(number: str) -> int | None:
    """The number of the question that is answered; None for an addition."""
    is_number = number.isascii() and number.isdecimal() and len(number) < 5
    return int(number) if is_number else None


def _page(
    request: PublicRequest,
    found: Mailbox,
    words: str,
    wrong: AdditionForm | None = None,
    *,
    is_added: bool = False,
) -> HttpResponse:
    forms = {None: AdditionForm(question=None)} | {
        line.position: AdditionForm(question=line.position) for line in found.questions
    }
    if wrong is not None:
        # What was answered meanwhile has no form of its own any more.
        forms[wrong.question if wrong.question in forms else None] = wrong
    context = {
        "mailbox": found,
        "words": words,
        "asked": [(line, forms[line.position]) for line in found.questions],
        "add": forms[None],
        "wrong": wrong,
        "is_added": is_added,
    }
    return render(request, "reporting/mailbox.html", context)
