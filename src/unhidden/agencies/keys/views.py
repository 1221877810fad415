"""The pages under /keys/: one organisation's keys, and who has them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from unhidden.access.absent import Absent
from unhidden.access.pages import needs_permission
from unhidden.access.requests import StaffRequest
from unhidden.agencies.keys import actions, presenters, queries
from unhidden.agencies.keys.forms import RecoveryForm, SharesForm
from unhidden.agencies.keys.queries import KEEP_KEYS, KEEP_LEAD_KEYS
from unhidden.lib.working_days import day_in_london
from unhidden.ui.parts import Confirmation
from unhidden.ui.refusals import attempt, attempt_or_tell

#: The name of the same addresses once more, for the safeguarding leads' keys.
LEADS = "lead_keys"


@needs_permission(KEEP_KEYS)
def show_keys(request: StaffRequest) -> HttpResponse:
    leads = _is_of_leads(request)
    try:
        view = queries.find_keys(viewer=request.actor, is_of_leads=leads)
    except Absent:
        if leads:
            return redirect("lead_keys:make")
        raise
    other = reverse("keys:keys" if leads else f"{LEADS}:keys")
    context = {
        "keys": view,
        "texts": presenters,
        "other_url": other if request.actor.may(KEEP_LEAD_KEYS) else "",
    }
    return render(request, "agencies/keys.html", context)


@require_POST
@needs_permission(KEEP_KEYS)
def admit_waiting_colleague(request: StaffRequest, person_id: UUID) -> HttpResponse:
    return _done(
        request,
        lambda: actions.admit_colleague(
            person_id=person_id,
            fingerprint=request.POST.get("fingerprint", ""),
            **_whose(request),
        ),
        _("They hold the keys now"),
    )


@require_POST
@needs_permission(KEEP_KEYS)
def carry_on(request: StaffRequest) -> HttpResponse:
    return _done(
        request,
        lambda: actions.carry_on(**_whose(request)),
        _("More of what is sealed opens with the new keys"),
    )


@needs_permission(KEEP_KEYS)
def take_keys_away(request: StaffRequest, person_id: UUID) -> HttpResponse:
    view = queries.find_keys(viewer=request.actor, is_of_leads=_is_of_leads(request))
    both = (*view.keepers, *view.waiting)
    names = {each.person_id: each.name for each in both}
    if person_id not in names:
        raise Absent
    return _asked(
        request,
        lambda: actions.remove_key_holder(person_id=person_id, **_whose(request)),
        _("They hold the keys no more"),
        question=_("Take the keys from %(name)s?") % {"name": names[person_id]},
        consequence=str(presenters.REMOVING),
    )


@needs_permission(KEEP_KEYS)
def change_organisation_keys(request: StaffRequest) -> HttpResponse:
    """Name everybody who gets the new keys, and ask, before they are made."""
    names = ", ".join(
        queries.next_keepers(viewer=request.actor, is_of_leads=_is_of_leads(request))
    )
    return _asked(
        request,
        lambda: actions.rotate_keys(**_whose(request)),
        _("Everybody who holds the keys has new ones"),
        question=_("Change the keys of the safeguarding leads?")
        if _is_of_leads(request)
        else _("Change the keys of your organisation?"),
        consequence=f"{presenters.ROTATING}\n\n"
        f"{presenters.NEW_KEYS_FOR % {'names': names}}",
    )


@needs_permission(KEEP_KEYS)
def finish_recovery(request: StaffRequest) -> HttpResponse:
    return _asked(
        request,
        lambda: actions.finish_set_up(**_whose(request)),
        _("The server holds no key of your organisation any more"),
        question=_("Finish the set-up of the safeguarding leads’ keys?")
        if _is_of_leads(request)
        else _("Finish the set-up of your organisation’s keys?"),
        consequence=f"{presenters.FINISHING}\n\n{presenters.LOST_KEYS}",
    )


@never_cache
@needs_permission(KEEP_KEYS)
def choose_recovery_holders(request: StaffRequest) -> HttpResponse:
    """Choose the holders; the answer shows their shares once, and keeps none."""
    form = RecoveryForm(request.POST or None, day=day_in_london(request.at))
    if form.is_valid():
        with attempt(form, presenters.SENTENCES, "holders"):
            shares = _split(request, form)
            return render(request, "agencies/shares.html", {"shares": shares})
    view = queries.find_keys(viewer=request.actor, is_of_leads=_is_of_leads(request))
    context = {"keys": view, "form": form, "texts": presenters}
    return render(request, "agencies/recovery.html", context)


@require_POST
@needs_permission(KEEP_KEYS)
def end_recovery(request: StaffRequest) -> HttpResponse:
    return _done(
        request,
        lambda: actions.end_recovery(**_whose(request)),
        _("The recovery has ended, and its shares are worth nothing"),
    )


@never_cache
@needs_permission(KEEP_KEYS)
def enter_recovery_shares(request: StaffRequest) -> HttpResponse:
    form = SharesForm(request.POST or None)
    if form.is_valid() and _recovered(request, form):
        again = _(
            "You hold your organisation’s keys again. The shares are worth nothing any "
            "more: set up another recovery."
        )
        messages.success(request, again)
        return redirect(_page(request))
    return render(request, "agencies/recover.html", {"form": form})


@needs_permission(KEEP_LEAD_KEYS)
def make_keys_of_leads(request: StaffRequest) -> HttpResponse:
    return _asked(
        request,
        lambda: actions.make_lead_keys(actor=request.actor, at=request.at),
        _("The safeguarding leads have keys of their own"),
        question=_("Make keys for the safeguarding leads of your organisation?"),
        consequence=str(presenters.KEYS_OF_LEADS),
        back=reverse("keys:keys"),
    )


def _is_of_leads(request: StaffRequest) -> bool:
    """Whether the page is of the safeguarding leads' keys, by its address."""
    match = request.resolver_match
    return match is not None and match.namespace == LEADS


def _page(request: StaffRequest) -> str:
    return reverse(f"{LEADS if _is_of_leads(request) else 'keys'}:keys")


def _whose(request: StaffRequest) -> dict[str, Any]:
    """Of which keys an action is, who does it, and when."""
    leads = _is_of_leads(request)
    return {"is_of_leads": leads, "actor": request.actor, "at": request.at}


def _recovered(request: StaffRequest, form: SharesForm) -> bool:
    with attempt(form, presenters.SENTENCES, "shares"):
        if actions.recover_keys(shares=form.lines, **_whose(request)):
            return True
        form.add_error("shares", _("These are too few shares, or not the right ones"))
    return False


def _split(request: StaffRequest, form: RecoveryForm) -> list[tuple[str, str]]:
    shares = actions.set_up_recovery(
        holders=form.chosen,
        threshold=form.cleaned_data["threshold"],
        **_whose(request),
    )
    return [(form.name_of(share.holder), share.words) for share in shares]


def _done(request: StaffRequest, do: Callable[[], object], said: str) -> HttpResponse:
    """Do it and say so, or say why not; back to the keys either way."""
    with attempt_or_tell(request, presenters.SENTENCES):
        do()
        messages.success(request, said)
    return redirect(_page(request))


def _asked(
    request: StaffRequest,
    do: Callable[[], object],
    said: str,
    *,
    question: str,
    consequence: str,
    back: str = "",
) -> HttpResponse:
    """Ask first, on a page of its own."""
    if request.method == "POST":
        return _done(request, do, said)
    confirmation = Confirmation(
        question=question,
        consequence=consequence,
        yes=_("Yes, do it"),
        back_url=back or _page(request),
        is_final=True,
    )
    return render(request, "ui/confirm.html", {"confirmation": confirmation})
