"""How django-allauth signs people in here: our words, our counting, our record."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import authenticate, logout
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from unhidden.agencies.models import Person
from unhidden.agencies.sign_in import (
    attempts,
    devices,
    events,
    one_time,
    unlocking,
)
from unhidden.agencies.sign_in.backends import select_people
from unhidden.agencies.sign_in.recent import is_fresh_here
from unhidden.agencies.sign_in.session_facts import has_its_factors
from unhidden.vault import boxes

PURPOSE = "agencies.second_factor"
_SAID = {
    "mfa/messages/totp_activated.txt": _("The authenticator app is set up"),
    "mfa/messages/totp_deactivated.txt": _("The authenticator app is removed"),
    "mfa/messages/webauthn_added.txt": _("The passkey is added"),
    "mfa/messages/webauthn_removed.txt": _("The passkey is removed"),
    "mfa/messages/recovery_codes_generated.txt": _("You have new recovery codes"),
}

_AGAIN = {
    "reauthenticate": _("Use your password"),
    "mfa_reauthenticate": _("Use a code"),
    "mfa_reauthenticate:webauthn": _("Use your passkey"),
}


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up; every guess is counted; no address is kept."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail address or the password is not right"),
        "incorrect_password": _("The password is not right"),
        "given_password_spent": _(
            "This password was given for one sign-in. It was used, or its time is over:"
            " ask an administrator for another"
        ),
        "incorrect_code": _("The code is not right, or was used before"),
        "too_many_login_attempts": _(
            "Too many attempts. Wait 15 minutes, or sign in with a passkey or from a"
            " browser you have signed in with before"
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """No address: sessions are told apart by browser and time (attempts.py)."""
        return "0.0.0.0"  # noqa: S104  # nothing listens there

    def get_login_stages(self) -> list[str]:
        return ["unhidden.agencies.sign_in.stages.SecondFactorStage"]

    def authenticate(
        self, request: HttpRequest, **credentials: Any
    ) -> AbstractBaseUser | None:
        """The person with these credentials; raises ValidationError for too many.

        And for a password that somebody gave, when it is used up or over.
        """
        found = self._identify(request, credentials["email"], credentials["password"])
        if found and one_time.is_spent(found.pk, at=timezone.now()):
            events.note_refusal(found, "given_password_spent")
            raise self.validation_error("given_password_spent")
        return found

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Let them in; a password that somebody gave is used up by it.

        Of two who use it at once, the second is sent back to the first page. So is
        whose second factor was removed while they showed it.
        """
        proofs = get_authentication_records(request, user)
        by_password = any(each["method"] == "password" for each in proofs)
        if by_password and not one_time.use_up_password(user.pk, at=timezone.now()):
            raise ImmediateHttpResponse(redirect(f"{reverse('account_login')}?again"))
        super().login(request, user)
        if not has_its_factors(request, user):
            logout(request)
            raise ImmediateHttpResponse(redirect("account_login"))

    def _identify(
        self, request: HttpRequest, email: str, password: str
    ) -> Person | None:
        """Whose e-mail address and password these are; opens their key ring."""
        attempt = self.counted(request, "password", email)
        found = authenticate(request, email=email, password=password)
        if not isinstance(found, Person):
            events.note_refusal(
                select_people().filter(email=email.lower()).first(), "password"
            )
            return None
        attempt.succeeded()
        unlocking.remember_key_ring(request, found, password)
        return found

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        """Whether it is the password of whoever is signed in already."""
        found = self._identify(context.request, user.get_username(), password)
        return found is not None and found.pk == user.pk

    def counted(
        self, request: HttpRequest, what: str, email: str
    ) -> attempts.CountedAttempt:
        """Count one guess; raises ValidationError when there were too many."""
        try:
            return attempts.begin_attempt(request, what=what, account=email)
        except attempts.NotYet as waits:
            raise self.validation_error("too_many_login_attempts") from waits
        except attempts.TooMany as refusal:
            if refusal.is_first:
                person = select_people().filter(email=email.lower()).first()
                events.note_refusal(person, f"too_many_{what}s")
            raise self.validation_error("too_many_login_attempts") from refusal

    def get_reauthentication_methods(
        self, user: AbstractBaseUser | AnonymousUser
    ) -> list[dict[str, Any]]:
        """The ways to show again who is there, in our words."""
        return [
            {**each, "description": _AGAIN[each["id"]]}
            for each in super().get_reauthentication_methods(user)
        ]

    def is_reauthentication_required(self, *, app: str, **_kwargs: Any) -> bool:
        """Before the ways to sign in change: by a proof that no provider gave.

        Else whoever vouches for somebody could add a passkey of theirs, and go on by
        that where nobody vouches.
        """
        return not is_fresh_here(context.request)

    def post_login(
        self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any
    ) -> HttpResponse:
        """The way in, and the mark by which this browser is known next time."""
        response = super().post_login(request, user, **kwargs)
        devices.remember_device(request, response, account=user.get_username())
        return response

    def respond_user_inactive(
        self, request: HttpRequest, user: AbstractBaseUser
    ) -> HttpResponse:
        events.note_refusal(
            select_people().filter(pk=user.pk).first(), "account_closed"
        )
        page = {"reason": gettext("This account is closed.")}
        return render(request, "agencies/refused.html", page, status=403)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say what has a sentence of ours, and nothing else."""
        said = message or _SAID.get(message_template or "")
        if said:
            messages.add_message(request, level, str(said), extra_tags=extra_tags)


class MFAAdapter(DefaultMFAAdapter):
    """Second factors, closed under the installation's key where they are stored."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("The code is not right, or was used before"),
        "cannot_delete_authenticator": _(
            "This is your only second factor: set up another one before you remove it"
        ),
    }

    def encrypt(self, text: str) -> str:
        return boxes.close_box(text, purpose=PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        return boxes.reopen_box(encrypted_text, purpose=PURPOSE)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last one stays: without one, nobody could reach any page."""
        others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(
            pk=authenticator.pk
        )
        return others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()

    def get_public_key_credential_user_entity(
        self, user: AbstractBaseUser
    ) -> dict[str, Any]:
        """What a passkey shows to choose it by: the person's name and address."""
        entity = super().get_public_key_credential_user_entity(user)
        return {**entity, "display_name": getattr(user, "name", "")}

    def generate_authenticator_name(
        self, user: AbstractBaseUser, type: Authenticator.Type
    ) -> str:
        known = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return gettext("Passkey %(number)s") % {"number": known + 1}
