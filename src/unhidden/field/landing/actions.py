"""Having what landed tried again, and noting what came by a file."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.rls import procedures
from unhidden.audit import actions as audit
from unhidden.field.models import LandedSubmission
from unhidden.field.policies import SEE_LANDING


@action
def try_landed_again(*, row_id: UUID, actor: Actor, at: datetime) -> None:
    """Have what waits tried again: its phone is known by now, or the cause is mended.

    Raises Absent for what does not wait, or is not the actor's to see.
    """
    actor.must(SEE_LANDING)
    procedures.call_procedure("try_landed_again", row_id, at)
    audit.record_event(
        name="field.submission_tried_again",
        actor=actor,
        subject=LandedSubmission(id=row_id),
        at=at,
    )


@action
def note_import(*, digests: Collection[str], actor: Actor, at: datetime) -> None:
    """Record that the actor sent on what a phone had written to a file."""
    actor.must(SEE_LANDING)
    audit.record_event(
        name="field.file_imported",
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=LandedSubmission(id=None),
        at=at,
        detail={"digests": " ".join(sorted(digests))},
    )
