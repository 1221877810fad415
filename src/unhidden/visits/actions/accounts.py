"""An account written on the page, before it counts or waits."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.records import new_id
from unhidden.operations import queries as operations
from unhidden.operations.queries import PlannedVisitCard
from unhidden.visits.models import AccountKind, AccountSource, VisitAccount

#: The version of the questions that the page asks.
FORM = "2026-12"


def make_account(
    plan: PlannedVisitCard,
    content: Mapping[str, Any],
    submission_id: UUID | None,
    actor: Actor,
    at: datetime,
) -> VisitAccount:
    """The actor's account of a planned visit, not saved and without a state yet."""
    operation = operations.get_operation_head(
        viewer=actor, operation_id=plan.operation_id
    )
    return VisitAccount(
        submission_id=submission_id or new_id(),
        digest=digest_content(content),
        planned_id=plan.id,
        planned_named=plan.id,
        operation_id=plan.operation_id,
        organisation_id=operation.lead_id,
        author_id=actor.person,
        author_named=actor.person,
        author_organisation_id=actor.organisation,
        source=AccountSource.WEB,
        kind=AccountKind.FINISHED,
        form=FORM,
        content=dict(content),
        landed_at=at,
    )


def digest_content(content: Mapping[str, Any]) -> bytes:
    """The digest by which the same account is known again."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).digest()
