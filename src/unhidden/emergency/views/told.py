"""What an organisation is told of emergencies: notices, approval, review."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.agencies.sign_in.recent import fresh_sign_in
from unhidden.emergency import actions, forms
from unhidden.emergency.presenters import ANSWERING, REVIEWING
from unhidden.emergency.queries import accesses
from unhidden.emergency.queries.accesses import EmergencyCard
from unhidden.ui import dates, pages, parts
from unhidden.ui.refusals import attempt_or_tell


@require_safe
@needs_permission("emergency.see_notices")
def show_notices(request: StaffRequest) -> HttpResponse:
    cards = accesses.list_noticed_accesses(viewer=request.actor, at=request.at)
    page = pages.paginate(cards, request)
    return render(request, "emergency/told.html", {"page": page})


@require_safe
@needs_permission("emergency.see_notices")
def show_access(request: StaffRequest, access_id: UUID) -> HttpResponse:
    card = accesses.find_access(
        viewer=request.actor, access_id=access_id, at=request.at
    )
    context = {"access": card, "rows": _rows(card)}
    return render(request, "emergency/one.html", context)


@require_POST
@needs_permission("emergency.see_notices")
def mark_notice_seen(request: StaffRequest, access_id: UUID) -> HttpResponse:
    actions.mark_seen(access_id=access_id, actor=request.actor, at=request.at)
    messages.success(request, _("Your organisation has taken note"))
    return redirect("emergency:told")


@needs_permission("emergency.review")
@fresh_sign_in
def answer_access(request: StaffRequest, access_id: UUID) -> HttpResponse:
    """The second person's answer about a restricted record."""
    card = accesses.find_access(
        viewer=request.actor, access_id=access_id, at=request.at
    )
    form = forms.AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _answered(request, access_id, form.cleaned_data["is_agreed"])
    if not card.may_approve:
        raise Absent
    context = {"access": card, "form": form, "title": _("Approve or refuse")}
    return render(request, "emergency/form.html", context)


def _answered(request: StaffRequest, access_id: UUID, is_agreed: bool) -> HttpResponse:
    with attempt_or_tell(request, ANSWERING):
        actions.answer_emergency(
            access_id=access_id,
            is_agreed=is_agreed,
            actor=request.actor,
            at=request.at,
        )
        done = _("They can read it now") if is_agreed else _("It stays closed to them")
        messages.success(request, done)
    return redirect("emergency:one", access_id)


@needs_permission("emergency.review")
def review_access(request: StaffRequest, access_id: UUID) -> HttpResponse:
    card = accesses.find_access(
        viewer=request.actor, access_id=access_id, at=request.at
    )
    form = forms.EmergencyReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with attempt_or_tell(request, REVIEWING):
            actions.review_emergency(
                access_id=access_id,
                **form.cleaned_data,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The review is recorded"))
        return redirect("emergency:one", access_id)
    if not card.may_review:
        raise Absent
    context = {"access": card, "form": form, "title": _("Review this access")}
    return render(request, "emergency/form.html", context)


def _rows(card: EmergencyCard) -> list[parts.SummaryRow]:
    """What there is to know of one access, as far as it has come."""
    rows = [
        parts.SummaryRow(_("Record"), f"{card.reference}, {card.domain_label}"),
        parts.SummaryRow(_("Belongs to"), card.owner),
        parts.SummaryRow(_("Asked by"), f"{card.person}, {card.organisation}"),
        parts.SummaryRow(_("Emergency"), card.reason_label),
        parts.SummaryRow(_("In their words"), card.words),
        parts.SummaryRow(_("Asked"), dates.day_and_time(card.asked_at)),
        parts.SummaryRow(_("Closes by itself"), dates.day_and_time(card.until_at)),
    ]
    if card.answered_at:
        said = _("Approved by") if card.opened_at else _("Refused by")
        rows.append(parts.SummaryRow(said, _by(card.answered_by, card.answered_at)))
    if card.ended_at:
        rows.append(parts.SummaryRow(_("Ended"), dates.day_and_time(card.ended_at)))
    if card.opened_at and not card.reviewed_at:
        rows.append(
            parts.SummaryRow(
                _("To be reviewed by"), dates.format_day(card.review_due_on)
            )
        )
    if card.reviewed_at:
        rows.append(parts.SummaryRow(_("Review"), card.outcome_label))
        by = _by(card.reviewed_by, card.reviewed_at)
        rows.append(parts.SummaryRow(_("Reviewed by"), by))
        rows.append(parts.SummaryRow(_("Reviewer’s words"), card.review_words))
    return rows


def _by(name: str, at: datetime) -> str:
    return f"{name}, {dates.day_and_time(at)}"
