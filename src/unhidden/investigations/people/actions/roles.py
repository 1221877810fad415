"""What somebody is in an investigation, since when; and who is victim and suspect."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.intelligence import queries as intelligence
from unhidden.investigations.frame.actions import (
    check_count,
    hold_open_investigation,
    seal_for_team,
    tell_event,
)
from unhidden.investigations.models import (
    PersonRole,
    PostFunction,
    Section45Record,
    SubjectLink,
)
from unhidden.investigations.people.actions.adding import find_person
from unhidden.investigations.people.actions.refusals import (
    LinkKnown,
    ReasonMissing,
    RoleHeld,
    SioDecides,
    VictimIsNoSuspect,
)
from unhidden.investigations.people.rules.section_45 import is_made_out
from unhidden.investigations.posts.queries.posts import posts_of


@dataclass(frozen=True, slots=True)
class NewSection45:
    """Why a possible victim is treated as a suspect, element by element.

    ``seen`` is how many such records of the person the page showed.
    """

    was_child: bool
    elements_shown: tuple[str, ...]
    is_excluded_offence: bool
    is_nrm_considered: bool
    reasons: str
    seen: int | None = None


@action
def give_role(
    *, investigation_id: UUID, person_id: UUID, role: str, actor: Actor, at: datetime
) -> UUID:
    """Give somebody a role of ``InvestigatedRole`` from now on; others stay.

    Raises RoleHeld, VictimIsNoSuspect, InvestigationClosed and Absent.
    """
    actor.must("investigations.work")
    investigation = hold_open_investigation(investigation_id, actor)
    row = PersonRole(
        investigation=investigation,
        person=find_person(investigation, person_id),
        role=role,
        began_at=at,
        given_by_id=actor.person,
    )
    _insert_role(row)
    tell_event("role_given", row, actor=actor, at=at)
    return row.id


@action
def end_role(
    *, investigation_id: UUID, role_id: UUID, actor: Actor, at: datetime
) -> None:
    """End a role; its row stays. One that has ended stays as it is.

    Raises InvestigationClosed and Absent.
    """
    actor.must("investigations.work")
    investigation = hold_open_investigation(investigation_id, actor)
    row = PersonRole.objects.filter(investigation=investigation, id=role_id).first()
    if row is None:
        raise Absent
    if row.ended_at is not None:
        return
    row.ended_at, row.ended_by_id = at, actor.person
    row.save(update_fields=["ended_at", "ended_by"])
    tell_event("role_ended", row, actor=actor, at=at)


@action
def record_section_45(
    *,
    investigation_id: UUID,
    person_id: UUID,
    new: NewSection45,
    actor: Actor,
    at: datetime,
) -> UUID:
    """Record, as senior investigating officer, why a possible victim is a suspect.

    Raises SioDecides, ReasonMissing, UnknownElement, WrittenMeanwhile,
    InvestigationClosed and Absent.
    """
    actor.must("investigations.work")
    investigation = hold_open_investigation(investigation_id, actor)
    if PostFunction.SIO not in posts_of(investigation, actor):
        raise SioDecides
    if not new.reasons.strip():
        raise ReasonMissing
    is_made_out(
        new.elements_shown,
        was_child=new.was_child,
        is_excluded_offence=new.is_excluded_offence,
    )
    person = find_person(investigation, person_id)
    check_count(person.section_45.all(), new.seen)
    row = Section45Record(
        investigation=investigation,
        person=person,
        was_child=new.was_child,
        elements_shown=list(new.elements_shown),
        is_excluded_offence=new.is_excluded_offence,
        is_nrm_considered=new.is_nrm_considered,
        decided_by_id=actor.person,
        decided_at=at,
    )
    seal_for_team(
        row,
        "reasons_sealed",
        new.reasons,
        investigation=investigation,
        actor=actor,
        at=at,
    )
    row.save(force_insert=True)
    tell_event("section_45_recorded", person, actor=actor, at=at)
    return row.id


@action
def link_subject(
    *,
    investigation_id: UUID,
    person_id: UUID,
    subject_id: UUID,
    reason: str,
    actor: Actor,
    at: datetime,
) -> UUID:
    """Decide that a person here is a subject of the desk, and say why.

    Raises ReasonMissing, LinkKnown, InvestigationClosed, and Absent for a subject that
    the actor may not see.
    """
    actor.must("investigations.work")
    investigation = hold_open_investigation(investigation_id, actor)
    if not reason.strip():
        raise ReasonMissing
    intelligence.get_subject(viewer=actor, mention_id=subject_id)
    row = SubjectLink(
        investigation=investigation,
        person=find_person(investigation, person_id),
        subject_id=subject_id,
        linked_by_id=actor.person,
        linked_at=at,
    )
    seal_for_team(
        row, "reason_sealed", reason, investigation=investigation, actor=actor, at=at
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise LinkKnown from error
    audit.record_event(
        name="investigations.subject_linked",
        verb=audit.Verb.COMBINATION,
        actor=actor,
        subject=row,
        at=at,
    )
    return row.id


@action
def withdraw_link(
    *, investigation_id: UUID, link_id: UUID, actor: Actor, at: datetime
) -> None:
    """Take a link to a subject back; its row stays. InvestigationClosed, Absent."""
    actor.must("investigations.work")
    investigation = hold_open_investigation(investigation_id, actor)
    row = SubjectLink.objects.filter(investigation=investigation, id=link_id).first()
    if row is None:
        raise Absent
    if row.withdrawn_at is not None:
        return
    row.withdrawn_at, row.withdrawn_by_id = at, actor.person
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])
    tell_event("link_withdrawn", row, actor=actor, at=at)


def _insert_role(row: PersonRole) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        rule = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "")
        if rule == "a_victim_is_a_suspect_by_section_45":
            raise VictimIsNoSuspect from error
        raise RoleHeld from error
