"""Keeping a supporter's notes, and what is added to one later."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.safeguarding.frame import actions as frame
from unhidden.safeguarding.models import Case, Note


@action
def add_note(*, case_id: UUID, text: str, actor: Actor, at: datetime) -> None:
    """Keep a support worker's note, sealed to the organisations on the case.

    The very same, sent again within a moment, is kept once.
    """
    actor.must("safeguarding.work_case")
    case = frame.hold_open_case(case_id, actor)
    note = Note(case=case)
    if _keep(note, text, case=case, actor=actor, at=at):
        frame.tell_case("note_added", note, actor=actor, at=at)


@action
def add_to_note(
    *, case_id: UUID, note_id: UUID, text: str, actor: Actor, at: datetime
) -> None:
    """Correct a note by a further one; the first stands as it was written."""
    actor.must("safeguarding.work_case")
    case = frame.hold_open_case(case_id, actor)
    first = case.notes.filter(id=note_id).first()
    if first is None:
        raise Absent
    note = Note(case=case, adds_to_id=first.adds_to_id or first.id)
    if _keep(note, text, case=case, actor=actor, at=at):
        frame.tell_case(
            "note_corrected", note, actor=actor, at=at, detail={"note": str(first.id)}
        )


def _keep(note: Note, text: str, *, case: Case, actor: Actor, at: datetime) -> bool:
    """Whether it is kept now, and was not a moment ago."""
    before = case.notes.filter(
        adds_to_id=note.adds_to_id,
        written_by_id=actor.person,
        written_at__gt=at - frame.A_MOMENT,
        written_at__lte=at,
    ).order_by("id")
    if frame.find_kept(before, "text_sealed", text, actor=actor):
        return False
    note.led_by_id = case.lead_id
    note.written_by_id = actor.person
    note.written_at = at
    frame.seal_for_case(note, "text_sealed", text, case=case, actor=actor, at=at)
    note.save(force_insert=True)
    return True
