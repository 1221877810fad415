"""Naming who receives what is told in confidence at an operation's visits."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.field.models import InnerReceiver
from unhidden.field.policies import NAME_RECEIVERS
from unhidden.field.tasking.queries.cards import ReceiverOption, ReceiversView
from unhidden.field.tasking.queries.receivers import get_receivers
from unhidden.lib.refusals import ActionRefused


class KeysNotOnOffer(ActionRefused):
    """Nobody signed for these keys, or they are of nobody who takes part."""


@action
def name_receiver(
    *, operation_id: UUID, team_id: UUID, actor: Actor, at: datetime
) -> None:
    """Name a team of keys; who was named first is sealed to, again changes nothing.

    Raises Absent for who does not plan the operation, KeysNotOnOffer.
    """
    view = _must_plan(operation_id, actor)
    options = {one.team_id: one for one in (*view.named, *view.others)}
    option: ReceiverOption | None = options.get(team_id)
    if option is None:
        raise KeysNotOnOffer
    row, is_new = InnerReceiver.objects.get_or_create(
        operation_id=operation_id,
        team_id=team_id,
        defaults={
            "organisation_id": option.organisation_id,
            "named_by_id": actor.person,
            "named_at": at,
        },
    )
    if is_new:
        _record(row, actor, at, is_named=True)


@action
def drop_receiver(
    *, operation_id: UUID, team_id: UUID, actor: Actor, at: datetime
) -> None:
    """Take a name back: what is sealed already stays theirs. Raises Absent."""
    _must_plan(operation_id, actor)
    rows = InnerReceiver.objects.filter(operation_id=operation_id, team_id=team_id)
    for row in rows.order_by("id"):
        _record(row, actor, at, is_named=False)
        row.delete()


def _must_plan(operation_id: UUID, actor: Actor) -> ReceiversView:
    """What is named already; Absent for who does not plan the operation."""
    actor.must(NAME_RECEIVERS)
    view = get_receivers(viewer=actor, operation_id=operation_id)
    if not view.operation.is_managed:
        raise Absent
    return view


def _record(row: InnerReceiver, actor: Actor, at: datetime, *, is_named: bool) -> None:
    audit.record_event(
        name="field.receivers_named",
        actor=actor,
        subject=row,
        at=at,
        detail={
            "operation": str(row.operation_id),
            "team": str(row.team_id),
            "is_named": int(is_named),
        },
    )
