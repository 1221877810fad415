"""Make the first organisation, or another first password; tell what is told once."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError
from django.utils import timezone

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.agencies import actions as agencies
from unhidden.agencies import looks
from unhidden.agencies.founding import actions as founding
from unhidden.agencies.sign_in import one_time
from unhidden.hosting.failing import StepFailure
from unhidden.hosting.management import command

OPERATOR = Actor(None, None, frozenset({agencies.PERMISSION}), role="system")
_THERE = (
    "There is an organisation already: its administrators add people and"
    " organisations on the staff site."
)
_CHOSEN = (
    "{email} has chosen a password. Another administrator gives them a new one, on the"
    " staff site under People."
)


class Command(command.HostingCommand):
    """``make CODE NAME NAME_CY KIND LANGUAGE``, twice NAME EMAIL; ``again EMAIL``."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do, and with what."""
        parser.add_argument("what", choices=["make", "again"])
        parser.add_argument("given", nargs="+")

    def handle(self, *, what: str, given: list[str], **_options: Any) -> None:
        """Raises StepFailure with nothing made."""
        if settings.IS_DEMONSTRATION:
            raise StepFailure(
                "This is a demonstration: its organisations and people are invented."
            )
        at = timezone.now()
        _tell(_make(given, at) if what == "make" else [_renew(given[0], at)], at)


def _make(given: list[str], at: datetime) -> list[founding.FirstPassword]:
    code, name_en, name_cy, kind, language, *people = given
    administrators = [
        founding.FirstAdministrator(name, email.lower(), language)
        for name, email in zip(people[::2], people[1::2], strict=True)
    ]
    _check(administrators)
    try:
        return founding.make_first_organisation(
            new=founding.FirstOrganisation(code, name_en, name_cy, kind),
            administrators=administrators,
            actor=OPERATOR,
            at=at,
        )
    except agencies.EmailTaken as error:
        raise StepFailure("Somebody has one of these addresses already.") from error
    except (founding.OrganisationsThere, IntegrityError) as error:
        raise StepFailure(_THERE) from error


def _check(administrators: Sequence[founding.FirstAdministrator]) -> None:
    """Raise StepFailure for what could be nobody's, or somebody else's."""
    first, second = administrators
    if looks.look_alike(first.email, second.email):
        raise StepFailure("The two administrators must have different addresses.")
    for each in administrators:
        try:
            validate_email(each.email)
        except ValidationError as error:
            raise StepFailure(f"{each.email} is no e-mail address.") from error
        if not each.email.isascii() or looks.mixes_scripts(each.name):
            raise StepFailure(
                f"{each.name}, {each.email}: use the letters of one alphabet in a word,"
                " and plain letters in an address."
            )


def _renew(email: str, at: datetime) -> founding.FirstPassword:
    try:
        return founding.renew_first_password(email=email, actor=OPERATOR, at=at)
    except Absent as error:
        raise StepFailure(f"{email} is no administrator's address.") from error
    except founding.PasswordChosen as error:
        raise StepFailure(_CHOSEN.format(email=email)) from error


def _tell(passwords: Sequence[founding.FirstPassword], at: datetime) -> None:
    """The only moment at which anybody sees them: a digest is kept."""
    until = timezone.localtime(at + one_time.LASTS)
    print("First passwords, shown only now. Each is good for one sign-in,")
    print(f"until {until:%d %B %Y, %H:%M}; tell it to nobody but its owner.\n")
    for each in passwords:
        print(f"  {each.name}, {each.email}\n      {each.password}\n")
