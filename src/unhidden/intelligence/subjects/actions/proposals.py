"""Asking for a batch, and what a person does with a group that it proposes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.intelligence.models import LinkageBatch, Mention, ProposalDelay
from unhidden.lib.refusals import ActionRefused

JUDGE = "intelligence.judge_mentions"
#: The operator, who asks at the command line.
OPERATOR = Actor(None, None, frozenset({JUDGE}), role="system")
#: What is put off comes up again after so long.
PUT_OFF = timedelta(days=14)


class BatchAlready(ActionRefused):
    """A batch was asked for that has not ended."""


@action
def ask_for_batch(*, actor: Actor, at: datetime) -> UUID:
    """Let the worker hold everything against everything; raises BatchAlready."""
    actor.must(JUDGE)
    row = LinkageBatch(asked_by_id=actor.person_id, asked_at=at)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise BatchAlready from error
    _record("batch_asked", row, actor, at)
    return row.id


@action
def put_off_group(*, mentions: Collection[UUID], actor: Actor, at: datetime) -> None:
    """Show the actor these mentions later, and everybody else as before.

    Raises Absent where one is not there for the actor.
    """
    actor.must(JUDGE)
    rows = list(Mention.objects.filter(id__in=mentions).order_by("id"))
    if not rows or len(rows) != len(set(mentions)):
        raise Absent
    until = timezone.localdate(at) + PUT_OFF
    ProposalDelay.objects.bulk_create(
        [
            ProposalDelay(person_id=actor.person, mention=row, until_on=until)
            for row in rows
        ],
        ignore_conflicts=True,
    )
    _record("group_put_off", rows[0], actor, at)


def _record(what: str, row: LinkageBatch | Mention, actor: Actor, at: datetime) -> None:
    name = f"intelligence.{what}"
    audit.record_event(name=name, actor=actor, subject=row, at=at)
