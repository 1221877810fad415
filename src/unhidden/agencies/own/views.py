"""Your own password, and your own keys."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from unhidden.access.requests import StaffRequest
from unhidden.agencies.models import Person
from unhidden.agencies.own import actions, forms
from unhidden.agencies.sign_in import guesses, unlocking
from unhidden.agencies.sign_in import session_facts as sign_in
from unhidden.agencies.sign_in.presenters import PASSWORD_AND_KEYS
from unhidden.agencies.sign_in.recent import fresh_sign_in
from unhidden.ui.forms import Form
from unhidden.vault.rings import ring_of


@sign_in.before_password
@sign_in.before_engagement
@fresh_sign_in
def change_own_password(request: StaffRequest) -> HttpResponse:
    """Choose another password; whoever was given one must."""
    person = cast(Person, request.user)
    form = forms.ChangePasswordForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid() and _is_right(request, form, "old"):
        _change(request, person, form.cleaned_data)
        return redirect("mfa_index")
    context = {
        "form": form,
        "must": person.must_change_password,
        "said": PASSWORD_AND_KEYS,
        "is_locked": unlocking.is_locked(request),
    }
    return render(request, "agencies/change_password.html", context)


def _change(request: StaffRequest, person: Person, given: dict[str, str]) -> None:
    acting = unlocking.actor_at_hand(request)
    opens = actions.change_password(
        person=person,
        old=given["old"],
        new=given["new"],
        keep=request.session.session_key,
        actor=acting,
        at=request.at,
    )
    update_session_auth_hash(request, person)
    unlocking.remember_key_ring(request, person, given["new"])
    messages.success(request, _("Your password is changed"))
    if not opens:
        messages.warning(request, _("It does not open your keys: they stay locked"))


@fresh_sign_in
def unlock_own_keys(request: StaffRequest) -> HttpResponse:
    """Open one's key ring with a password, this one's or an earlier one."""
    form = forms.UnlockForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _unlock(request, form):
        messages.success(request, _("Your keys are unlocked"))
        return redirect("home")
    context = {
        "form": form,
        "is_unlocked": ring_of(request.actor) is not None,
        "has_passkey": sign_in.has_passkey(cast(Person, request.user)),
    }
    return render(request, "agencies/unlock.html", context)


def _unlock(request: StaffRequest, form: forms.UnlockForm) -> bool:
    person = cast(Person, request.user)
    try:
        attempt = guesses.count_guess(request, "keys", person.email)
    except ValidationError as refusal:
        form.add_error("password", refusal)
        return False
    if unlocking.remember_key_ring(request, person, form.cleaned_data["password"]):
        attempt.succeeded()
        return True
    form.add_error("password", _("This password does not open your keys"))
    return False


@fresh_sign_in
def new_keys(request: StaffRequest) -> HttpResponse:
    """Give the old keys up, and make others."""
    form = forms.NewKeysForm(request.POST or None)
    is_asked = request.method == "POST" and form.is_valid()
    if is_asked and _is_right(request, form, "password"):
        secret = form.cleaned_data["password"]
        actions.make_new_keys(secret=secret, actor=request.actor, at=request.at)
        unlocking.remember_key_ring(request, cast(Person, request.user), secret)
        messages.success(request, _("You have new keys. A colleague must let you in"))
        return redirect("mfa_index")
    return render(request, "agencies/new_keys.html", {"form": form})


def _is_right(request: StaffRequest, form: Form, field: str) -> bool:
    """Whether it is the person's password; a wrong one counts as a guess."""
    person = cast(Person, request.user)
    try:
        guesses.must_be_password_of(request, person, form.cleaned_data[field])
    except ValidationError as refusal:
        form.add_error(field, refusal)
        return False
    return True
