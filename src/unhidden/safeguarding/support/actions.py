"""Keeping a supporter's notes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.safeguarding.frame.actions import hold_case, seal_for_case, tell_case
from unhidden.safeguarding.models import Note


@action
def add_note(*, case_id: UUID, text: str, actor: Actor, at: datetime) -> None:
    """Keep a support worker's note, sealed to the organisations on the case."""
    actor.must("safeguarding.work_case")
    case = hold_case(case_id, actor)
    note = Note(case=case, written_by_id=actor.person, written_at=at)
    seal_for_case(note, "text_sealed", text, case=case, actor=actor, at=at)
    note.save(force_insert=True)
    tell_case("note_added", note, actor=actor, at=at)
