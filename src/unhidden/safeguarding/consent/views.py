"""Asking a person, keeping what they said, and taking it back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.agencies import queries as agencies
from unhidden.lib.working_days import day_in_london
from unhidden.safeguarding.consent import forms, presenters
from unhidden.safeguarding.consent.actions import recording
from unhidden.safeguarding.consent.presenters import SENTENCES
from unhidden.safeguarding.consent.queries import passed, standing
from unhidden.safeguarding.frame import queries as frame
from unhidden.safeguarding.frame.queries import CaseHead
from unhidden.ui import pages
from unhidden.ui.refusals import attempt

_WORDS_IN = "words"


@needs_permission("safeguarding.work_case")
def show_consents(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Everything that was asked, as it stands today, and what has passed on it."""
    head = frame.work_on(viewer=request.actor, case_id=case_id)
    found = standing.list_standings(
        viewer=request.actor, case_id=case_id, day=day_in_london(request.at)
    )
    context = {
        "case": head,
        "rows": presenters.show_standings(found),
        "passed": passed.list_passed(viewer=request.actor, case_id=case_id),
    }
    return render(request, "safeguarding/consent/standing.html", context)


@needs_permission("safeguarding.work_case")
def record_consent_answer(
    request: StaffRequest, case_id: UUID, kind: str
) -> HttpResponse:
    """Read the words of one question, and keep what the person said."""
    head = _asked_about(request, case_id, kind)
    form = forms.ConsentForm(
        request.POST or None,
        kind=kind,
        is_child=head.is_child,
        receivers=_receivers(head),
    )
    if request.method == "POST" and form.is_valid():
        with attempt(form, SENTENCES):
            recording.record_consent(
                case_id=case_id,
                new=form.new_consent,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("What they said is recorded"))
            return redirect("safeguarding:consent", case_id)
    words = _words(request, head, kind)
    context = {"form": form, "case": head, "words": words, "kind": kind}
    return render(request, "safeguarding/consent/ask.html", context)


@needs_permission("safeguarding.work_case")
def withdraw_consent(
    request: StaffRequest,
    case_id: UUID,
    kind: str,
    organisation_id: UUID | None = None,
) -> HttpResponse:
    """Take back what the person agreed to, after saying again what that does."""
    head = _asked_about(request, case_id, kind)
    row = _stands(request, case_id, kind, organisation_id)
    form = forms.WithdrawConsentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with attempt(form, SENTENCES):
            recording.record_consent(
                case_id=case_id,
                new=form.make_new(kind, organisation_id),
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("Taken back, and what rested on it has ended"))
            return redirect("safeguarding:consent", case_id)
    context = {
        "form": form,
        "case": head,
        "row": row,
        "words": _words(request, head, kind, is_withdrawal=True),
        "passed": passed.list_passed(viewer=request.actor, case_id=case_id),
    }
    return render(request, "safeguarding/consent/withdraw.html", context)


@needs_permission("safeguarding.work_case")
def show_due_consents(request: StaffRequest) -> HttpResponse:
    """What to gently ask again, in the viewer's own cases."""
    rows = standing.list_due(viewer=request.actor, day=day_in_london(request.at))
    page = pages.paginate(rows, request)
    return render(request, "safeguarding/consent/due.html", {"page": page})


def _asked_about(request: StaffRequest, case_id: UUID, kind: str) -> CaseHead:
    """The case, if the viewer works on it and its person may be asked this."""
    head = frame.work_on(viewer=request.actor, case_id=case_id)
    if not standing.may_ask(kind, head.age_group):
        raise Absent
    return head


def _stands(
    request: StaffRequest, case_id: UUID, kind: str, organisation_id: UUID | None
) -> presenters.StandingRow:
    """The question as it stands; raises Absent for one that nobody asked."""
    found = standing.list_standings(
        viewer=request.actor, case_id=case_id, day=day_in_london(request.at)
    )
    rows = presenters.show_standings(found)
    for row in rows:
        if row.kind == kind and row.receiver_id == organisation_id:
            return row
    raise Absent


def _receivers(head: CaseHead) -> list[tuple[str, str]]:
    return [
        (str(each.id), each.name)
        for each in agencies.list_organisation_names()
        if each.id != head.lead_id and each.kind != "law_enforcement"
    ]


def _words(
    request: StaffRequest, head: CaseHead, kind: str, *, is_withdrawal: bool = False
) -> presenters.ReadWords:
    return presenters.show_words(
        kind,
        is_child=head.is_child,
        day=day_in_london(request.at),
        language=request.GET.get(_WORDS_IN, get_language() or "en"),
        is_withdrawal=is_withdrawal,
    )
