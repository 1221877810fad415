"""Who has this e-mail address and password, asked of the second connection."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import make_password
from django.db.models import QuerySet
from django.http import HttpRequest

from unhidden.agencies.models import Person
from unhidden.agencies.routing import SIGNIN


def select_people() -> QuerySet[Person]:
    """Everyone with a sign-in, with their password beside them."""
    return Person.objects.using(SIGNIN).select_related("credential")


class Backend(ModelBackend):
    """E-mail address and password; nothing here gives a permission."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **credentials: Any,
    ) -> Person | None:
        """The person, or None; an unknown address takes as long as a known one."""
        email = credentials.get("email") or username
        if not email or not password:
            return None
        person = select_people().filter(email=email.lower()).first()
        if person is None:
            make_password(password)
            return None
        is_right = person.check_password(password)
        return person if is_right and self.user_can_authenticate(person) else None

    def get_user(self, user_id: UUID) -> Person | None:
        """The person of a session; None once their account is closed."""
        person = select_people().filter(pk=user_id).first()
        return person if person and self.user_can_authenticate(person) else None
