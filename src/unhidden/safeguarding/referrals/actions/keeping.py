"""Keeping what somebody typed into a step and has not saved, for themselves alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.safeguarding.frame.actions import hold_open_case, organisations_of
from unhidden.safeguarding.models import NrmForm, NrmFormUnsaved
from unhidden.safeguarding.referrals.actions.refusals import (
    LONGEST_STEP,
    WORK,
    hold_open_form,
)
from unhidden.safeguarding.referrals.queries.official import load_official_form
from unhidden.vault import actions as vault


@action
def keep_unsaved(
    *,
    case_id: UUID,
    step_code: str,
    typed: Mapping[str, list[str]],
    actor: Actor,
    at: datetime,
) -> None:
    """Keep what somebody has typed into a step, as it stands, for themselves alone.

    Raises Absent, CaseClosed and NoOpenForm.
    """
    actor.must(WORK)
    case = hold_open_case(case_id, actor)
    form = hold_open_form(case)
    step = load_official_form(form.version).find_step(step_code)
    if (
        step is None
        or sum(map(len, (v for vs in typed.values() for v in vs))) > LONGEST_STEP
    ):
        raise Absent
    own = {"form": form, "place": step.kept_under, "person_id": actor.person}
    row = NrmFormUnsaved.objects.filter(**own).first()
    is_new = row is None
    row = row or NrmFormUnsaved(case=case, **own)
    row.content_sealed = vault.seal_again(
        row,
        "content_sealed",
        json.dumps(typed),
        teams=organisations_of(case, actor, at),
    )
    row.kept_at = at
    if is_new:
        row.save(force_insert=True)
    else:
        row.save(update_fields=["content_sealed", "kept_at"])


@action
def drop_unsaved(*, case_id: UUID, step_code: str, actor: Actor, at: datetime) -> None:
    """Let go of what one typed into a step and did not save."""
    actor.must(WORK)
    case = hold_open_case(case_id, actor)
    form = hold_open_form(case)
    step = load_official_form(form.version).find_step(step_code)
    if step is None:
        raise Absent
    forget_unsaved(form, step.kept_under, actor, at)


def forget_unsaved(form: NrmForm, place: str, actor: Actor, at: datetime) -> None:
    """Let go of what the actor typed into a step of a form whose case is held."""
    rows = NrmFormUnsaved.objects.filter(form=form, place=place)
    rows.filter(person_id=actor.person).update(content_sealed=None, kept_at=at)
