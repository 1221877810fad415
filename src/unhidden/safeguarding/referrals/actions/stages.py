"""What becomes of a form besides its answers: begun there, recorded, set aside."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.lib.working_days import day_in_london
from unhidden.safeguarding.clocks.actions.following import (
    end_draft_clocks,
    start_draft_clocks,
)
from unhidden.safeguarding.frame.actions import hold_open_case, tell_case
from unhidden.safeguarding.models import Case, NrmForm, NrmFormEvent, NrmFormStage
from unhidden.safeguarding.referrals.actions.refusals import (
    WORK,
    DayToCome,
    hold_open_form,
)
from unhidden.safeguarding.referrals.queries.filled import open_forms


@action
def note_begun_there(*, case_id: UUID, day: date, actor: Actor, at: datetime) -> None:
    """Record when the form was begun in the Home Office's service, once.

    What is begun there is deleted after 28 days. Raises NoOpenForm and DayToCome.
    """
    actor.must(WORK)
    case = hold_open_case(case_id, actor)
    form = hold_open_form(case)
    if day > day_in_london(at):
        raise DayToCome
    if form.events.filter(stage=NrmFormStage.BEGUN_THERE).exists():
        return
    note_stage(form, NrmFormStage.BEGUN_THERE, day=day, actor=actor, at=at)
    start_draft_clocks(case, day=day, actor=actor, at=at)


@action
def set_form_aside(*, case_id: UUID, actor: Actor, at: datetime) -> None:
    """End a form that nobody will send; what it says is kept. Raises NoOpenForm."""
    actor.must(WORK)
    case = hold_open_case(case_id, actor)
    form = hold_open_form(case)
    note_stage(form, NrmFormStage.SET_ASIDE, day=day_in_london(at), actor=actor, at=at)
    end_draft_clocks(case, actor=actor, at=at)


def end_form_recorded(case: Case, *, actor: Actor, at: datetime) -> None:
    """End the open form of a case that is held, since its referral is recorded."""
    form = open_forms(case.id).first()
    if form:
        note_stage(
            form, NrmFormStage.RECORDED, day=day_in_london(at), actor=actor, at=at
        )


def note_stage(
    form: NrmForm, stage: str, *, day: date, actor: Actor, at: datetime
) -> None:
    event = NrmFormEvent(
        case_id=form.case_id,
        form=form,
        stage=stage,
        day=day,
        noted_by_id=actor.person,
        noted_at=at,
    )
    event.save(force_insert=True)
    tell_case("form_stage_noted", form, actor=actor, at=at, detail={"stage": stage})
