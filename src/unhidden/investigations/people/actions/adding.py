"""Adding somebody to an investigation, who they are, and how they are reached."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.investigations.frame.actions import (
    check_count,
    check_sees_words,
    hold_open_investigation,
    next_number,
    seal_at_home,
    seal_for_team,
    tell_event,
)
from unhidden.investigations.models import (
    InvestigatedPerson,
    Investigation,
    PersonContact,
    PersonIdentity,
)
from unhidden.investigations.models.posts import CONTACT_POSTS
from unhidden.investigations.people.actions.refusals import (
    ContactMoved,
    PersonIdentityMoved,
    PersonKnown,
)
from unhidden.investigations.posts.queries.posts import posts_of


@dataclass(frozen=True, slots=True)
class PersonKnownAs:
    """Who somebody is, as far as the investigation knows; sealed, never searched."""

    name: str
    born: str = ""
    other_names: str = ""
    description: str = ""


@action
def add_person(
    *,
    investigation_id: UUID,
    known_as: PersonKnownAs | None = None,
    possible_victim_id: UUID | None = None,
    seen: int | None = None,
    actor: Actor,
    at: datetime,
) -> UUID:
    """Add somebody, with the next number; gives their id.

    ``possible_victim_id`` is a possible victim of a visit, who is one person here.
    ``seen`` is how many people the page showed. Raises WrittenMeanwhile, PersonKnown,
    InvestigationClosed and Absent.
    """
    actor.must("investigations.work")
    investigation = hold_open_investigation(investigation_id, actor)
    check_count(investigation.people.all(), seen)
    row = InvestigatedPerson(
        investigation=investigation,
        number=next_number(investigation.people.all()),
        possible_victim_id=possible_victim_id,
        added_by_id=actor.person,
        added_at=at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise _told(error) from error
    if known_as is not None:
        _write_identity(investigation, row, known_as, actor=actor, at=at)
    audit.record_event(
        name="investigations.person_added",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=row,
        at=at,
    )
    return row.id


@action
def write_identity(
    *,
    investigation_id: UUID,
    person_id: UUID,
    known_as: PersonKnownAs,
    seen: int,
    actor: Actor,
    at: datetime,
) -> int:
    """Write who a person is, over version ``seen`` (0: none yet); gives the version.

    What was written before stays. Raises KeptFromWords, PersonIdentityMoved,
    InvestigationClosed and Absent.
    """
    actor.must("investigations.work")
    investigation = hold_open_investigation(investigation_id, actor)
    row = find_person(investigation, person_id)
    if row.added_by_id != actor.person:
        check_sees_words(investigation)
    if next_number(row.identities.all(), "version") != seen + 1:
        raise PersonIdentityMoved
    _write_identity(investigation, row, known_as, actor=actor, at=at)
    tell_event("person_known", row, actor=actor, at=at)
    return seen + 1


@action
def write_contact(
    *,
    investigation_id: UUID,
    person_id: UUID,
    words: str,
    seen: int | None = None,
    actor: Actor,
    at: datetime,
) -> int:
    """Write how a person is reached, for the few posts that reach them; the version.

    Over version ``seen``, where that is told. Raises ContactMoved,
    InvestigationClosed, and Absent for who holds none of these posts.
    """
    actor.must("investigations.reach_witnesses")
    investigation = hold_open_investigation(investigation_id, actor)
    if posts_of(investigation, actor).isdisjoint(CONTACT_POSTS):
        raise Absent
    person = find_person(investigation, person_id)
    version = next_number(person.contacts.all(), "version")
    if seen is not None and version != seen + 1:
        raise ContactMoved
    row = PersonContact(
        investigation=investigation,
        person=person,
        version=version,
        written_by_id=actor.person,
        written_at=at,
    )
    seal_at_home(row, "contact_sealed", words, investigation=investigation)
    row.save(force_insert=True)
    tell_event("contact_written", person, actor=actor, at=at)
    return row.version


def find_person(investigation: Investigation, person_id: UUID) -> InvestigatedPerson:
    """A person of an investigation that is held; raises Absent."""
    row: InvestigatedPerson | None = investigation.people.filter(id=person_id).first()
    if row is None:
        raise Absent
    return row


def _told(error: IntegrityError) -> Exception:
    """What the database refused: a possible victim of none of its visits is Absent."""
    rule = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "")
    if rule == "a_possible_victim_was_found_at_its_visit":
        return Absent()
    return PersonKnown()


def _write_identity(
    investigation: Investigation,
    person: InvestigatedPerson,
    known_as: PersonKnownAs,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    row = PersonIdentity(
        investigation=investigation,
        person=person,
        version=next_number(person.identities.all(), "version"),
        written_by_id=actor.person,
        written_at=at,
    )
    words = json.dumps(asdict(known_as), ensure_ascii=False)
    seal_for_team(
        row, "identity_sealed", words, investigation=investigation, actor=actor, at=at
    )
    row.save(force_insert=True)
