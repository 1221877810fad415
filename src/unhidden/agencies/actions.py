"""Adding organisations, people and engagements."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.agencies import looks
from unhidden.agencies.duties import NotifyingDuty
from unhidden.agencies.key_teams import join_key_teams
from unhidden.agencies.models import (
    Engagement,
    FirstResponderStatus,
    Organisation,
    OrganisationKind,
    Person,
)
from unhidden.agencies.queries import custodians_of
from unhidden.agencies.sign_in import one_time
from unhidden.audit import actions as audit
from unhidden.lib.refusals import ActionRefused
from unhidden.vault import actions as vault

PERMISSION = "agencies.manage_people"
#: The day on which section 52 of the Modern Slavery Act 2015 came into force.
DUTY_SINCE = date(2015, 11, 1)
#: Bodies that the section names by their kind; others are bound one by one.
_BOUND = frozenset(
    {
        OrganisationKind.POLICE,
        OrganisationKind.COUNCIL,
        OrganisationKind.LAW_ENFORCEMENT,
    }
)


class EmailTaken(ActionRefused):
    """Somebody already signs in with this e-mail address."""


class CodeTaken(ActionRefused):
    """Another organisation has this code."""


class OwnEngagement(ActionRefused):
    """Nobody asks for, approves or ends an engagement of their own."""


class AnotherScript(ActionRefused):
    """Letters of several alphabets in one word; ``args`` names the field."""


class LooksTheSame(ActionRefused):
    """It looks like somebody who is here: ``args`` are the field and who."""


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
    """Add an organisation with its own key pair; gives its id. Raises CodeTaken.

    A desk has a second team, of those who keep the originals of files as evidence. A
    police force, a council and a law-enforcement partner must notify the Home Office.
    """
    actor.must(PERMISSION)
    organisation = Organisation(
        code=code, name_en=name_en, name_cy=name_cy, kind=kind, is_desk=is_desk
    )
    if Organisation.objects.filter(code=code).exists():
        raise CodeTaken
    organisation.save(force_insert=True)
    vault.create_team(team_id=organisation.id, at=at)
    if is_desk:
        vault.create_team(
            team_id=custodians_of(organisation.id),
            organisation_id=organisation.id,
            at=at,
        )
    audit.record_event(
        name="agencies.organisation_added",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=organisation,
        at=at,
    )
    if kind in _BOUND:
        note_duty(
            organisation_id=organisation.id, from_on=DUTY_SINCE, actor=actor, at=at
        )
    return organisation.id


@action
def note_duty(
    *, organisation_id: UUID, from_on: date, actor: Actor, at: datetime
) -> None:
    """Record that section 52 binds the organisation from that day."""
    actor.must(PERMISSION)
    duty = NotifyingDuty.objects.create(
        organisation_id=organisation_id, from_on=from_on
    )
    audit.record_event(
        name="agencies.duty_noted",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=duty,
        at=at,
    )


@action
def note_first_responder(
    *, organisation_id: UUID, from_on: date, actor: Actor, at: datetime
) -> None:
    """Record that the organisation may refer into the NRM from that day."""
    actor.must(PERMISSION)
    status = FirstResponderStatus.objects.create(
        organisation_id=organisation_id, from_on=from_on
    )
    audit.record_event(
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
    is_somebody_else: bool = False,
    is_given: bool = False,
) -> UUID:
    """Add someone who can sign in; without an engagement they may do nothing.

    Whoever is given a password by an administrator changes it when they first sign
    in; their keys are made then. So it is where the system adds them, if ``is_given``.
    ``is_somebody_else`` says that a name which looks like another's was checked.
    Raises EmailTaken, and AnotherScript and LooksTheSame for what could be taken for
    somebody else.
    """
    actor.must(PERMISSION)
    is_system = actor.person_id is None
    plain = looks.normalise_text(name)
    if not is_system:
        _must_look_like_nobody(email, plain, is_somebody_else=is_somebody_else)
    person = Person(
        email=looks.normalise_text(email).lower(), name=plain, language=language
    )
    is_given = is_given or not is_system
    given = one_time.give_password(by=actor.person_id, at=at) if is_given else None
    person.set_password(password, given=given)
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError as error:
        raise EmailTaken from error
    audit.record_event(
        name="agencies.person_added",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=person,
        at=at,
    )
    return person.id


def _must_look_like_nobody(email: str, name: str, *, is_somebody_else: bool) -> None:
    """Raise AnotherScript, EmailTaken or LooksTheSame."""
    if looks.mixes_scripts(name):
        raise AnotherScript("name")
    if not looks.normalise_text(email).isascii():
        raise AnotherScript("email")
    people = Person.objects.order_by("name", "id").values_list("email", "name")
    for known_email, known_name in people:
        if known_email == looks.normalise_text(email).lower():
            raise EmailTaken
        if looks.look_alike(known_email, email):
            raise LooksTheSame("email", known_email)
        if not is_somebody_else and looks.look_alike(known_name, name):
            raise LooksTheSame("name", f"{known_name}, {known_email}")


@action
def request_engagement(
    *,
    person_id: UUID,
    organisation_id: UUID,
    role: str,
    from_on: date,
    actor: Actor,
    at: datetime,
    clearance: int = 1,
    to_on: date | None = None,
) -> UUID:
    """Ask that a person act for an organisation in a role, from a day to a day.

    It gives nothing until somebody else approves it; what the system sets up counts
    at once. Raises OwnEngagement.
    """
    actor.must(PERMISSION)
    if person_id == actor.person_id:
        raise OwnEngagement
    is_system = actor.person_id is None
    engagement = Engagement.objects.create(
        person_id=person_id,
        organisation_id=organisation_id,
        role=role,
        clearance=clearance,
        from_on=from_on,
        to_on=to_on,
        asked_by_id=actor.person_id,
        asked_at=at,
        approved_at=at if is_system else None,
    )
    if is_system:
        join_key_teams(engagement, at)
    name = "person_engaged" if is_system else "engagement_asked_for"
    audit.record_event(
        name=f"agencies.{name}",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=engagement,
        at=at,
    )
    return engagement.id


@action
def add_engaged_person(*, new: Mapping[str, str], actor: Actor, at: datetime) -> UUID:
    """Add a person and ask for their engagement from today; gives the person's id.

    ``new`` holds name, email, password, language, organisation (an id), role and
    clearance. Raises EmailTaken, AnotherScript and LooksTheSame.
    """
    person_id = add_person(
        email=new["email"],
        name=new["name"],
        password=new["password"],
        language=new["language"],
        is_somebody_else=bool(new.get("is_somebody_else")),
        actor=actor,
        at=at,
    )
    request_engagement(
        person_id=person_id,
        organisation_id=UUID(new["organisation"]),
        role=new["role"],
        clearance=int(new["clearance"]),
        from_on=localdate(at),
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
    audit.record_event(
        name="agencies.language_chosen", actor=actor, subject=person, at=at
    )
