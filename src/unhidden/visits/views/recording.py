"""Recording a visit on one page, of which nothing that was typed is lost."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.visits.accounts import queries as waiting
from unhidden.visits.accounts import sending
from unhidden.visits.accounts.sending import SentAccount
from unhidden.visits.actions.records import RecordDoesNotAddUp
from unhidden.visits.drafts import actions, queries
from unhidden.visits.drafts.inner import find_receivers
from unhidden.visits.drafts.queries import DraftCard
from unhidden.visits.drafts.views import read_fields, read_told, save_posted
from unhidden.visits.forms.record import RecordForm
from unhidden.visits.forms.told import ToldForm
from unhidden.visits.forms.typed import read_typed
from unhidden.visits.presenters import visits as shown
from unhidden.visits.presenters.reasons import name_reason
from unhidden.visits.presenters.told import NOBODY_RECEIVES, list_kept
from unhidden.visits.queries import plans
from unhidden.visits.queries.cards import VisitToRecord
from unhidden.visits.queries.inner import NobodyReceives

if TYPE_CHECKING:
    from collections.abc import Mapping


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission("visits.see_own_visits")
def record_findings(request: StaffRequest, planned_id: UUID) -> HttpResponse:
    """The whole record; one that is there already is shown instead, to its readers.

    What is sent is kept as an account, whatever has changed since the page was opened.
    """
    if request.method == "POST":
        return _receive(request, planned_id)
    draft = queries.find_draft(viewer=request.actor, planned_id=planned_id)
    corrects = draft is not None and draft.about is not None
    visit_id = plans.find_record_of(viewer=request.actor, planned_id=planned_id)
    if visit_id and not corrects:
        return _show_record(request, visit_id)
    visit = plans.visit_to_record(viewer=request.actor, planned_id=planned_id)
    if not visit.is_open and not corrects:
        return render(request, "visits/not_open.html", {"visit": visit})
    draft = draft or actions.begin_draft(
        visit=visit, actor=request.actor, at=request.at
    )
    data = _as_typed(draft.fields) if draft.fields else None
    form = RecordForm(data, visit=visit, now=request.at)
    return _ask_again(request, visit, form, draft)


@require_POST
@needs_permission("visits.record_visit")
def correct_record(request: StaffRequest, visit_id: UUID) -> HttpResponse:
    """The page with what the record says, to be sent as a correction of it."""
    planned_id = actions.begin_correction(
        visit_id=visit_id, actor=request.actor, at=request.at
    )
    return redirect("visits:record", planned_id)


def _receive(request: StaffRequest, planned_id: UUID) -> HttpResponse:
    """What was typed is saved before anything is asked of it."""
    try:
        draft = _find_sent_draft(request, planned_id)
    except NobodyReceives:
        return _show_unsealed(request, planned_id)
    try:
        visit = plans.visit_to_record(viewer=request.actor, planned_id=planned_id)
    except Absent:
        if draft is None:
            raise
        return _keep_typed(request, draft)
    draft = draft or _begin(request, visit)
    form = RecordForm(request.POST, visit=visit, now=request.at)
    sent = _send(request, form, draft) if form.is_complete else None
    return sent or _ask_again(request, visit, form, draft)


def _show_unsealed(request: StaffRequest, planned_id: UUID) -> HttpResponse:
    """Nothing was saved, since nobody has keys for a part of it: all stays typed."""
    visit = plans.visit_to_record(viewer=request.actor, planned_id=planned_id)
    draft = queries.find_draft(viewer=request.actor, planned_id=planned_id)
    if draft is None:
        raise Absent
    messages.error(request, str(NOBODY_RECEIVES))
    data = request.POST.copy()
    data["more"] = "none"
    form = RecordForm(data, visit=visit, now=request.at)
    return _ask_again(request, visit, form, draft, unsealed=request.POST)


def _find_sent_draft(request: StaffRequest, planned_id: UUID) -> DraftCard | None:
    """The draft that the page names, saved; None for a page that names none.

    One that was sent already stands for itself; of what somebody has decided on since
    nothing is known here, and what was typed begins anew.
    """
    if not request.POST.get("submission"):
        return None
    try:
        return save_posted(request, planned_id)
    except Absent:
        return _stand_in(request, planned_id)


def _begin(request: StaffRequest, visit: VisitToRecord) -> DraftCard:
    """A new draft with what was sent, for a page that named none."""
    begun = actions.begin_draft(visit=visit, actor=request.actor, at=request.at)
    return actions.save_draft(
        draft_id=begun.id,
        number=begun.number,
        fields=read_fields(request.POST),
        told=read_told(request.POST),
        actor=request.actor,
        at=request.at,
    )


def _stand_in(request: StaffRequest, planned_id: UUID) -> DraftCard | None:
    """What was sent before has no draft any more, and its account has the id."""
    try:
        draft_id = UUID(request.POST["submission"])
    except ValueError as error:
        raise Absent from error
    if not waiting.is_sent(viewer=request.actor, submission_id=draft_id):
        return None
    told = read_told(request.POST)
    if told.matters:
        sending.add_told(
            draft_id=draft_id, told=told, actor=request.actor, at=request.at
        )
    fields = read_fields(request.POST)
    return DraftCard(draft_id, planned_id, fields, 0, request.at)


def _send(
    request: StaffRequest, form: RecordForm, draft: DraftCard
) -> HttpResponse | None:
    """Send the account; None where the form says what in it does not add up."""
    try:
        sent = sending.send_account(
            draft_id=draft.id,
            record=form.record(),
            is_meant="keep" in request.POST,
            actor=request.actor,
            at=request.at,
        )
    except RecordDoesNotAddUp as refusal:
        form.refuse(refusal.problems)
        return None
    return _tell_author(request, sent)


def _keep_typed(request: StaffRequest, draft: DraftCard) -> HttpResponse:
    """Somebody who may record the visit no more: their words are kept all the same."""
    sent = sending.keep_typed(
        draft_id=draft.id,
        content=read_typed(draft.fields),
        actor=request.actor,
        at=request.at,
    )
    return _tell_author(request, sent)


def _tell_author(request: StaffRequest, sent: SentAccount) -> HttpResponse:
    """What became of the account, and where its author finds it."""
    if not sent.reason:
        messages.success(request, _("The visit is recorded"))
    else:
        kept = _("Your account is kept, and a person decides about it: %(reason)s")
        why = name_reason(sent.reason)
        messages.info(request, kept % {"reason": why})
    if sent.visit_id:
        return redirect("visits:visit", sent.visit_id)
    return redirect("visits:mine")


def _ask_again(
    request: StaffRequest,
    visit: VisitToRecord,
    form: RecordForm,
    draft: DraftCard,
    *,
    unsealed: QueryDict | None = None,
) -> HttpResponse:
    is_saved = draft.fields and request.at - draft.saved_at < timedelta(minutes=1)
    receivers = find_receivers(viewer=request.actor, visit=visit)
    context = {
        "visit": visit,
        "form": form,
        "told": ToldForm(receivers, unsealed),
        "kept": list_kept(draft.told, receivers),
        "nobody_receives": NOBODY_RECEIVES,
        "plan": shown.plan(visit.plan),
        "draft": draft,
        "is_saved": is_saved and request.POST.get("more") == "save",
        "is_old": bool(draft.fields) and request.method != "POST",
        "may_keep": form.is_bound and form.is_contradicting,
    }
    return render(request, "visits/record.html", context)


def _show_record(request: StaffRequest, visit_id: UUID) -> HttpResponse:
    messages.info(request, _("This visit was recorded already. Here it is."))
    return redirect("visits:visit", visit_id)


def _as_typed(fields: Mapping[str, list[str]]) -> QueryDict:
    """The page as it was left: shown again, and not judged."""
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, values)
    data["more"] = "none"
    return data
