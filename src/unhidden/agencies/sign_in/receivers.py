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
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from unhidden.agencies.models import Credential, Person
from unhidden.agencies.sign_in import events, one_time, session_store
from unhidden.agencies.sign_in.session_store import kept_as


@receiver(user_logged_in)
def signed_in(request: HttpRequest, user: Person, **_kwargs: Any) -> None:
    session_store.begin_session(request.session)
    Credential.objects.filter(person_id=user.pk).update(last_login=timezone.now())
    events.note_account_event("signed_in", user)


@receiver(pre_save, sender=UserSession)
def session_named(instance: UserSession, **_kwargs: Any) -> None:
    """The list of sessions holds no key of any, and each session once."""
    instance.session_key = kept_as(instance.session_key)
    same = UserSession.objects.filter(session_key=instance.session_key)
    same.exclude(pk=instance.pk).delete()


@receiver(user_logged_out)
def signed_out(request: HttpRequest, user: Person | None, **_kwargs: Any) -> None:
    if user is None:
        return
    key = kept_as(request.session.session_key)
    UserSession.objects.filter(session_key=key).delete()
    events.note_account_event("signed_out", user)


@receiver(authenticator_added)
def factor_added(
    request: HttpRequest, user: Person, authenticator: Authenticator, **_kwargs: Any
) -> None:
    """Setting it up has shown it: this session has two factors from now on."""
    kind = authenticator.type
    one_time.end_enrolment(user.pk)
    if kind != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=kind)
    events.note_account_event("second_factor_added", user, kind=kind)


@receiver(authenticator_removed)
def factor_removed(user: Person, authenticator: Authenticator, **_kwargs: Any) -> None:
    events.note_account_event("second_factor_removed", user, kind=authenticator.type)


@receiver(authenticator_reset)
def factor_reset(user: Person, authenticator: Authenticator, **_kwargs: Any) -> None:
    events.note_account_event("second_factor_added", user, kind=authenticator.type)
