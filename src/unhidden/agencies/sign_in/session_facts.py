"""What a session knows about how its person signed in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from typing import Any, TypeVar
from uuid import UUID

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from unhidden.access.actor import Actor
from unhidden.agencies import queries
from unhidden.agencies.models import Credential

V = TypeVar("V", bound=Callable[..., Any])

ENGAGEMENT = "agencies.engagement"
#: How a proof is called that an organisation's own sign-in gave.
VOUCHED = "socialaccount"


def has_second_factor(
    request: HttpRequest, person: AbstractBaseUser | None = None
) -> bool:
    """Whether two factors were shown: a code, a passkey, or a provider's word for it.

    A passkey asks for a fingerprint or a PIN of its own, so alone it is two.
    """
    records = get_authentication_records(request, person or request.user)  # type: ignore[arg-type]
    return any(
        record["method"] == "mfa" or record.get("has_second_factor")
        for record in records
    )


def has_its_factors(request: HttpRequest, person: AbstractBaseUser) -> bool:
    """Whether the person still has each second factor that this session was shown."""
    records = get_authentication_records(request, person)
    shown = {record["id"] for record in records if "id" in record}
    found = Authenticator.objects.filter(user_id=person.pk, pk__in=shown)
    return bool(found.count() == len(shown))


def list_actors(request: HttpRequest, person: AbstractBaseUser) -> list[Actor]:
    """The person in each of today's engagements in which this session may act.

    Whom an organisation's own sign-in vouches for acts for that organisation alone:
    it says nothing for the others, whatever else was proved since.
    """
    proofs = get_authentication_records(request, person)
    vouching = {
        proof.get("organisation") for proof in proofs if proof["method"] == VOUCHED
    }
    found = queries.actors_of(person_id=person.pk, day=queries.Today())
    return [each for each in found if vouching <= {str(each.organisation_id)}]


def before_second_factor(view: V) -> V:
    """Mark a page that somebody may open who has not shown a second factor yet."""
    view.is_before_second_factor = True  # type: ignore[attr-defined]
    return view


def before_engagement(view: V) -> V:
    """Mark a page that needs both factors, and no engagement yet."""
    view.is_before_engagement = True  # type: ignore[attr-defined]
    return view


def before_password(view: V) -> V:
    """Mark a page that somebody may open whose password another person chose."""
    view.is_before_password = True  # type: ignore[attr-defined]
    return view


def has_any_factor(person: AbstractBaseUser) -> bool:
    """Whether the person has set up a second factor at all."""
    return _has(person, Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def count_ready(people: Collection[UUID]) -> int:
    """How many of them have a second factor, and a password that is not a given one."""
    given = Credential.objects.filter(person_id__in=people, must_change=True)
    factors = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    able = Authenticator.objects.filter(user_id__in=people, type__in=factors)
    able = able.exclude(user_id__in=[*given.values_list("person_id", flat=True)])
    return int(able.order_by().values("user_id").distinct().count())


def has_passkey(person: AbstractBaseUser) -> bool:
    return _has(person, Authenticator.Type.WEBAUTHN)


def _has(person: AbstractBaseUser, *types: str) -> bool:
    found = Authenticator.objects.filter(user_id=person.pk, type__in=types)
    return bool(found.exists())


def factors_of(person: AbstractBaseUser) -> tuple[tuple[str, int], ...]:
    """The kinds of second factor that a person has, each with how many; no more."""
    found = Authenticator.objects.filter(user_id=person.pk).order_by("type", "pk")
    kinds = Counter(found.values_list("type", flat=True))
    return tuple(kinds.items())
