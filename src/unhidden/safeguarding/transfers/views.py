"""A case that moves to another organisation: offered, answered, handed over, kept."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.lib.working_days import day_in_london
from unhidden.safeguarding.consent.queries.standing import list_standings
from unhidden.safeguarding.people.actions.offers import list_who_accepts
from unhidden.safeguarding.transfers import forms, queries
from unhidden.safeguarding.transfers.actions import moving as actions
from unhidden.safeguarding.transfers.presenters import SENTENCES, describe_transfer
from unhidden.ui import pages
from unhidden.ui.forms import Form, posted
from unhidden.ui.refusals import attempt, attempt_or_tell

READ, WORK = "safeguarding.see_own_cases", "safeguarding.work_case"
MANAGE = "safeguarding.manage_team"
_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@needs_permission(READ)
def show_transfers(request: StaffRequest) -> HttpResponse:
    """Cases that move to the organisation or from it."""
    lines = queries.list_transfers(viewer=request.actor, at=request.at)
    pages.note_shown(lines, request)
    return render(
        request, "safeguarding/transfers/transfers.html", {"transfers": lines}
    )


@require_safe
@needs_permission(READ)
def show_transfer(request: StaffRequest, transfer_id: UUID) -> HttpResponse:
    """One transfer, with what its reader may do."""
    card = queries.get_transfer(
        viewer=request.actor, transfer_id=transfer_id, at=request.at
    )
    context = {"transfer": card, "rows": describe_transfer(card)}
    return render(request, "safeguarding/transfers/transfer.html", context)


@require_http_methods(_METHODS)
@needs_permission(WORK)
def offer_transfer(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Offer one's case to an organisation that its person agrees to."""
    head, going = queries.find_open_transfer(viewer=request.actor, case_id=case_id)
    if going is not None:
        return redirect("safeguarding:transfer", going)
    agreed = _find_agreed(request, case_id)
    form = forms.TransferForm(posted(request), agreed=agreed)
    if form.is_valid():
        with attempt(form, SENTENCES):
            transfer_id = actions.offer_transfer(
                case_id=case_id,
                new=form.describe_transfer(),
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("They are asked. The case is yours until then"))
            return redirect("safeguarding:transfer", transfer_id)
    context = {"case": head, "form": form, "has_agreed": bool(agreed)}
    return render(request, "safeguarding/transfers/offer.html", context)


@require_http_methods(_METHODS)
@needs_permission(MANAGE)
def accept_transfer(request: StaffRequest, transfer_id: UUID) -> HttpResponse:
    """Take a case on, and name who will lead it."""
    card = _asked(request, transfer_id)
    form = forms.AcceptTransferForm(
        posted(request),
        day=day_in_london(request.at),
        organisation_id=request.actor.organisation,
    )
    if form.is_valid():
        with attempt(form, SENTENCES):
            actions.accept_transfer(
                transfer_id=transfer_id,
                worker_id=UUID(form.cleaned_data["worker"]),
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("Accepted. It is yours once they hand it over"))
            return redirect("safeguarding:transfer", transfer_id)
    return _form_page(request, card, form, _("Take the case on"))


@require_http_methods(_METHODS)
@needs_permission(MANAGE)
def decline_transfer(request: StaffRequest, transfer_id: UUID) -> HttpResponse:
    """Say that the organisation cannot, and why; also after it has accepted."""
    card = _asked(request, transfer_id)
    form = forms.DeclineTransferForm(posted(request))
    if form.is_valid():
        with attempt(form, SENTENCES):
            actions.decline_transfer(
                transfer_id=transfer_id,
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("They are told, and the case stays with them"))
            return redirect("safeguarding:transfer", transfer_id)
    return _form_page(request, card, form, _("Decline the case"))


@require_POST
@needs_permission(WORK)
def withdraw_transfer(request: StaffRequest, transfer_id: UUID) -> HttpResponse:
    """Keep the case."""
    with attempt_or_tell(request, SENTENCES):
        actions.withdraw_transfer(
            transfer_id=transfer_id, actor=request.actor, at=request.at
        )
        messages.success(request, _("The case stays with you"))
    return redirect("safeguarding:transfer", transfer_id)


@require_POST
@needs_permission(WORK)
def hand_case_over(request: StaffRequest, transfer_id: UUID) -> HttpResponse:
    """Hand the case over to who has accepted it."""
    with attempt_or_tell(request, SENTENCES):
        actions.hand_case_over(
            transfer_id=transfer_id, actor=request.actor, at=request.at
        )
        messages.success(
            request, _("The case is handed over. They lead it from now on")
        )
    return redirect("safeguarding:transfer", transfer_id)


@require_safe
@needs_permission(READ)
def show_kept_notes(request: StaffRequest, transfer_id: UUID) -> HttpResponse:
    """What one's organisation wrote before the case moved."""
    notes = actions.open_kept_notes(
        transfer_id=transfer_id, actor=request.actor, at=request.at
    )
    card = queries.get_transfer(
        viewer=request.actor, transfer_id=transfer_id, at=request.at
    )
    context = {"transfer": card, "page": pages.paginate(notes, request)}
    return render(request, "safeguarding/transfers/kept.html", context)


def _find_agreed(request: StaffRequest, case_id: UUID) -> dict[UUID, str]:
    """Who accepts people, of those with whom the person agrees to share."""
    stand = list_standings(
        viewer=request.actor, case_id=case_id, day=day_in_london(request.at)
    )
    agreed = {
        word.receiver_id
        for word in stand
        if word.kind == "share" and word.standing == "yes"
    }
    accepting = list_who_accepts(request.actor, request.at)
    return {key: name for key, name in accepting.items() if key in agreed}


def _asked(request: StaffRequest, transfer_id: UUID) -> queries.TransferCard:
    """The transfer, for a supervisor whom it asked; Absent for everybody else."""
    card = queries.get_transfer(
        viewer=request.actor, transfer_id=transfer_id, at=request.at
    )
    if not card.is_asked:
        raise Absent
    return card


def _form_page(
    request: StaffRequest, card: queries.TransferCard, form: Form, title: str
) -> HttpResponse:
    """The form; what is answered shows how it stands."""
    if not card.is_for_me:
        if form.is_bound:
            messages.error(request, str(SENTENCES[actions.TransferMoved]))
        return redirect("safeguarding:transfer", card.id)
    context = {
        "transfer": card,
        "rows": describe_transfer(card),
        "form": form,
        "title": title,
        "back_url": reverse("safeguarding:transfer", args=[card.id]),
    }
    return render(request, "safeguarding/transfers/answer.html", context)
