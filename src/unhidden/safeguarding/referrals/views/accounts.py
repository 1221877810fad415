"""What a person told: kept, found again, marked, and taken over into the form."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.lib.working_days import day_in_london
from unhidden.safeguarding.frame import queries as frame
from unhidden.safeguarding.referrals.actions import accounts
from unhidden.safeguarding.referrals.forms.accounts import (
    AccountForm,
    AccountSearchForm,
    MarkForm,
    TakenSentencesForm,
)
from unhidden.safeguarding.referrals.presenters import form_pages
from unhidden.safeguarding.referrals.presenters.marks import list_pieces
from unhidden.safeguarding.referrals.presenters.refusals import SENTENCES
from unhidden.safeguarding.referrals.queries import filled, told
from unhidden.safeguarding.referrals.queries.official import load_official_form
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.refusals import attempt, attempt_or_tell

WORK = "safeguarding.work_case"


@needs_permission("safeguarding.see_own_cases")
def show_accounts(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """All accounts of a case, or those in which words are found.

    The words come in the body: no address, history or log has them.
    """
    read = frame.work_on if request.method == "POST" else frame.read_head
    head = read(viewer=request.actor, case_id=case_id)
    form = AccountSearchForm(posted(request))
    sought = form.cleaned_data["words"] if form.is_valid() else ""
    if sought:
        lines = told.search_accounts(
            viewer=request.actor, case_id=case_id, words=sought
        )
        page = pages.paginate(lines, request, max(len(lines), 1))
    else:
        lines = told.list_accounts(viewer=request.actor, case_id=case_id)
        page = pages.paginate(lines, request)
    context = {"case": head, "form": form, "page": page, "sought": sought}
    return render(request, "safeguarding/referrals/accounts.html", context)


@needs_permission(WORK)
def write_account(
    request: StaffRequest, case_id: UUID, told_id: UUID | None = None
) -> HttpResponse:
    """Keep what somebody told, or add to an account what corrects it."""
    head = frame.work_on(viewer=request.actor, case_id=case_id)
    before = _account(request, case_id, told_id) if told_id else None
    form = AccountForm(posted(request), initial={"day": day_in_london(request.at)})
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        new = accounts.NewAccount(told_on=given.pop("day"), adds_to=told_id, **given)
        with attempt(form, SENTENCES):
            kept = accounts.keep_account(
                case_id=case_id, new=new, actor=request.actor, at=request.at
            )
            messages.success(request, _("The account is sealed and kept"))
            return redirect("safeguarding:account", case_id, kept)
    named = f"{request.actor.person}:{case_id}:{told_id or 'account'}"
    key = salted_hmac("unhidden.safeguarding.account", named, algorithm="sha256")
    context = {
        "case": head,
        "form": form,
        "before": before,
        "draft_key": key.hexdigest(),
    }
    return render(request, "safeguarding/referrals/write_account.html", context)


@needs_permission("safeguarding.see_own_cases")
def show_account(request: StaffRequest, case_id: UUID, told_id: UUID) -> HttpResponse:
    """One account, opened; who works on the case marks its sentences here."""
    head = frame.read_head(viewer=request.actor, case_id=case_id)
    view = _account(request, case_id, told_id)
    official = load_official_form()
    sentences = [span.cut_from(view.text) for span in view.sentences]
    form = MarkForm(posted(request), sentences=sentences, official=official)
    if request.method == "POST":
        frame.work_on(viewer=request.actor, case_id=case_id)
        if form.is_valid():
            with attempt(form, SENTENCES):
                accounts.mark_sentences(
                    case_id=case_id,
                    told_id=told_id,
                    places={int(each) for each in form.cleaned_data["sentences"]},
                    question=form.cleaned_data["question"],
                    actor=request.actor,
                    at=request.at,
                )
                messages.success(request, _("Marked. The form offers it now"))
                return redirect("safeguarding:account", case_id, told_id)
    context = {
        "case": head,
        "account": view,
        "form": form,
        "pieces": list_pieces(view, official),
    }
    return render(request, "safeguarding/referrals/account.html", context)


@require_POST
@needs_permission(WORK)
def take_mark_back(
    request: StaffRequest, case_id: UUID, told_id: UUID, mark_id: UUID
) -> HttpResponse:
    frame.work_on(viewer=request.actor, case_id=case_id)
    with attempt_or_tell(request, SENTENCES):
        accounts.take_mark_back(
            case_id=case_id, mark_id=mark_id, actor=request.actor, at=request.at
        )
        messages.success(request, _("The mark is taken back"))
    return redirect("safeguarding:account", case_id, told_id)


@needs_permission(WORK)
def take_sentences(request: StaffRequest, case_id: UUID, question: str) -> HttpResponse:
    """Take marked sentences over into an answer, and say how they were checked."""
    form = filled.find_filled_form(viewer=request.actor, case_id=case_id)
    step = form_pages.find_step_of(form, question) if form else None
    if form is None or step is None:
        raise Absent
    asked = next(each for each in step.questions if each.code == question)
    offers = told.list_offers(
        viewer=request.actor, case_id=case_id, form_id=form.id, questions={question}
    )
    page = TakenSentencesForm(
        posted(request),
        sentences=[(str(each.sentence.id), each.sentence.text) for each in offers],
    )
    if request.method == "POST" and page.is_valid():
        with attempt(page, SENTENCES):
            accounts.take_sentences(
                case_id=case_id,
                question=question,
                marks={UUID(each) for each in page.cleaned_data["sentences"]},
                read_back_on=page.cleaned_data["day"],
                actor=request.actor,
                at=request.at,
            )
            done = _("It is noted") if asked.is_beside else _("It is in the form now")
            messages.success(request, done)
            return redirect("safeguarding:nrm_step", case_id, step.code)
    context = {
        "case": form.case,
        "form": page,
        "title": form_pages.choose_words(asked.label),
        "is_beside": asked.is_beside,
        "has_offers": bool(offers),
        "back_url": reverse("safeguarding:nrm_step", args=[case_id, step.code]),
    }
    return render(request, "safeguarding/referrals/take.html", context)


def _account(request: StaffRequest, case_id: UUID, told_id: UUID) -> told.AccountView:
    return told.get_account(viewer=request.actor, case_id=case_id, told_id=told_id)
