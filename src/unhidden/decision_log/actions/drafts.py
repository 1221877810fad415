"""Keeping what somebody has not finished writing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.decision_log.models import DecisionDraft
from unhidden.decision_log.policies import KEEP
from unhidden.decision_log.queries.subjects import find_log_subject


@action
def keep_draft(
    *,
    domain: str,
    subject_id: UUID,
    typed: Mapping[str, list[str]],
    actor: Actor,
    at: datetime,
) -> None:
    """Keep what the actor typed in a log, in place of what they typed there before.

    Raises Absent where the log is not open to the actor.
    """
    actor.must(KEEP)
    find_log_subject(actor, domain, subject_id)
    DecisionDraft.objects.update_or_create(
        kind=domain,
        subject_id=subject_id,
        author_id=actor.person,
        defaults={"typed": dict(typed), "saved_at": at},
    )


@action
def discard_draft(*, domain: str, subject_id: UUID, actor: Actor, at: datetime) -> None:
    """Forget the actor's draft in a log, if there is one."""
    actor.must(KEEP)
    DecisionDraft.objects.filter(
        kind=domain, subject_id=subject_id, author_id=actor.person
    ).delete()
