"""What a session depends on, of what is kept beside its person's password."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property


class SignInFacts:
    """Of a person with a ``credential``: how often they were signed out, and more."""

    credential: Any
    password: Any

    @cached_property
    def times_signed_out(self) -> int:
        """How often they were signed out everywhere, as this object first read it.

        Kept with the object: a page that was asked for before they were signed out
        makes no session that counts after it.
        """
        try:
            return int(self.credential.times_signed_out)
        except ObjectDoesNotExist:
            return 0

    def get_session_auth_hash(self) -> str:
        """What a session must hold to be theirs: of the password, and of sign-outs."""
        salt = "unhidden.agencies.models.Person.get_session_auth_hash"
        value = f"{self.times_signed_out} {self.password}"
        return salted_hmac(salt, value, algorithm="sha256").hexdigest()

    @property
    def must_change_password(self) -> bool:
        """Whether somebody else chose the password."""
        try:
            return bool(self.credential.must_change)
        except ObjectDoesNotExist:
            return False
