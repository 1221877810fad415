"""What is good for one sign-in: a password that somebody gave, a code to enrol with.

Each has a last moment, and one session that uses it up: of two at once, one.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from secrets import choice
from uuid import UUID

from django.contrib.auth import hashers
from django.db.models import Q, QuerySet

from unhidden.agencies.models import Credential, EnrolmentCode, GivenPassword

LASTS = timedelta(days=7)
#: Without what looks like something else; four times five of them are 99 bits.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def make_code() -> str:
    """A code that nobody guesses, to be read out and typed."""
    parts = ("".join(choice(_LETTERS) for _ in range(5)) for _ in range(4))
    return "-".join(parts)


def give_password(*, by: UUID | None, at: datetime) -> GivenPassword:
    """That a password set now is somebody else's choice, and until when it is good."""
    return GivenPassword(by, at + LASTS)


def is_spent(person_id: UUID, *, at: datetime) -> bool:
    """Whether the person's password was given, and is used up or over."""
    given = Credential.objects.filter(person_id=person_id, must_change=True)
    return given.exclude(_is_good(at)).exists()


def use_up_password(person_id: UUID, *, at: datetime) -> bool:
    """Let a sign-in use up the password, if it was given; gives whether it may."""
    rows = Credential.objects.filter(person_id=person_id)
    if not rows.filter(must_change=True).exists():
        return True
    return rows.filter(_is_good(at)).update(used_at=at) == 1


def has_given_password(person_id: UUID, *, by: UUID) -> bool:
    """Whether this colleague chose the password that the person has now."""
    given = Credential.objects.filter(person_id=person_id, must_change=True)
    return given.filter(given_by_id=by).exists()


def give_enrolment_code(person_id: UUID, *, by: UUID, at: datetime) -> str:
    """Let the person set up new second factors with this code, and with no other."""
    code = make_code()
    EnrolmentCode.objects.update_or_create(
        person_id=person_id,
        defaults={
            "digest": hashers.make_password(code),
            "given_by_id": by,
            "lapses_at": at + LASTS,
            "used_at": None,
        },
    )
    return code


def needs_enrolment_code(person_id: UUID) -> bool:
    """Whether nothing but a code lets the person set up a second factor."""
    return _codes(person_id).exists()


def knows_enrolment_code(person_id: UUID, *, person: UUID) -> bool:
    """Whether ``person`` was shown the code of ``person_id``, who enrols with it."""
    return _codes(person_id).filter(given_by_id=person).exists()


def use_up_enrolment_code(person_id: UUID, code: str, *, at: datetime) -> bool:
    """Whether it is the code, for the first time and in its time; it is used up."""
    good = _codes(person_id).filter(_is_good(at))
    kept = good.first()
    if kept is None or not hashers.check_password(code, kept.digest):
        return False
    return good.filter(digest=kept.digest).update(used_at=at) == 1


def end_enrolment(person_id: UUID) -> None:
    """The person has a second factor again: no code is asked for any more."""
    _codes(person_id).delete()


def _codes(person_id: UUID) -> QuerySet[EnrolmentCode]:
    return EnrolmentCode.objects.filter(person_id=person_id)


def _is_good(at: datetime) -> Q:
    """Not used, and its time is not over; of an earlier version, without a time."""
    in_time = Q(lapses_at__isnull=True) | Q(lapses_at__gt=at)
    return in_time & Q(used_at__isnull=True)
