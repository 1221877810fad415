"""In what language somebody is spoken with, how, and by which interpreters never."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit.actions import Verb
from unhidden.safeguarding.frame.actions import (
    A_MOMENT,
    find_kept,
    hold_open_case,
    seal_for_case,
    tell_case,
)
from unhidden.safeguarding.models import ExcludedInterpreter, SpeakingWishes
from unhidden.safeguarding.people.actions.refusals import SpeakingMoved


@dataclass(frozen=True, slots=True)
class NewSpeaking:
    """What was told of language, needs and interpreters; offered anew each time."""

    language: str
    needs: tuple[str, ...]
    interpreter_gender: str
    is_interpreter_offered: bool
    is_interpreter_wanted: bool | None


@action
def record_speaking(
    *, case_id: UUID, new: NewSpeaking, seen: int, actor: Actor, at: datetime
) -> None:
    """Keep how to speak with somebody; what was told before stays.

    ``seen`` is the number that was on the page. Raises SpeakingMoved and CaseClosed.
    """
    actor.must("safeguarding.work_case")
    case = hold_open_case(case_id, actor)
    if SpeakingWishes.objects.filter(case=case).count() != seen:
        raise SpeakingMoved
    row = SpeakingWishes.objects.create(
        case=case,
        number=seen + 1,
        language=new.language,
        needs=sorted(new.needs),
        interpreter_gender=new.interpreter_gender,
        is_interpreter_offered=new.is_interpreter_offered,
        is_interpreter_wanted=new.is_interpreter_wanted,
        recorded_by_id=actor.person,
        recorded_at=at,
    )
    tell_case("speaking_recorded", row, actor=actor, at=at)


@action
def exclude_interpreter(
    *, case_id: UUID, name: str, reason: str, actor: Actor, at: datetime
) -> UUID:
    """Keep, sealed, who is never to interpret for somebody; gives its id.

    The very same, sent again within a moment, is kept once.
    """
    actor.must("safeguarding.work_case")
    case = hold_open_case(case_id, actor)
    recent = ExcludedInterpreter.objects.filter(
        case=case,
        reason=reason,
        added_by_id=actor.person,
        added_at__gt=at - A_MOMENT,
        added_at__lte=at,
        ended_at__isnull=True,
    ).order_by("id")
    if known := find_kept(recent, "name_sealed", name, actor=actor):
        return known.id
    row = ExcludedInterpreter(
        case=case, reason=reason, added_by_id=actor.person, added_at=at
    )
    seal_for_case(row, "name_sealed", name, case=case, actor=actor, at=at)
    row.save(force_insert=True)
    tell_case("interpreter_excluded", row, actor=actor, at=at)
    return row.id


@action
def end_interpreter_exclusion(
    *, case_id: UUID, exclusion_id: UUID, actor: Actor, at: datetime
) -> None:
    """Let an interpreter be asked again; a second time it is Absent."""
    actor.must("safeguarding.work_case")
    case = hold_open_case(case_id, actor)
    mine = ExcludedInterpreter.objects.filter(
        case=case, id=exclusion_id, ended_at__isnull=True
    )
    row = mine.first()
    if row is None:
        raise Absent
    mine.update(ended_at=at, ended_by_id=actor.person)
    tell_case("interpreter_let_back", row, actor=actor, at=at, verb=Verb.ALTERATION)
