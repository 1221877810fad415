"""In a demonstration the second factor says its own code; nowhere else."""

from __future__ import annotations

import time
from uuid import UUID

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.conf import settings
from django.core.cache import cache

from unhidden.agencies.models import Person


def give_code_maker(*, person_id: UUID) -> None:
    """Give an invented person an authenticator; does nothing elsewhere."""
    if settings.IS_DEMONSTRATION:
        auth.TOTP.activate(Person(id=person_id), auth.generate_totp_secret())


def code_of(person: Person | None) -> str:
    """The code that the person's authenticator shows now; empty elsewhere."""
    if not settings.IS_DEMONSTRATION or person is None:
        return ""
    found = Authenticator.objects.filter(
        user_id=person.pk, type=Authenticator.Type.TOTP
    ).first()
    if found is None:
        return ""
    secret = auth.decrypt(found.data["secret"])
    counter = int(time.time()) // app_settings.TOTP_PERIOD
    return auth.format_hotp_value(auth.hotp_value(secret, counter))


def may_be_used_again(person: Person, code: str) -> None:
    """In a demonstration, forget that a code was used: the page shows it anyway."""
    if settings.IS_DEMONSTRATION:
        key = f"allauth.mfa.totp.used?user={person.pk}&code={code}"
        cache.delete(key)
