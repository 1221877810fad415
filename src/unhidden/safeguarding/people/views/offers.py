"""People offered to an organisation: made, answered, passed on."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.lib.working_days import day_in_london
from unhidden.safeguarding.people.actions import offers as actions
from unhidden.safeguarding.people.forms import cases as forms
from unhidden.safeguarding.people.presenters import SENTENCES, describe_envelope
from unhidden.safeguarding.people.queries import offers as queries
from unhidden.ui import pages
from unhidden.ui.forms import Form, posted
from unhidden.ui.refusals import attempt, attempt_or_tell
from unhidden.visits import queries as visits

OFFER, ANSWER = "safeguarding.open_case", "safeguarding.manage_team"


@needs_permission(OFFER)
def show_offers(request: StaffRequest) -> HttpResponse:
    """Who is offered to the organisation, and whom the viewer offered."""
    cards = queries.list_offers(viewer=request.actor, at=request.at)
    pages.note_shown(cards, request)
    may_read = request.actor.may("safeguarding.see_own_cases")
    context = {"offers": cards, "may_read": may_read}
    return render(request, "safeguarding/people/offers.html", context)


@needs_permission(OFFER)
def show_offer(request: StaffRequest, offer_id: UUID) -> HttpResponse:
    """One offer, with what its reader may do."""
    card = queries.get_offer(viewer=request.actor, offer_id=offer_id, at=request.at)
    context = {"offer": card, "envelope": describe_envelope(card)}
    return render(request, "safeguarding/people/offer.html", context)


@needs_permission(OFFER)
def open_case(request: StaffRequest, possible_victim_id: UUID) -> HttpResponse:
    """Offer somebody who was found at a visit, once at a time."""
    viewer, at = request.actor, request.at
    person = visits.possible_victim(
        viewer=viewer, possible_victim_id=possible_victim_id
    )
    urn = queries.urn_of_open_case(viewer=viewer, possible_victim_id=possible_victim_id)
    offered = queries.find_open_offer(
        viewer=viewer, possible_victim_id=possible_victim_id, at=at
    )
    form = _make_form(request, is_from_visit=True)
    if not urn and form.is_valid():
        with attempt(form, SENTENCES):
            return _offer(request, form, possible_victim_id)
    context = {"form": form, "person": person, "urn": urn, "offered": offered}
    return render(request, "safeguarding/people/offer_found.html", context)


@needs_permission(OFFER)
def offer_other(request: StaffRequest) -> HttpResponse:
    """Offer somebody who came by another door than a visit."""
    form = _make_form(request, is_from_visit=False)
    if form.is_valid():
        with attempt(form, SENTENCES):
            return _offer(request, form, None)
    return render(request, "safeguarding/people/offer_other.html", {"form": form})


@needs_permission(ANSWER)
def accept_offer(request: StaffRequest, offer_id: UUID) -> HttpResponse:
    """Take somebody on, and name who supports them."""
    card = _asked(request, offer_id)
    form = forms.AcceptOfferForm(
        posted(request),
        day=day_in_london(request.at),
        organisation_id=request.actor.organisation,
    )
    if form.is_valid():
        with attempt(form, SENTENCES):
            case_id = actions.accept_offer(
                offer_id=offer_id,
                worker_id=form.worker_id,
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("You have taken them on: the case is open"))
            return redirect("safeguarding:case", case_id)
    title = _("Take them on")
    return _form_page(request, card, form, title, _("Take them on and open the case"))


@needs_permission(ANSWER)
def decline_offer(request: StaffRequest, offer_id: UUID) -> HttpResponse:
    """Say that the organisation cannot, and why."""
    card = _asked(request, offer_id)
    form = forms.DeclineOfferForm(posted(request))
    if form.is_valid():
        with attempt(form, SENTENCES):
            actions.decline_offer(
                offer_id=offer_id,
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("They are told, and ask somebody else"))
            return redirect("safeguarding:offer", offer_id)
    return _form_page(request, card, form, _("Decline"), _("Decline"))


@require_POST
@needs_permission(OFFER)
def withdraw_offer(request: StaffRequest, offer_id: UUID) -> HttpResponse:
    """Take back what nobody has answered."""
    with attempt_or_tell(request, SENTENCES):
        actions.withdraw_offer(offer_id=offer_id, actor=request.actor, at=request.at)
        messages.success(request, _("The offer is withdrawn"))
    return redirect("safeguarding:offer", offer_id)


@needs_permission(OFFER)
def pass_on_offer(request: StaffRequest, offer_id: UUID) -> HttpResponse:
    """Ask the next organisation."""
    card = queries.get_offer(viewer=request.actor, offer_id=offer_id, at=request.at)
    if request.method == "GET" and not card.may_pass_on:
        raise Absent
    accepting = actions.list_who_accepts(request.actor, request.at)
    accepting.pop(card.to_organisation_id, None)
    form = forms.NextOfferForm(posted(request), accepting=accepting)
    if form.is_valid():
        with attempt(form, SENTENCES):
            asked = actions.pass_on_offer(
                offer_id=offer_id,
                to_organisation_id=UUID(form.cleaned_data["to_organisation"]),
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("They are asked now"))
            return redirect("safeguarding:offer", asked)
    return _form_page(request, card, form, _("Ask the next organisation"), _("Ask"))


def _make_form(request: StaffRequest, *, is_from_visit: bool) -> forms.OfferForm:
    accepting = actions.list_who_accepts(request.actor, request.at)
    return forms.OfferForm(
        posted(request), accepting=accepting, is_from_visit=is_from_visit
    )


def _offer(
    request: StaffRequest, form: forms.OfferForm, possible_victim_id: UUID | None
) -> HttpResponse:
    offer_id = actions.offer_person(
        offer=form.describe_offer(possible_victim_id),
        actor=request.actor,
        at=request.at,
    )
    messages.success(request, _("They are offered. Until somebody accepts, see below"))
    return redirect("safeguarding:offer", offer_id)


def _asked(request: StaffRequest, offer_id: UUID) -> queries.OfferCard:
    """The offer, for a supervisor whom it asks; Absent for everybody else."""
    card = queries.get_offer(viewer=request.actor, offer_id=offer_id, at=request.at)
    if not card.is_for_me:
        raise Absent
    return card


def _form_page(
    request: StaffRequest,
    card: queries.OfferCard,
    form: Form,
    title: str,
    button: str,
) -> HttpResponse:
    context = {
        "offer": card,
        "envelope": describe_envelope(card),
        "form": form,
        "title": title,
        "button": button,
    }
    return render(request, "safeguarding/people/answer_offer.html", context)
