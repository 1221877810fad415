"""Making the first organisation, which nobody is there to add by a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.policy import Role
from unhidden.agencies.actions import (
    PERMISSION,
    add_organisation,
    add_person,
    request_engagement,
)
from unhidden.agencies.models import Engagement, Organisation, Person
from unhidden.agencies.sign_in import enrolment, one_time, sessions
from unhidden.audit import actions as audit
from unhidden.lib.refusals import ActionRefused


class OrganisationsThere(ActionRefused):
    """There is an organisation already: its administrators add what comes after."""


class PasswordChosen(ActionRefused):
    """This administrator has a password of their own: a colleague helps them."""


@dataclass(frozen=True, slots=True)
class FirstOrganisation:
    """What an operator says of it."""

    code: str
    name_en: str
    name_cy: str
    kind: str


@dataclass(frozen=True, slots=True)
class FirstAdministrator:
    """Whom an operator names."""

    name: str
    email: str
    language: str


@dataclass(frozen=True, slots=True)
class FirstPassword:
    """A password for one sign-in, as it is told once."""

    name: str
    email: str
    password: str


@action
def make_first_organisation(
    *,
    new: FirstOrganisation,
    administrators: Sequence[FirstAdministrator],
    actor: Actor,
    at: datetime,
) -> list[FirstPassword]:
    """Make the organisation whose desk reads reports; gives how each signs in first.

    Its keys wait for the operator's root. Raises OrganisationsThere, EmailTaken.
    """
    actor.must(PERMISSION)
    if Organisation.objects.exists():
        raise OrganisationsThere
    organisation_id = add_organisation(
        code=new.code,
        name_en=new.name_en,
        name_cy=new.name_cy,
        kind=new.kind,
        is_desk=True,
        actor=actor,
        at=at,
    )
    passwords = []
    for each in administrators:
        password = one_time.make_code()
        person_id = add_person(
            email=each.email,
            name=each.name,
            password=password,
            language=each.language,
            is_given=True,
            actor=actor,
            at=at,
        )
        request_engagement(
            person_id=person_id,
            organisation_id=organisation_id,
            role=Role.ADMINISTRATOR,
            from_on=localdate(at),
            actor=actor,
            at=at,
        )
        passwords.append(FirstPassword(each.name, each.email, password))
    return passwords


@action
def renew_first_password(*, email: str, actor: Actor, at: datetime) -> FirstPassword:
    """Another first password for an administrator who used none to the end.

    Whoever used the last one is signed out, and the second factor that they set up is
    gone: it may have been somebody else. Raises PasswordChosen, and Absent for anybody
    who is no administrator.
    """
    actor.must(PERMISSION)
    person = Person.objects.select_for_update().filter(email=email.lower()).first()
    administers = Engagement.objects.filter(person=person, role=Role.ADMINISTRATOR)
    if person is None or not administers.exists():
        raise Absent
    if not person.must_change_password:
        raise PasswordChosen
    audit.record_event(name="agencies.password_set", actor=actor, subject=person, at=at)
    password = one_time.make_code()
    sessions.end_all(person)
    enrolment.remove_factors(person)
    person.set_password(password, given=one_time.give_password(by=None, at=at))
    person.save(update_fields=[])
    return FirstPassword(person.name, person.email, password)
