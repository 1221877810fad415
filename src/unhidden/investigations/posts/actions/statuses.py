"""The status of an investigation, and the day whose law it shows."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.rls import rows
from unhidden.investigations.frame.actions import (
    hold_investigation,
    hold_open_investigation,
    next_number,
    tell_event,
)
from unhidden.investigations.models import Investigation, PostFunction, StatusStep
from unhidden.investigations.posts.queries.posts import posts_of
from unhidden.investigations.posts.rules.statuses import check_status
from unhidden.lib.refusals import ActionRefused
from unhidden.lib.working_days import day_in_london


class StatusMoved(ActionRefused):
    """Somebody changed the status since it was read."""


class LawInFuture(ActionRefused):
    """No page shows the law of a day that has not come."""


class LawIsForSio(ActionRefused):
    """The senior investigating officer alone says of which day the law is shown."""


@action
def change_status(
    *,
    investigation_id: UUID,
    seen: str,
    status: str,
    reason: str,
    actor: Actor,
    at: datetime,
) -> None:
    """Move an investigation from the status ``seen`` to another, or open it again.

    Raises StatusMoved, StatusOutOfTurn, StatusNeedsReason, and Absent for who does
    not manage its team.
    """
    actor.must("investigations.manage_team")
    investigation = hold_investigation(investigation_id, actor)
    if not rows.may_act_on(investigation, "manage"):
        raise Absent
    if investigation.status != seen:
        raise StatusMoved
    check_status(investigation.status, status, reason)
    step_to(investigation, status, reason, actor=actor, at=at)


@action
def change_law_day(
    *, investigation_id: UUID, law_as_at: date, actor: Actor, at: datetime
) -> None:
    """Say, as senior investigating officer, the day whose law the pages show.

    Raises LawIsForSio, LawInFuture, InvestigationClosed and Absent.
    """
    actor.must("investigations.work")
    investigation = hold_open_investigation(investigation_id, actor)
    if PostFunction.SIO not in posts_of(investigation, actor):
        raise LawIsForSio
    if law_as_at > day_in_london(at):
        raise LawInFuture
    if law_as_at == investigation.law_as_at:
        return
    before, investigation.law_as_at = investigation.law_as_at, law_as_at
    investigation.save(update_fields=["law_as_at"])
    tell_event(
        "law_changed",
        investigation,
        actor=actor,
        at=at,
        before=before.isoformat(),
        after=law_as_at.isoformat(),
    )


def step_to(
    investigation: Investigation,
    status: str,
    reason: str,
    *,
    actor: Actor,
    at: datetime,
    event: str = "status_changed",
) -> None:
    """Write the step of an investigation that is held, and its new status."""
    StatusStep(
        investigation=investigation,
        turn=next_number(investigation.status_steps.all(), "turn"),
        from_status=investigation.status,
        to_status=status,
        reason=reason.strip(),
        changed_by_id=actor.person,
        changed_at=at,
    ).save(force_insert=True)
    before, investigation.status = investigation.status, status
    investigation.save(update_fields=["status"])
    tell_event(event, investigation, actor=actor, at=at, before=before, after=status)
