"""Passwords of whoever is signed in: counted as guesses, wherever they are typed."""

from __future__ import annotations

from typing import cast

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from unhidden.agencies.models import Person
from unhidden.agencies.sign_in import events
from unhidden.agencies.sign_in.adapters import AccountAdapter
from unhidden.agencies.sign_in.attempts import CountedAttempt


def adapter() -> AccountAdapter:
    return cast(AccountAdapter, get_adapter())


def count_guess(request: HttpRequest, what: str, email: str) -> CountedAttempt:
    """Count one guess; raises ValidationError when there were too many."""
    return adapter().counted(request, what, email)


def must_be_password_of(request: HttpRequest, person: Person, password: str) -> None:
    """Raise ValidationError unless it is this person's; a wrong one is recorded."""
    attempt = count_guess(request, "password", person.email)
    if not person.check_password(password):
        events.note_refusal(person, "password")
        raise adapter().validation_error("incorrect_password")
    attempt.succeeded()
