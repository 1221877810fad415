"""The notes of a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from unhidden.access.actor import Actor
from unhidden.safeguarding.models import Case
from unhidden.vault import actions as vault


@dataclass(frozen=True, slots=True)
class NoteCard:
    """``is_closed`` when the viewer's organisation holds no key to its text."""

    text: str
    by: str
    at: datetime
    is_closed: bool = False


def list_notes(row: Case, viewer: Actor) -> tuple[NoteCard, ...]:
    """The notes of a case that is in view, the latest first."""
    notes = row.notes.select_related("written_by").order_by("-written_at", "id")
    found = list(notes)
    texts: list[str | None]
    try:
        texts = [*vault.open_all([note.text_sealed for note in found], by=viewer)]
    except vault.NotForYou:
        # Let in without keys, as in an emergency: who wrote, and when, is shown.
        texts = [None] * len(found)
    return tuple(
        NoteCard(
            text=text or "",
            by=note.written_by.name,
            at=note.written_at,
            is_closed=text is None,
        )
        for note, text in zip(found, texts, strict=True)
    )
