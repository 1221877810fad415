"""Learning how a person of an investigation is reached; each time is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent, require_found
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.investigations.frame.queries import read_head
from unhidden.investigations.models import InvestigatedPerson, PersonContact
from unhidden.investigations.models.posts import CONTACT_POSTS
from unhidden.investigations.posts.queries.posts import posts_of
from unhidden.vault import actions as vault


@dataclass(frozen=True, slots=True)
class ContactView:
    """How somebody is reached, as last written; version 0 where nobody wrote it."""

    version: int
    words: str


@action
def open_contact(
    *, investigation_id: UUID, person_id: UUID, actor: Actor, at: datetime
) -> ContactView:
    """Open how a person is reached, in a post that reaches them.

    Raises KeysLocked, and Absent for who holds none of these posts.
    """
    actor.must("investigations.reach_witnesses")
    head = read_head(actor, investigation_id)
    if posts_of(head, actor).isdisjoint(CONTACT_POSTS):
        raise Absent
    people = InvestigatedPerson.objects.filter(investigation=head, id=person_id)
    person = require_found(people.first())
    row = PersonContact.objects.filter(person=person).order_by("-version").first()
    if row is None:
        return ContactView(0, "")
    (words,) = vault.open_held([row.contact_sealed], by=actor)
    audit.record_event(
        name="investigations.contact_opened",
        verb=audit.Verb.CONSULTATION,
        actor=actor,
        subject=person,
        at=at,
    )
    return ContactView(row.version, words or "")
