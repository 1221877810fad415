"""Needs: noting one, giving it another day, ending it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.lib.refusals import ActionRefused
from unhidden.safeguarding.frame import actions as frame
from unhidden.safeguarding.models import NEED_ENDS, Case, CaseNeed, NeedStep
from unhidden.safeguarding.support.rules.days import is_possible_day, london_day


class NeedAlreadyNoted(ActionRefused):
    """The same need with the same day is noted, and open."""


class NeedEnded(ActionRefused):
    """Somebody has said already what became of the need."""


class NeedDayImpossible(ActionRefused):
    """Nothing ends on a day to come, or before the case was opened."""


@dataclass(frozen=True, slots=True)
class NewNeed:
    """``words`` are the person's own, and may be empty."""

    code: str
    wanted_on: date | None
    words: str = field(default="", repr=False)


@action
def note_need(*, case_id: UUID, new: NewNeed, actor: Actor, at: datetime) -> UUID:
    """Note what the person needs; gives its id. Raises NeedAlreadyNoted."""
    actor.must("safeguarding.work_case")
    case = frame.hold_open_case(case_id, actor)
    same = case.support_needs.filter(code=new.code, wanted_on=new.wanted_on)
    if same.exclude(steps__kind__in=NEED_ENDS).exists():
        raise NeedAlreadyNoted
    need = CaseNeed(
        case=case,
        code=new.code,
        wanted_on=new.wanted_on,
        noted_by_id=actor.person,
        noted_at=at,
    )
    if new.words:
        frame.seal_for_case(
            need, "words_sealed", new.words, case=case, actor=actor, at=at
        )
    need.save(force_insert=True)
    frame.tell_case("need_noted", need, actor=actor, at=at)
    return need.id


@action
def change_need(
    *,
    case_id: UUID,
    need_id: UUID,
    kind: str,
    day: date,
    actor: Actor,
    at: datetime,
) -> None:
    """Say by which other day it is wanted, or how and when it ended.

    Raises NeedEnded and NeedDayImpossible.
    """
    actor.must("safeguarding.work_case")
    case = frame.hold_open_case(case_id, actor)
    need = find_open_need(case, need_id)
    today = london_day(at)
    opened = london_day(case.opened_at)
    is_end = kind in NEED_ENDS
    if is_end and not is_possible_day(day, earliest=opened, latest=today):
        raise NeedDayImpossible
    step = NeedStep.objects.create(
        need=need,
        number=need.steps.count() + 1,
        kind=kind,
        day=day,
        told_by_id=actor.person,
        told_at=at,
    )
    frame.tell_case("need_changed", step, actor=actor, at=at)


def find_open_need(case: Case, need_id: UUID) -> CaseNeed:
    """The need of a case that is held, if it is open; raises Absent and NeedEnded."""
    needs: QuerySet[CaseNeed] = case.support_needs.filter(id=need_id)
    need = needs.first()
    if need is None:
        raise Absent
    if need.steps.filter(kind__in=NEED_ENDS).exists():
        raise NeedEnded
    return need
