"""The plan in the person's words, and risks: added to, and never written over."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max, Model, QuerySet

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.lib.refusals import ActionRefused
from unhidden.safeguarding.frame import actions as frame
from unhidden.safeguarding.models import Case, RiskLevel, SafetyRisk, SupportPlanText
from unhidden.safeguarding.support.rules.days import is_possible_day, london_day
from unhidden.safeguarding.support.rules.plans import clamp_read


class PlanDayImpossible(ActionRefused):
    """Nobody told a plan on a day to come, or before the case was opened."""


class ReviewDayPassed(ActionRefused):
    """A plan or a risk is looked at again on a day to come."""


class RiskJudgedMeanwhile(ActionRefused):
    """Somebody judged the risk after the page was opened: read that first."""


class RiskNeedsReview(ActionRefused):
    """A risk that is there has a day on which it is looked at again."""


@dataclass(frozen=True, slots=True)
class NewPlanText:
    """``read_to`` is the number of the last text that the writer has seen."""

    part: str
    source: str
    told_on: date
    review_on: date | None
    read_to: int
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class NewRiskJudgement:
    """``seen`` is the number of the last judgement that the page showed."""

    kind: str
    level: str
    review_on: date | None
    seen: int
    words: str = field(default="", repr=False)


@action
def write_plan(*, case_id: UUID, new: NewPlanText, actor: Actor, at: datetime) -> bool:
    """Keep the next text of a part of the plan; gives whether it stands alone.

    What somebody else wrote meanwhile, and this writer has not read, is kept beside it.
    The same text pressed twice is one. Raises PlanDayImpossible and ReviewDayPassed.
    """
    actor.must("safeguarding.work_case")
    case = frame.hold_open_case(case_id, actor)
    today, opened = london_day(at), london_day(case.opened_at)
    if not is_possible_day(new.told_on, earliest=opened, latest=today):
        raise PlanDayImpossible
    _must_be_to_come(new.review_on, today)
    last = _last_number(case.plan_texts.filter(part=new.part))
    read_to = clamp_read(new.read_to, last)
    if read_to < last and _is_pressed_twice(case, new, actor):
        return read_to == last - 1
    row = SupportPlanText(
        case=case,
        part=new.part,
        number=last + 1,
        read_to=read_to,
        source=new.source,
        told_on=new.told_on,
        review_on=new.review_on,
        written_by_id=actor.person,
        written_at=at,
    )
    frame.seal_for_case(row, "text_sealed", new.text, case=case, actor=actor, at=at)
    row.save(force_insert=True)
    frame.tell_case("plan_written", row, actor=actor, at=at)
    return read_to == last


def _is_pressed_twice(case: Case, new: NewPlanText, actor: Actor) -> bool:
    """Whether the writer's last text, from the same page, says the same."""
    last = (
        case.plan_texts.filter(part=new.part, written_by_id=actor.person)
        .order_by("-number")
        .first()
    )
    if last is None or last.read_to != new.read_to:
        return False
    text: str = last.text_sealed.open(actor)
    return text == new.text


@action
def judge_risk(
    *, case_id: UUID, new: NewRiskJudgement, actor: Actor, at: datetime
) -> None:
    """Keep how a risk is judged now, and when it is looked at again.

    Raises RiskJudgedMeanwhile, RiskNeedsReview and ReviewDayPassed.
    """
    actor.must("safeguarding.work_case")
    case = frame.hold_open_case(case_id, actor)
    is_gone = new.level == RiskLevel.GONE
    if not is_gone and new.review_on is None:
        raise RiskNeedsReview
    review_on = None if is_gone else new.review_on
    _must_be_to_come(review_on, london_day(at))
    last = _last_number(case.safety_risks.filter(kind=new.kind))
    if new.seen != last:
        raise RiskJudgedMeanwhile
    row = SafetyRisk(
        case=case,
        kind=new.kind,
        number=last + 1,
        level=new.level,
        review_on=review_on,
        judged_by_id=actor.person,
        judged_at=at,
    )
    if new.words:
        frame.seal_for_case(
            row, "words_sealed", new.words, case=case, actor=actor, at=at
        )
    row.save(force_insert=True)
    frame.tell_case("risk_judged", row, actor=actor, at=at)


def _must_be_to_come(day: date | None, today: date) -> None:
    if day is not None and day <= today:
        raise ReviewDayPassed


def _last_number(rows: QuerySet[Model]) -> int:
    found = rows.aggregate(last=Max("number"))["last"]
    return found or 0
