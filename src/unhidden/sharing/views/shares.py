"""Shares: what waits for an answer, one share, and each step of its life."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.policy import DOMAINS_OF_PURPOSE, rights_of
from unhidden.access.requests import StaffRequest
from unhidden.agencies import queries as agencies
from unhidden.lib.working_days import day_in_london
from unhidden.sharing import presenters
from unhidden.sharing.actions import answers
from unhidden.sharing.actions import shares as shares_actions
from unhidden.sharing.forms.shares import PeopleForm, ShareReasonForm
from unhidden.sharing.queries import shares as shares_queries
from unhidden.sharing.queries.shares import ReceiverCopy, ShareCard
from unhidden.sharing.views.agreements import form_page
from unhidden.ui.refusals import attempt_or_tell

SHARE, ANSWER = "sharing.share_records", "sharing.answer_shares"


@needs_permission(ANSWER)
def show_shares(request: StaffRequest) -> HttpResponse:
    """What the organisation is offered, must delete, receives and gives."""
    lists = shares_queries.list_shares(viewer=request.actor)
    return render(request, "sharing/shares.html", {"lists": lists})


@needs_permission(ANSWER)
def show_share(request: StaffRequest, domain: str, share_id: UUID) -> HttpResponse:
    card = _card(request, domain, share_id)
    may_manage = not card.is_receiver and request.actor.may(SHARE)
    context = {
        "share": card,
        "envelope": presenters.envelope(card),
        "terms": presenters.terms(card),
        "copied": _copied(request, card),
        "may_manage": may_manage,
    }
    return render(request, "sharing/share.html", context)


@require_POST
@needs_permission(SHARE)
def show_offer(request: StaffRequest, domain: str, share_id: UUID) -> HttpResponse:
    """Offer what is written down; and say what could not pass with it."""
    card = _card(request, domain, share_id)
    with attempt_or_tell(request, presenters.SENTENCES):
        left = shares_actions.offer_share(
            domain=domain,
            share_id=share_id,
            version=card.version,
            actor=request.actor,
            at=request.at,
        )
        said = _("It is offered. They see what stands on the envelope and no more")
        messages.success(request, said)
        if left:
            messages.warning(request, presenters.say_what_stays(left))
    return redirect(_back(card))


@require_POST
@needs_permission(SHARE)
def take_back_share(request: StaffRequest, domain: str, share_id: UUID) -> HttpResponse:
    card = _card(request, domain, share_id)
    return _done(
        request,
        card,
        lambda: shares_actions.withdraw_share(
            domain=domain,
            share_id=share_id,
            version=card.version,
            actor=request.actor,
            at=request.at,
        ),
        _("It is withdrawn"),
    )


@needs_permission(ANSWER)
def take_on_share(request: StaffRequest, domain: str, share_id: UUID) -> HttpResponse:
    """Take it on for named colleagues, who see the record from then on."""
    card = _received(request, domain, share_id, "offered")
    form = PeopleForm(request.POST or None, people=_able(request, card))
    if request.method == "POST" and form.is_valid():
        return _done(
            request,
            card,
            lambda: answers.accept_share(
                domain=domain,
                share_id=share_id,
                version=card.version,
                people=form.chosen,
                actor=request.actor,
                at=request.at,
            ),
            _("It is yours to work with. The colleagues you chose see it now"),
        )
    return form_page(request, form, _("Accept what is offered"), _back(card))


@needs_permission(ANSWER)
def add_share_readers(
    request: StaffRequest, domain: str, share_id: UUID
) -> HttpResponse:
    """Let more colleagues in to what is shared with one's organisation."""
    card = _received(request, domain, share_id, "accepted")
    able = [one for one in _able(request, card) if one[0] != str(request.actor.person)]
    form = PeopleForm(request.POST or None, people=able)
    if request.method == "POST" and form.is_valid():
        return _done(
            request,
            card,
            lambda: answers.add_readers(
                domain=domain,
                share_id=share_id,
                people=form.chosen,
                actor=request.actor,
                at=request.at,
            ),
            _("They see it now"),
        )
    return form_page(request, form, _("Let more colleagues in"), _back(card))


@needs_permission(ANSWER)
def refuse_share(request: StaffRequest, domain: str, share_id: UUID) -> HttpResponse:
    card = _received(request, domain, share_id, "offered")
    return _with_reason(
        request,
        card,
        answers.decline_share,
        title=_("Decline what is offered"),
        said=_("It is declined, and they are told why"),
    )


@needs_permission(ANSWER)
def close_share(request: StaffRequest, domain: str, share_id: UUID) -> HttpResponse:
    """End what is shared, from either side."""
    card = _card(request, domain, share_id)
    if card.state != "accepted" or not (card.is_receiver or request.actor.may(SHARE)):
        raise Absent
    return _with_reason(
        request,
        card,
        shares_actions.end_share,
        title=_("End what is shared"),
        said=_("Nobody of the other organisation sees it any more")
        if not card.is_receiver
        else _("Nobody of your organisation sees it any more"),
    )


@require_POST
@needs_permission(ANSWER)
def declare_deletion(
    request: StaffRequest, domain: str, share_id: UUID
) -> HttpResponse:
    """Say that one's organisation keeps nothing of it."""
    card = _received(request, domain, share_id, "ended")
    return _done(
        request,
        card,
        lambda: answers.confirm_deletion(
            domain=domain, share_id=share_id, actor=request.actor, at=request.at
        ),
        _("Your word is recorded, and they see it"),
    )


def _with_reason(
    request: StaffRequest,
    card: ShareCard,
    action: Callable[..., None],
    *,
    title: str,
    said: str,
) -> HttpResponse:
    form = ShareReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _done(
            request,
            card,
            lambda: action(
                domain=card.domain,
                share_id=card.id,
                version=card.version,
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=request.at,
            ),
            said,
        )
    return form_page(request, form, title, _back(card))


def _done(
    request: StaffRequest,
    card: ShareCard,
    do: Callable[[], None],
    said: str,
) -> HttpResponse:
    """Do it, or say why not; and show the share, or the list if it is gone."""
    with attempt_or_tell(request, presenters.SENTENCES):
        do()
        messages.success(request, said)
    return redirect(_back(card))


def _card(request: StaffRequest, domain: str, share_id: UUID) -> ShareCard:
    return shares_queries.find_share(
        viewer=request.actor, domain=domain, share_id=share_id
    )


def _received(
    request: StaffRequest, domain: str, share_id: UUID, state: str
) -> ShareCard:
    """The share as its receiver meets it, in that state; Absent otherwise."""
    card = _card(request, domain, share_id)
    if not card.is_receiver or card.state != state:
        raise Absent
    return card


def _copied(request: StaffRequest, card: ShareCard) -> tuple[ReceiverCopy, ...]:
    if card.state not in {"accepted", "ended"}:
        return ()
    return shares_queries.list_receiver_copies(
        viewer=request.actor, domain=card.domain, share_id=card.id
    )


def _able(request: StaffRequest, card: ShareCard) -> list[tuple[str, str]]:
    """Colleagues of the receiving organisation whose work meets such records."""
    return [
        (str(one.person_id), f"{one.name}, {one.role_label}")
        for one in agencies.list_colleagues(day=day_in_london(request.at))
        if one.organisation_id == card.receiver_id
        if any(
            card.domain in DOMAINS_OF_PURPOSE[purpose]
            for purpose in rights_of(one.role).purposes
        )
    ]


def _back(card: ShareCard) -> str:
    return reverse("sharing:share", args=[card.domain, card.id])
