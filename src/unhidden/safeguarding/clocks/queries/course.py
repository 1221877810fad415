"""How the state of a case has changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.agencies import queries as agencies
from unhidden.lib.working_days import LONDON
from unhidden.safeguarding.clocks.rules import effects, states
from unhidden.safeguarding.frame.queries import CaseHead, describe_head, own_cases
from unhidden.safeguarding.models import Case, NrmChange, NrmState
from unhidden.vault import actions as vault


@dataclass(frozen=True, slots=True)
class StateChange:
    to_label: str
    by: str
    at: datetime


def list_history(case: Case) -> list[tuple[NrmChange, states.StateStep]]:
    """The changes of a case that count, the first of them first."""
    rows = list(case.changes.order_by("changed_at", "id"))
    found = {str(row.id): row for row in rows}
    told = (
        (
            str(row.id),
            states.StateStep(row.from_state, row.to_state, row.happened_on),
            str(row.takes_back_id) if row.takes_back_id else None,
        )
        for row in rows
    )
    return [(found[key], step) for key, step in states.fold_history(told)]


def list_changes(case: Case) -> tuple[StateChange, ...]:
    """How the state of a case that is in view has changed, the first change first."""
    rows = case.changes.select_related("changed_by").order_by("changed_at", "id")
    return tuple(
        StateChange(row.get_to_state_display(), row.changed_by.name, row.changed_at)
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class CourseStep:
    """One change as the page of the course shows it; ``words`` are opened, or empty."""

    id: UUID
    to_label: str
    happened_on: date
    letter_on: date | None
    reference: str
    decided_by: str
    guidance: str
    words: str
    by: str
    at: datetime
    is_undoing: bool
    is_undone: bool


@dataclass(frozen=True, slots=True)
class DutyRuns:
    """The Duty to Notify of the viewer's own organisation, while its month runs."""

    since: date
    due_at: datetime


@dataclass(frozen=True, slots=True)
class NrmCourseView:
    """What happened so far, the last first, and what may be recorded now."""

    head: CaseHead
    state_label: str
    steps: tuple[CourseStep, ...]
    offered: tuple[str, ...]
    last_id: UUID | None
    has_duty: bool
    duty_runs: DutyRuns | None


@query
@of_one_record("case_id")
def get_course(*, viewer: Actor, case_id: UUID, at: datetime) -> NrmCourseView:
    """The course of a case for its team; raises Absent for everybody else."""
    viewer.must("safeguarding.see_own_cases")
    case = Case.objects.filter(own_cases(viewer), id=case_id).first()
    if case is None:
        raise Absent
    history = list_history(case)
    steps = [step for _, step in history]
    return NrmCourseView(
        head=describe_head(case, viewer),
        state_label=case.get_nrm_state_display(),
        steps=_list_steps(case, viewer),
        offered=states.list_offered(
            case.nrm_state,
            is_child=states.is_treated_as_child(case.age_group),
            history=steps,
        ),
        last_id=history[-1][0].id if len(history) > 1 else None,
        has_duty=effects.has_duty_clock(
            age_group=case.age_group,
            state=case.nrm_state,
            has_duty=_is_bound(viewer, at),
        ),
        duty_runs=_find_duty(case, viewer),
    )


def _is_bound(viewer: Actor, at: datetime) -> bool:
    """Whether section 52 binds the viewer's own organisation today."""
    return viewer.organisation is not None and agencies.must_notify(
        organisation_id=viewer.organisation, day=at.astimezone(LONDON).date()
    )


def _find_duty(case: Case, viewer: Actor) -> DutyRuns | None:
    """The month that runs for the viewer's organisation, of whichever belief."""
    running = case.deadlines.filter(
        code="dtn_due",
        organisation_id=viewer.organisation,
        met_at__isnull=True,
        ended_at__isnull=True,
    )
    own = running.order_by("id").first()
    return (
        None
        if own is None
        else DutyRuns(own.started_at.astimezone(LONDON).date(), own.due_at)
    )


def _list_steps(case: Case, viewer: Actor) -> tuple[CourseStep, ...]:
    found = case.changes.select_related("changed_by", "takes_back")
    rows = list(found.order_by("-changed_at", "-id"))
    undone = {row.takes_back_id for row in rows if row.takes_back_id}
    words = _open_words(rows, viewer)
    return tuple(
        CourseStep(
            id=row.id,
            to_label=str(_state_of(row).label),
            happened_on=row.happened_on,
            letter_on=row.letter_on,
            reference=row.reference,
            decided_by=row.get_decided_by_display() if row.decided_by else "",
            guidance=row.guidance,
            words=words.get(row.id, ""),
            by=row.changed_by.name,
            at=row.changed_at,
            is_undoing=row.takes_back_id is not None,
            is_undone=row.id in undone,
        )
        for row in rows
    )


def _state_of(row: NrmChange) -> NrmState:
    """Where a change led; of one that takes another back, where that one had led."""
    return NrmState((row.takes_back or row).to_state)


def _open_words(rows: list[NrmChange], viewer: Actor) -> dict[UUID, str]:
    """The words of those changes that have some, where the viewer holds the key."""
    sealed = {row.id: row.words_sealed for row in rows if row.words_sealed}
    texts = vault.open_held([*sealed.values()], by=viewer)
    return {key: text for key, text in zip(sealed, texts, strict=True) if text}
