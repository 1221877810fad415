"""Phones: one's own, which the app enrols; and those of the organisation."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.agencies.sign_in.recent import fresh_sign_in
from unhidden.field.devices import actions, forms, presenters, queries
from unhidden.field.devices.presenters import SENTENCES
from unhidden.field.devices.queries import DeviceCard
from unhidden.field.policies import MANAGE_DEVICES, SEE_LANDING, USE_APP
from unhidden.ui import pages
from unhidden.ui.forms import posted
from unhidden.ui.parts import Confirmation
from unhidden.ui.refusals import attempt, attempt_or_tell


@require_safe
@needs_permission(USE_APP)
@fresh_sign_in
def give_challenge(request: StaffRequest) -> HttpResponse:
    """What this person's phone signs to be enrolled, for ten minutes."""
    return JsonResponse(
        {
            "challenge": actions.make_challenge(actor=request.actor, at=request.at),
            "person": str(request.actor.person),
            "setting": queries.find_device_rule(viewer=request.actor),
        }
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission(USE_APP)
def show_own_devices(request: StaffRequest) -> HttpResponse:
    """The person's own phones; the app enrols another one here."""
    if request.method == "POST":
        return _enrol(request)
    cards = queries.list_own_devices(viewer=request.actor)
    pages.note_shown(cards, request)
    context = {
        "rows": presenters.list_phones(cards),
        "setting": queries.find_device_rule(viewer=request.actor),
    }
    return render(request, "field/own_devices.html", context)


@fresh_sign_in
def _enrol(request: StaffRequest) -> HttpResponse:
    """Enrol a phone of this person's: ``enrolled``, ``waits``, or ``not_here``."""
    form = forms.EnrolForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"is": "unreadable"}, status=400)
    new = form.new_device
    try:
        made = actions.enrol_device(new=new, actor=request.actor, at=request.at)
    except actions.NoPhonesHere:
        return JsonResponse({"is": "not_here"})
    except (actions.NotThisDevice, actions.DeviceTaken):
        return JsonResponse({"is": "unreadable"}, status=400)
    state = "enrolled" if made.is_ready else "waits"
    return JsonResponse({"is": state, "device": str(made.id), "words": made.words})


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission(USE_APP)
def report_own_lost(request: StaffRequest, device_id: UUID) -> HttpResponse:
    card = queries.find_own_device(viewer=request.actor, device_id=device_id)
    return _report_lost(request, card, "field:devices")


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission(USE_APP)
def end_own_device(request: StaffRequest, device_id: UUID) -> HttpResponse:
    card = queries.find_own_device(viewer=request.actor, device_id=device_id)
    return _end(request, card, "field:devices")


@require_safe
@needs_permission(MANAGE_DEVICES)
def show_phones(request: StaffRequest) -> HttpResponse:
    """The organisation's phones: those that wait first, then by owner."""
    form = forms.DeviceFilter(request.GET)
    cards = queries.list_devices(viewer=request.actor, **form.filter_values)
    page = pages.paginate(cards, request)
    context = {
        "form": form,
        "chosen": form.chosen_filters,
        "page": page,
        "rows": presenters.list_phones(page.items),
    }
    return render(request, "field/phones.html", context)


@require_safe
@needs_permission(MANAGE_DEVICES)
def show_phone(request: StaffRequest, device_id: UUID) -> HttpResponse:
    """One phone, what it still holds, and what may be decided on it."""
    card = queries.find_device(viewer=request.actor, device_id=device_id)
    held = queries.list_takings(viewer=request.actor, device_id=device_id)
    context = {
        "card": card,
        "row": presenters.list_phones([card])[0],
        "facts": presenters.list_facts(card),
        "held": presenters.table_takings(held) if held else None,
        "is_own": card.person_id == request.actor.person,
    }
    return render(request, "field/phone.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission(MANAGE_DEVICES)
@fresh_sign_in
def approve_phone(request: StaffRequest, device_id: UUID) -> HttpResponse:
    return _let_go_out(request, device_id, actions.approve_device)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission(MANAGE_DEVICES)
@fresh_sign_in
def report_phone_found(request: StaffRequest, device_id: UUID) -> HttpResponse:
    return _let_go_out(request, device_id, actions.report_found)


def _let_go_out(
    request: StaffRequest, device_id: UUID, do: Callable[..., None]
) -> HttpResponse:
    """Have the words compared first."""
    card = queries.find_device(viewer=request.actor, device_id=device_id)
    if request.method == "POST":
        with attempt_or_tell(request, SENTENCES):
            do(device_id=device_id, actor=request.actor, at=request.at)
            messages.success(request, _("The phone may go out"))
        return redirect("field:phone", device_id)
    named = {"name": card.name, "person": card.person}
    words = _(
        "Have %(person)s read out the words that the phone shows. Only if they are the "
        "same may it go out:"
    )
    confirmation = Confirmation(
        question=_("May %(name)s of %(person)s go out?") % named,
        consequence=f"{words % named}\n\n{card.words}",
        yes=_("The words are the same"),
        back_url=reverse("field:phone", args=[device_id]),
    )
    return render(request, "ui/confirm.html", {"confirmation": confirmation})


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission(MANAGE_DEVICES)
def report_phone_lost(request: StaffRequest, device_id: UUID) -> HttpResponse:
    card = queries.find_device(viewer=request.actor, device_id=device_id)
    return _report_lost(request, card, "field:phones")


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission(MANAGE_DEVICES)
def end_phone(request: StaffRequest, device_id: UUID) -> HttpResponse:
    card = queries.find_device(viewer=request.actor, device_id=device_id)
    return _end(request, card, "field:phones")


@require_http_methods(["GET", "HEAD", "POST"])
@needs_permission(MANAGE_DEVICES)
@fresh_sign_in
def set_rule(request: StaffRequest) -> HttpResponse:
    """Which phones of the organisation may go out."""
    rule = queries.find_device_rule(viewer=request.actor)
    form = forms.RuleForm(posted(request), initial={"devices": rule})
    if form.is_valid():
        chosen = form.cleaned_data["devices"]
        actions.set_device_rule(devices=chosen, actor=request.actor, at=request.at)
        messages.success(request, _("The rule is saved"))
        return redirect("field:phones")
    return render(request, "field/rule.html", {"form": form})


@require_safe
@needs_permission(SEE_LANDING)
def show_held(request: StaffRequest) -> HttpResponse:
    """Which phones still hold which visits, and until when these can be read."""
    found = queries.list_takings(viewer=request.actor)
    page = pages.paginate(found, request)
    table = presenters.table_takings(page.items, is_page=True)
    return render(request, "field/held.html", {"page": page, "table": table})


def _report_lost(request: StaffRequest, card: DeviceCard, after: str) -> HttpResponse:
    """Ask what happened, then keep it."""
    form = forms.LostForm(posted(request))
    if form.is_valid():
        with attempt(form, SENTENCES):
            actions.report_lost(
                device_id=card.id,
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                at=request.at,
            )
            messages.success(request, _("The phone is reported lost"))
            return redirect(after)
    context = {"form": form, "card": card, "text": presenters.LOST, "back": after}
    return render(request, "field/lost.html", context)


def _end(request: StaffRequest, card: DeviceCard, after: str) -> HttpResponse:
    """Ask whether all was sent, then take the phone back."""
    if request.method == "POST":
        with attempt_or_tell(request, SENTENCES):
            actions.end_device(device_id=card.id, actor=request.actor, at=request.at)
            messages.success(request, _("The phone is handed back"))
        return redirect(after)
    confirmation = Confirmation(
        question=_("Is %(name)s handed back?") % {"name": card.name},
        consequence=presenters.warn_of_end(card),
        yes=_("Yes, it is handed back"),
        back_url=reverse(after),
        is_final=True,
    )
    return render(request, "ui/confirm.html", {"confirmation": confirmation})
