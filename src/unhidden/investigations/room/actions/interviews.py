"""Interviews: planned for what each kind takes, and what became of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.investigations.frame.actions import (
    KeptFromWords,
    NewMaterial,
    enter_material,
    next_number,
    seal_for_team,
    tell_event,
)
from unhidden.investigations.models import (
    Interview,
    InterviewStep,
    InvestigatedPerson,
    Investigation,
    MaterialKind,
    Paper,
    PersonRole,
)
from unhidden.investigations.room.actions import frame, refusals
from unhidden.investigations.room.rules import interviews as rules
from unhidden.investigations.room.rules.papers import read_reference
from unhidden.lib import languages


@dataclass(frozen=True, slots=True)
class NewInterview:
    """An interview as planned; ``present`` are who will be there with the person:
    interpreter, intermediary, supporter, solicitor, appropriate_adult."""

    entry: UUID
    person: int
    kind: str
    language: str
    present: Collection[str]
    plan: str
    is_looked_at: bool = False


@dataclass(frozen=True, slots=True)
class NewInterviewStep:
    """What became of it; ``paper`` is the reference of the transcript, such as D12."""

    stage: str
    seen: int
    words: str = ""
    paper: str = ""
    is_looked_at: bool = False


@action
def plan_interview(
    *, investigation_id: UUID, new: NewInterview, actor: Actor, at: datetime
) -> int:
    """Plan an interview, which is material; gives its number.

    Raises RoomWordsMissing, NoSuchReference, PersonUnfit, NotOfThisInterview,
    InterpreterMissing, LanguageUnknown, HasContacts, InvestigationClosed, Absent.
    """
    head = frame.hold_room(investigation_id, actor)
    row_id = frame.name_row(head, new.entry)
    held = head.interviews.filter(id=row_id).first()
    if held is not None:
        return held.number
    person = _check(head, new)
    frame.look_for_contacts(new.plan, is_looked_at=new.is_looked_at)
    row = Interview(
        id=row_id,
        investigation=head,
        number=next_number(head.interviews.all()),
        person=person,
        kind=new.kind,
        language=new.language,
        has_interpreter="interpreter" in new.present,
        has_intermediary="intermediary" in new.present,
        has_supporter="supporter" in new.present,
        has_solicitor="solicitor" in new.present,
        has_appropriate_adult="appropriate_adult" in new.present,
        planned_by_id=actor.person,
        planned_at=at,
    )
    plan = new.plan.strip()
    seal_for_team(row, "plan_sealed", plan, investigation=head, actor=actor, at=at)
    row.save(force_insert=True)
    material = NewMaterial(MaterialKind.INTERVIEW, row.id)
    enter_material(head, material, actor=actor, at=at)
    tell_event(
        "interview_planned", row, actor=actor, at=at, number=row.number, kind=row.kind
    )
    return row.number


@action
def move_interview(
    *,
    investigation_id: UUID,
    number: int,
    new: NewInterviewStep,
    actor: Actor,
    at: datetime,
) -> None:
    """Record what became of an interview; who stops or declines gives no reason.

    Raises MovedMeanwhile, NotFromHere, TranscriptMissing, NoSuchReference,
    KeptFromWords, HasContacts, InvestigationClosed and Absent.
    """
    head = frame.hold_room(investigation_id, actor)
    row = head.interviews.filter(number=number).first()
    if row is None:
        raise Absent
    last = row.steps.order_by("turn").last()
    stage, turn = (last.stage, last.turn) if last else (rules.FIRST, 0)
    if turn != new.seen:
        raise refusals.MovedMeanwhile
    if not rules.may_go(stage, new.stage):
        raise refusals.NotFromHere
    paper = _transcript(head, new)
    frame.look_for_contacts(new.words, is_looked_at=new.is_looked_at)
    step = InterviewStep(
        investigation=head,
        interview=row,
        turn=turn + 1,
        stage=new.stage,
        paper=paper,
        taken_by_id=actor.person,
        taken_at=at,
    )
    words = new.words.strip()
    if words:
        seal_for_team(
            step, "words_sealed", words, investigation=head, actor=actor, at=at
        )
    try:
        with transaction.atomic():
            step.save(force_insert=True)
    except IntegrityError as error:
        raise KeptFromWords from error
    tell_event(
        "interview_moved", row, actor=actor, at=at, number=number, stage=new.stage
    )


def _check(head: Investigation, new: NewInterview) -> InvestigatedPerson:
    """The person to be interviewed, where everything fits the kind."""
    frame.require_words(plan=new.plan)
    person = head.people.filter(number=new.person).first()
    if person is None:
        raise refusals.NoSuchReference("person")
    roles = PersonRole.objects.filter(person=person, ended_at=None)
    if not rules.may_be_of(new.kind, set(roles.values_list("role", flat=True))):
        raise refusals.PersonUnfit
    unfit = rules.list_unfit(new.kind, new.present)
    if unfit:
        raise refusals.NotOfThisInterview(unfit)
    if not languages.is_known(new.language):
        raise refusals.LanguageUnknown
    if rules.needs_interpreter(new.language) and "interpreter" not in new.present:
        raise refusals.InterpreterMissing
    return person


def _transcript(head: Investigation, new: NewInterviewStep) -> Paper | None:
    if new.stage == "transcribed" and not new.paper.strip():
        raise refusals.TranscriptMissing
    if not new.paper.strip():
        return None
    reference = read_reference(new.paper)
    row: Paper | None = None
    if reference is not None:
        row = head.papers.filter(kind=reference[0], number=reference[1]).first()
    if row is None:
        raise refusals.NoSuchReference("paper")
    return row
