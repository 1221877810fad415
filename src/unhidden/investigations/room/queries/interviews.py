"""The interviews of an investigation, and one with its plan and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import require_found
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.investigations.frame.queries import (
    InvestigationCard,
    describe_head,
    is_kept_from_words,
    may_work,
    read_head,
)
from unhidden.investigations.models import Interview, InterviewStage, InterviewStep
from unhidden.investigations.room.rules import interviews as rules
from unhidden.vault import actions as vault

_PRESENT = (
    *("interpreter", "intermediary", "supporter", "solicitor"),
    "appropriate_adult",
)


@dataclass(frozen=True, slots=True)
class InterviewRow:
    """An interview in a list; ``person`` is a number of the investigation."""

    id: UUID
    number: int
    person: int
    kind: str
    kind_label: str
    language: str
    stage: str
    stage_label: str
    planned_at: datetime


@dataclass(frozen=True, slots=True)
class InterviewList:
    head: InvestigationCard
    rows: tuple[InterviewRow, ...]
    may_work: bool


@dataclass(frozen=True, slots=True)
class InterviewStepView:
    """What became of it; ``words`` are none where they do not open, "" for none."""

    stage_label: str
    words: str | None
    paper: str
    taken_by: str
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class InterviewView:
    """An interview; ``present`` are who was to be there, by the names of the plan."""

    head: InvestigationCard
    row: InterviewRow
    planned_by: str
    plan: str | None
    present: tuple[str, ...]
    steps: tuple[InterviewStepView, ...]
    next_stages: tuple[str, ...]
    is_kept_from: bool
    seen: int


@query
@of_one_record("investigation_id")
def list_interviews(
    *, viewer: Actor, investigation_id: UUID, stage: str = ""
) -> InterviewList:
    """The interviews that stand at a stage, or all, the newest first; or Absent."""
    viewer.must("investigations.see_own")
    head = read_head(viewer, investigation_id)
    steps = InterviewStep.objects.filter(investigation=head)
    last = steps.order_by("interview_id", "-turn").distinct("interview_id")
    stages: dict[UUID, str] = dict(last.values_list("interview_id", "stage"))
    found = head.interviews.select_related("person").order_by("-number")
    rows = [_row(row, stages.get(row.id, rules.FIRST)) for row in found]
    return InterviewList(
        head=describe_head(head),
        rows=tuple(row for row in rows if stage in ("", row.stage)),
        may_work=viewer.may("investigations.work") and may_work(head),
    )


@query
@of_one_record("investigation_id")
def get_interview(
    *, viewer: Actor, investigation_id: UUID, number: int
) -> InterviewView:
    """One interview; raises Absent, and KeysLocked for what is sealed of it."""
    viewer.must("investigations.see_own")
    head = read_head(viewer, investigation_id)
    rows = head.interviews.filter(number=number).select_related("person", "planned_by")
    row = require_found(rows.first())
    steps = list(row.steps.select_related("paper", "taken_by").order_by("turn"))
    sealed = [row.plan_sealed, *(step.words_sealed for step in steps)]
    plan, *words = vault.open_held(sealed, by=viewer)
    stage = steps[-1].stage if steps else rules.FIRST
    is_working = viewer.may("investigations.work") and may_work(head)
    return InterviewView(
        head=describe_head(head),
        row=_row(row, stage),
        planned_by=row.planned_by.name,
        plan=plan,
        present=tuple(name for name in _PRESENT if getattr(row, f"has_{name}")),
        steps=tuple(_step(step, said) for step, said in zip(steps, words, strict=True)),
        next_stages=rules.list_next_stages(stage) if is_working else (),
        is_kept_from=is_kept_from_words(head),
        seen=len(steps),
    )


def _step(step: InterviewStep, words: str | None) -> InterviewStepView:
    return InterviewStepView(
        stage_label=step.get_stage_display(),
        words=words if step.words_sealed is not None else "",
        paper=f"{step.paper.kind}{step.paper.number}" if step.paper else "",
        taken_by=step.taken_by.name,
        taken_at=step.taken_at,
    )


def _row(row: Interview, stage: str) -> InterviewRow:
    return InterviewRow(
        id=row.id,
        number=row.number,
        person=row.person.number,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        language=row.language,
        stage=stage,
        stage_label=str(InterviewStage(stage).label),
        planned_at=row.planned_at,
    )
