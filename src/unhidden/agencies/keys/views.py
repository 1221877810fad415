"""The pages under /keys/: one organisation's keys, and who has them."""

from __future__ import annotations

from collections.abc import Callable
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
from unhidden.agencies.keys.queries import KEEP_KEYS
from unhidden.ui.parts import Confirmation
from unhidden.ui.refusals import attempt, attempt_or_tell


@needs_permission(KEEP_KEYS)
def show_keys(request: StaffRequest) -> HttpResponse:
    view = queries.find_keys(viewer=request.actor)
    return render(request, "agencies/keys.html", {"keys": view, "texts": presenters})


@require_POST
@needs_permission(KEEP_KEYS)
def admit_waiting_colleague(request: StaffRequest, person_id: UUID) -> HttpResponse:
    return _done(
        request,
        lambda: actions.admit_colleague(
            person_id=person_id,
            fingerprint=request.POST.get("fingerprint", ""),
            actor=request.actor,
            at=request.at,
        ),
        _("They hold the keys now"),
    )


@require_POST
@needs_permission(KEEP_KEYS)
def carry_on(request: StaffRequest) -> HttpResponse:
    return _done(
        request,
        lambda: actions.carry_on(actor=request.actor, at=request.at),
        _("More of what is sealed opens with the new keys"),
    )


@needs_permission(KEEP_KEYS)
def take_keys_away(request: StaffRequest, person_id: UUID) -> HttpResponse:
    view = queries.find_keys(viewer=request.actor)
    both = (*view.keepers, *view.waiting)
    names = {each.person_id: each.name for each in both}
    if person_id not in names:
        raise Absent
    return _asked(
        request,
        lambda: actions.remove_key_holder(
            person_id=person_id, actor=request.actor, at=request.at
        ),
        _("They hold the keys no more"),
        question=_("Take the keys from %(name)s?") % {"name": names[person_id]},
        consequence=str(presenters.REMOVING),
    )


@needs_permission(KEEP_KEYS)
def change_organisation_keys(request: StaffRequest) -> HttpResponse:
    """Name everybody who gets the new keys, and ask, before they are made."""
    names = ", ".join(queries.next_keepers(viewer=request.actor))
    return _asked(
        request,
        lambda: actions.rotate_keys(actor=request.actor, at=request.at),
        _("Everybody who holds the keys has new ones"),
        question=_("Change the keys of your organisation?"),
        consequence=f"{presenters.ROTATING}\n\n"
        f"{presenters.NEW_KEYS_FOR % {'names': names}}",
    )


@needs_permission(KEEP_KEYS)
def finish_recovery(request: StaffRequest) -> HttpResponse:
    return _asked(
        request,
        lambda: actions.finish_set_up(actor=request.actor, at=request.at),
        _("The server holds no key of your organisation any more"),
        question=_("Finish the set-up of your organisation’s keys?"),
        consequence=f"{presenters.FINISHING}\n\n{presenters.LOST_KEYS}",
    )


@never_cache
@needs_permission(KEEP_KEYS)
def choose_recovery_holders(request: StaffRequest) -> HttpResponse:
    """Choose the holders; the answer shows their shares once, and keeps none."""
    form = RecoveryForm(request.POST or None, day=request.at.date())
    if form.is_valid():
        with attempt(form, presenters.SENTENCES, "holders"):
            shares = _split(request, form)
            return render(request, "agencies/shares.html", {"shares": shares})
    view = queries.find_keys(viewer=request.actor)
    context = {"keys": view, "form": form, "texts": presenters}
    return render(request, "agencies/recovery.html", context)


@require_POST
@needs_permission(KEEP_KEYS)
def end_recovery(request: StaffRequest) -> HttpResponse:
    return _done(
        request,
        lambda: actions.end_recovery(actor=request.actor, at=request.at),
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
        return redirect("keys:keys")
    return render(request, "agencies/recover.html", {"form": form})


def _recovered(request: StaffRequest, form: SharesForm) -> bool:
    with attempt(form, presenters.SENTENCES, "shares"):
        if actions.recover_keys(shares=form.lines, actor=request.actor, at=request.at):
            return True
        form.add_error("shares", _("These are too few shares, or not the right ones"))
    return False


def _split(request: StaffRequest, form: RecoveryForm) -> list[tuple[str, str]]:
    shares = actions.set_up_recovery(
        holders=form.chosen,
        threshold=form.cleaned_data["threshold"],
        actor=request.actor,
        at=request.at,
    )
    return [(form.name_of(share.holder), share.words) for share in shares]


def _done(request: StaffRequest, do: Callable[[], object], said: str) -> HttpResponse:
    """Do it and say so, or say why not; back to the keys either way."""
    with attempt_or_tell(request, presenters.SENTENCES):
        do()
        messages.success(request, said)
    return redirect("keys:keys")


def _asked(
    request: StaffRequest,
    do: Callable[[], object],
    said: str,
    *,
    question: str,
    consequence: str,
) -> HttpResponse:
    """Ask first, on a page of its own."""
    if request.method == "POST":
        return _done(request, do, said)
    confirmation = Confirmation(
        question=question,
        consequence=consequence,
        yes=_("Yes, do it"),
        back_url=reverse("keys:keys"),
        is_final=True,
    )
    return render(request, "ui/confirm.html", {"confirmation": confirmation})
