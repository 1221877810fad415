"""Adding organisations, people and engagements."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.agencies.models import (
    Engagement,
    FirstResponderStatus,
    Organisation,
    Person,
)
from unhidden.agencies.policies import opens_sealed
from unhidden.audit import actions as audit
from unhidden.vault import actions as vault

PERMISSION = "agencies.manage_people"


class EmailTaken(Exception):
    """Somebody already signs in with this e-mail address."""


@action
def add_organisation(
    *,
    code: str,
    name_en: str,
    name_cy: str,
    kind: str,
    actor: Actor,
    at: datetime,
    is_desk: bool = False,
) -> UUID:
    """Add an organisation with its own key pair; gives its id."""
    actor.must(PERMISSION)
    organisation = Organisation.objects.create(
        code=code, name_en=name_en, name_cy=name_cy, kind=kind, is_desk=is_desk
    )
    vault.create_team(team_id=organisation.id, at=at)
    audit.record(
        name="agencies.organisation_added",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=organisation,
        at=at,
    )
    return organisation.id


@action
def note_first_responder(
    *, organisation_id: UUID, from_on: date, actor: Actor, at: datetime
) -> None:
    """Record that the organisation may refer into the NRM from that day."""
    actor.must(PERMISSION)
    status = FirstResponderStatus.objects.create(
        organisation_id=organisation_id, from_on=from_on
    )
    audit.record(
        name="agencies.first_responder_noted",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=status,
        at=at,
    )


@action
def add_person(
    *,
    email: str,
    name: str,
    password: str,
    language: str,
    actor: Actor,
    at: datetime,
) -> UUID:
    """Add someone who can sign in; without an engagement they may do nothing.

    Their keys are made when they first sign in themselves. Raises EmailTaken.
    """
    actor.must(PERMISSION)
    person = Person(email=email.lower(), name=name, language=language)
    person.set_password(password)
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError as error:
        raise EmailTaken from error
    audit.record(
        name="agencies.person_added",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=person,
        at=at,
    )
    return person.id


@action
def engage(
    *,
    person_id: UUID,
    organisation_id: UUID,
    role: str,
    from_on: date,
    actor: Actor,
    at: datetime,
    clearance: int = 1,
) -> UUID:
    """Let a person act for an organisation in a role from a day on."""
    actor.must(PERMISSION)
    engagement = Engagement.objects.create(
        person_id=person_id,
        organisation_id=organisation_id,
        role=role,
        clearance=clearance,
        from_on=from_on,
        approved_by_id=actor.person_id,
    )
    if opens_sealed(role):
        vault.join(team_id=organisation_id, person_id=person_id, at=at)
    audit.record(
        name="agencies.person_engaged",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=engagement,
        at=at,
    )
    return engagement.id


@action
def welcome(*, new: Mapping[str, str], actor: Actor, at: datetime) -> UUID:
    """Add a person and engage them from today; raises EmailTaken.

    ``new`` holds name, email, password, language, organisation (an id) and role.
    """
    person_id = add_person(
        email=new["email"],
        name=new["name"],
        password=new["password"],
        language=new["language"],
        actor=actor,
        at=at,
    )
    engage(
        person_id=person_id,
        organisation_id=UUID(new["organisation"]),
        role=new["role"],
        from_on=at.date(),
        actor=actor,
        at=at,
    )
    return person_id


@action
def choose_language(*, language: str, actor: Actor, at: datetime) -> None:
    """Keep the language in which the person reads the staff site."""
    person = Person.objects.select_for_update().get(id=actor.person)
    person.language = language
    person.save(update_fields=["language"])
    audit.record(name="agencies.language_chosen", actor=actor, subject=person, at=at)
