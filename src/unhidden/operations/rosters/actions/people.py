"""What people can do, when they are away, and their organisations' rules of rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.agencies import queries as agencies
from unhidden.audit import actions as audit
from unhidden.operations import policies
from unhidden.operations.frame.queries.operations import get_operation
from unhidden.operations.models import (
    AbstractionKind,
    PersonAbstraction,
    PersonAccreditation,
    RestRule,
    TeamMember,
)
from unhidden.operations.rosters.actions import refusals
from unhidden.operations.rosters.actions.recording import record_change
from unhidden.operations.rosters.queries import choices


@dataclass(frozen=True, slots=True)
class NewRestRule:
    """An organisation's own rule; 0 where it asks for nothing of that."""

    organisation_id: UUID
    source: str
    from_on: date
    rest_minutes: int = 0
    break_after_minutes: int = 0
    break_minutes: int = 0
    longest_minutes: int | None = None
    is_checked: bool = False


@action
def set_skill(
    *,
    operation_id: UUID,
    person_id: UUID,
    code: str,
    expires_on: date | None,
    actor: Actor,
    at: datetime,
) -> None:
    """Say that somebody on a team can do something, and until when.

    Their own organisation keeps it; whoever plans with them may note it, too. Raises
    SkillKeptElsewhere for what is not the actor's to change, and Absent for a skill
    there is not, and for who is not on a team of an operation planned here, unless they
    are the actor's own colleagues.
    """
    actor.must(policies.PLAN)
    member = _member(operation_id, person_id, actor)
    if code not in dict(choices.list_skills()):
        raise Absent
    skill, language = choices.parse_skill(code)
    is_own = member.organisation_id == actor.organisation
    row = PersonAccreditation(
        person_id=person_id,
        organisation_id=member.organisation_id,
        skill=skill,
        language=language,
        expires_on=expires_on,
        noted_by_id=None if is_own else actor.organisation,
    )
    known = _keep_or_find(row)
    _check_keeper(known, actor)
    if known.noted_by_id != row.noted_by_id:  # a partner's note, taken over
        known.delete()
        known = _keep_or_find(row)
    known.expires_on = expires_on
    known.save(update_fields=["expires_on"])
    record_change("skill_set", known, operation_id, skill=code, actor=actor, at=at)


def _keep_or_find(row: PersonAccreditation) -> PersonAccreditation:
    """The row of this skill: of two who say it at once, the later decides its day."""
    PersonAccreditation.objects.bulk_create([row], ignore_conflicts=True)
    return PersonAccreditation.objects.get(
        person_id=row.person_id,
        organisation_id=row.organisation_id,
        skill=row.skill,
        language=row.language,
    )


@action
def remove_skill(
    *,
    operation_id: UUID,
    person_id: UUID,
    skill_id: UUID,
    actor: Actor,
    at: datetime,
) -> None:
    """Take back that somebody can do something.

    Raises SkillKeptElsewhere and Absent.
    """
    actor.must(policies.PLAN)
    member = _member(operation_id, person_id, actor)
    rows = PersonAccreditation.objects.filter(
        person_id=person_id, organisation_id=member.organisation_id
    )
    row = rows.filter(id=skill_id).first()
    if row is None:
        raise Absent
    _check_keeper(row, actor)
    row.delete()
    record_change("skill_removed", row, operation_id, actor=actor, at=at)


@action
def add_absence(
    *,
    operation_id: UUID,
    person_id: UUID,
    kind: str,
    from_on: date,
    to_on: date,
    actor: Actor,
    at: datetime,
) -> None:
    """Say from when until when somebody is away: at court, on leave, in training.

    Raises AbsenceEndsBeforeItStarts, and Absent as ``set_skill`` does.
    """
    actor.must(policies.PLAN)
    member = _member(operation_id, person_id, actor)
    if kind not in AbstractionKind.values:
        raise Absent
    if to_on < from_on:
        raise refusals.AbsenceEndsBeforeItStarts
    row = PersonAbstraction.objects.create(
        person_id=person_id,
        organisation_id=member.organisation_id,
        kind=kind,
        from_on=from_on,
        to_on=to_on,
    )
    record_change(
        "abstraction_added",
        row,
        operation_id,
        actor=actor,
        at=at,
        verb=audit.Verb.COLLECTION,
    )


@action
def remove_absence(
    *,
    operation_id: UUID,
    person_id: UUID,
    absence_id: UUID,
    actor: Actor,
    at: datetime,
) -> None:
    """Take back that somebody is away. Raises Absent."""
    actor.must(policies.PLAN)
    _member(operation_id, person_id, actor)
    row = PersonAbstraction.objects.filter(id=absence_id, person_id=person_id).first()
    if row is None:
        raise Absent
    row.delete()
    record_change("abstraction_removed", row, operation_id, actor=actor, at=at)


@action
def add_rest_rule(
    *, operation_id: UUID, new: NewRestRule, actor: Actor, at: datetime
) -> UUID:
    """Add a rule of an organisation that takes part; gives its id.

    Raises RestRuleAsksNothing, and Absent for an organisation that does not take part,
    or whose rules are not the actor's to keep.
    """
    actor.must(policies.PLAN)
    of = get_operation(viewer=actor, operation_id=operation_id)
    theirs = of.is_managed or new.organisation_id == actor.organisation_id
    if not theirs or new.organisation_id not in of.organisation_ids:
        raise Absent
    if not (new.rest_minutes or new.break_minutes or new.longest_minutes):
        raise refusals.RestRuleAsksNothing
    row = RestRule.objects.create(
        organisation_id=new.organisation_id,
        source=new.source.strip(),
        rest_minutes=new.rest_minutes,
        break_after_minutes=new.break_after_minutes,
        break_minutes=new.break_minutes,
        longest_minutes=new.longest_minutes,
        from_on=new.from_on,
        checked_on=timezone.localdate(at) if new.is_checked else None,
    )
    record_change(
        "rest_rule_added",
        row,
        operation_id,
        actor=actor,
        at=at,
        verb=audit.Verb.COLLECTION,
    )
    return row.id


@action
def end_rest_rule(
    *, operation_id: UUID, rule_id: UUID, to_on: date, actor: Actor, at: datetime
) -> None:
    """Say on which day an organisation's own rule holds for the last time.

    Raises RestRuleEndsBeforeItStarts and Absent.
    """
    actor.must(policies.PLAN)
    row = _find_rest_rule(operation_id, rule_id, actor)
    if to_on < row.from_on:
        raise refusals.RestRuleEndsBeforeItStarts
    row.to_on = to_on
    row.save(update_fields=["to_on"])
    record_change("rest_rule_ended", row, operation_id, actor=actor, at=at)


@action
def check_rest_rule(
    *, operation_id: UUID, rule_id: UUID, actor: Actor, at: datetime
) -> None:
    """Note that somebody compared an organisation's own rule with its source today.

    Raises Absent.
    """
    actor.must(policies.PLAN)
    row = _find_rest_rule(operation_id, rule_id, actor)
    row.checked_on = timezone.localdate(at)
    row.save(update_fields=["checked_on"])
    record_change("rest_rule_checked", row, operation_id, actor=actor, at=at)


def _find_rest_rule(operation_id: UUID, rule_id: UUID, actor: Actor) -> RestRule:
    """A rule of an organisation that takes part; raises Absent."""
    of = get_operation(viewer=actor, operation_id=operation_id)
    rows = RestRule.objects.filter(organisation_id__in=of.organisation_ids)
    row = rows.filter(id=rule_id).first()
    if row is None:
        raise Absent
    return row


def _member(operation_id: UUID, person_id: UUID, actor: Actor) -> TeamMember:
    """The person on a team, if their skills are the actor's to keep; raises Absent."""
    of = get_operation(viewer=actor, operation_id=operation_id)
    rows = TeamMember.objects.filter(team__operation_id=of.id, person_id=person_id)
    if not of.is_managed:
        rows = rows.filter(organisation_id=actor.organisation)
    row = rows.order_by("id").first()
    if row is None:
        raise Absent
    return row


def _check_keeper(row: PersonAccreditation, actor: Actor) -> None:
    if actor.organisation not in (row.organisation_id, row.noted_by_id):
        raise refusals.SkillKeptElsewhere(agencies.name_of(row.organisation))
