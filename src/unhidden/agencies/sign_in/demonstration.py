"""In a demonstration the second factor says its own code; nowhere else."""

from __future__ import annotations

import time

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.core.cache import cache

from unhidden.agencies.models import Person
from unhidden.agencies.sign_in.backends import select_people


def give_code_makers() -> None:
    """Give each invented person an authenticator app; does nothing elsewhere.

    By the second connection, so after the people are committed by the first.
    """
    if not settings.IS_DEMONSTRATION:
        return
    have = Authenticator.objects.values_list("user_id", flat=True)
    for person in select_people().exclude(id__in=list(have)).order_by("email"):
        auth.TOTP.activate(person, auth.generate_totp_secret())


def code_of(person: Person | None) -> str:
    """The code that the person's authenticator shows now; empty elsewhere."""
    if not settings.IS_DEMONSTRATION or person is None:
        return ""
    found = Authenticator.objects.filter(
        user_id=person.pk, type=Authenticator.Type.TOTP
    ).first()
    if found is None:
        return ""
    secret = decrypt(found.data["secret"])
    counter = int(time.time()) // app_settings.TOTP_PERIOD
    return auth.format_hotp_value(auth.hotp_value(secret, counter))


def may_be_used_again(person: Person, code: str) -> None:
    """In a demonstration, forget that a code was used: the page shows it anyway."""
    if settings.IS_DEMONSTRATION:
        key = f"allauth.mfa.totp.used?user={person.pk}&code={code}"
        cache.delete(key)
