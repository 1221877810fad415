"""What signing in leaves behind: the record, the time, and the session's engagement."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from unhidden.agencies import events
from unhidden.agencies.models import Credential, Person


@receiver(user_logged_in)
def signed_in(user: Person, **_kwargs: Any) -> None:
    Credential.objects.filter(person_id=user.pk).update(last_login=timezone.now())
    events.note("signed_in", user)


@receiver(user_logged_out)
def signed_out(request: HttpRequest, user: Person | None, **_kwargs: Any) -> None:
    if user is None:
        return
    key = request.session.session_key
    UserSession.objects.filter(session_key=key).delete()
    events.note("signed_out", user)


@receiver(authenticator_added)
def factor_added(
    request: HttpRequest, user: Person, authenticator: Authenticator, **_kwargs: Any
) -> None:
    """Setting it up has shown it: this session has two factors from now on."""
    kind = authenticator.type
    if kind != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=kind)
    events.note("second_factor_added", user, kind=kind)


@receiver(authenticator_removed)
def factor_removed(user: Person, authenticator: Authenticator, **_kwargs: Any) -> None:
    events.note("second_factor_removed", user, kind=authenticator.type)


@receiver(authenticator_reset)
def factor_reset(user: Person, authenticator: Authenticator, **_kwargs: Any) -> None:
    events.note("second_factor_added", user, kind=authenticator.type)
