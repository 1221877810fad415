"""Pages of requests that reach an organisation here, on both sides."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.safeguarding.crossing import forms
from unhidden.safeguarding.crossing.actions import letters
from unhidden.safeguarding.crossing.presenters import SENTENCES
from unhidden.safeguarding.crossing.queries.letters import get_letter, list_letters
from unhidden.safeguarding.frame import queries as frame
from unhidden.ui import pages, parts
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt, attempt_or_tell

ANSWER = "safeguarding.answer_holdings"


@needs_permission("safeguarding.work_case")
def send_letter(
    request: StaffRequest, case_id: UUID, holdings_id: UUID
) -> HttpResponse:
    """Ask, and then have a request reach its organisation here."""
    frame.work_on(viewer=request.actor, case_id=case_id)
    back = reverse("safeguarding:holdings", args=[case_id])
    if request.method == "POST":
        with attempt_or_tell(request, SENTENCES):
            letters.send_letter(
                case_id=case_id,
                holdings_id=holdings_id,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("Sent: they have one calendar month"))
        return redirect(back)
    confirmation = parts.Confirmation(
        question=_("Send the request to them here?"),
        consequence=_(
            "Whoever answers for that organisation learns the person’s name, their date"
            " of birth, and that you support them. Send it only if the person asks for"
            " it."
        ),
        yes=_("Send it"),
        back_url=back,
    )
    return render(request, "ui/confirm.html", {"confirmation": confirmation})


@needs_permission("safeguarding.work_case")
def show_answer(
    request: StaffRequest, case_id: UUID, holdings_id: UUID
) -> HttpResponse:
    """What an organisation answered, for who works on the case."""
    head = frame.work_on(viewer=request.actor, case_id=case_id)
    answer = letters.open_answer(
        case_id=case_id, holdings_id=holdings_id, actor=request.actor, at=request.at
    )
    context = {"case": head, "answer": answer}
    return render(request, "safeguarding/crossing/answer.html", context)


@needs_permission(ANSWER)
def show_letters(request: StaffRequest) -> HttpResponse:
    """What people ask one's own organisation."""
    found = list_letters(viewer=request.actor, day=localdate(request.at))
    page = pages.paginate(found, request)
    return render(request, "safeguarding/crossing/letters.html", {"page": page})


@needs_permission(ANSWER)
def answer_letter(request: StaffRequest, letter_id: UUID) -> HttpResponse:
    """One request, opened; and what one's own organisation answers."""
    try:
        return _answer(request, letter_id)
    except Absent:
        if not request.POST.get("words", "").strip():
            raise
        return _give_back(request)


def _give_back(request: StaffRequest) -> HttpResponse:
    """What was typed, when nothing waits for it; the same of any request, or none."""
    form = forms.HoldingsAnswerForm(request.POST)
    form.add_error(
        None,
        _(
            "This request is answered, or was taken back, so nothing was sent now. "
            "What you typed is still here"
        ),
    )
    page = {"form": form}
    return render(request, "safeguarding/crossing/letter.html", page, status=404)


def _answer(request: StaffRequest, letter_id: UUID) -> HttpResponse:
    """The page of a request that waits; raises Absent, also when it waits no more."""
    letter = get_letter(
        viewer=request.actor, letter_id=letter_id, day=localdate(request.at)
    )
    form = forms.HoldingsAnswerForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with attempt(form, SENTENCES):
            letters.answer_letter(
                letter_id=letter_id,
                how=form.cleaned_data["how"],
                words=form.cleaned_data["words"],
                is_redacted=form.cleaned_data["is_redacted"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The answer is sent"))
            return redirect("safeguarding:letters")
    words = letters.open_letter(letter_id=letter_id, actor=request.actor, at=request.at)
    context = {"letter": letter, "words": words, "form": form}
    return render(request, "safeguarding/crossing/letter.html", context)
