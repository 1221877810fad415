"""New second factors for somebody whose old ones two administrators removed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from unhidden.agencies.models import Person
from unhidden.agencies.sign_in import events, guesses, one_time, passkeys

_SHOWN = "agencies.enrolment_code_shown"
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def remove_factors(person: Person) -> None:
    """Take away every second factor of a person: app, passkeys and recovery codes."""
    Authenticator.objects.filter(user_id=person.pk).delete()


def must_show_code(request: HttpRequest) -> bool:
    """Whether this session has to show the code before it sets up a second factor."""
    person_id = cast(Person, request.user).pk
    return not request.session.get(_SHOWN) and one_time.needs_enrolment_code(person_id)


def show_code(request: HttpRequest, code: str) -> None:
    """Let this session enrol; raises ValidationError for a code that is not good.

    Passkeys that are gone open the person's keys no more.
    """
    person = cast(Person, request.user)
    attempt = guesses.count_guess(request, "enrolment", person.email)
    if not one_time.use_up_enrolment_code(person.pk, code, at=timezone.now()):
        events.note_refusal(person, "enrolment_code")
        raise ValidationError(
            _("This code is not right, was used before, or its time is over")
        )
    attempt.succeeded()
    request.session[_SHOWN] = True
    passkeys.forget_lost_passkeys(request)
    events.note_account_event("enrolment_code_used", person)


def after_enrolment_code(view: View) -> View:
    """Ask for the code before ``view``, where the person needs one."""

    @wraps(view)
    def guarded(
        request: HttpRequest, /, *args: object, **kwargs: object
    ) -> HttpResponseBase:
        if request.user.is_authenticated and must_show_code(request):
            return redirect("agencies:enrolment_code")
        return view(request, *args, **kwargs)

    return cast(View, guarded)
