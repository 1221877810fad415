"""The notes of a case, each with what was added to it later."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.agencies import queries as agencies
from unhidden.safeguarding.frame.queries import CaseHead, read_head, work_on
from unhidden.safeguarding.models import Case, Note
from unhidden.safeguarding.support.queries.words import OpenedWords, open_words


@dataclass(frozen=True, slots=True)
class NoteCard:
    """``is_closed`` when the viewer's organisation holds no key to its text.

    ``led_by`` names who led the case when it was written, where another leads it now.
    """

    id: UUID
    text: str = field(repr=False)
    by: str
    at: datetime
    is_closed: bool = False
    led_by: str = ""
    additions: tuple[NoteCard, ...] = ()

    @property
    def opened_words(self) -> OpenedWords:
        """The text as pages show what was sealed."""
        return OpenedWords(self.text, self.is_closed)


@dataclass(frozen=True, slots=True)
class NotesPage:
    head: CaseHead
    notes: tuple[NoteCard, ...]


def list_notes(row: Case, viewer: Actor) -> tuple[NoteCard, ...]:
    """The notes of a case that is in view, the latest first."""
    notes = row.notes.select_related("written_by", "led_by")
    found = list(notes.order_by("-written_at", "id"))
    words = open_words(found, lambda note: note.text_sealed, viewer)
    cards = {
        note.id: _card(note, opened, row.lead_id)
        for note, opened in zip(found, words, strict=True)
    }
    added: dict[UUID, list[NoteCard]] = {}
    for note in reversed(found):
        if note.adds_to_id in cards:
            added.setdefault(note.adds_to_id, []).append(cards[note.id])
    return tuple(
        replace(cards[note.id], additions=tuple(added.get(note.id, ())))
        for note in found
        if note.adds_to_id not in cards
    )


@query
@of_one_record("case_id")
def list_notes_of_case(*, viewer: Actor, case_id: UUID) -> NotesPage:
    """All notes of a case for its team; raises Absent for everyone else."""
    head = read_head(viewer=viewer, case_id=case_id)
    return NotesPage(head, list_notes(Case.objects.get(id=case_id), viewer))


@query
@of_one_record("case_id")
def get_note(
    *, viewer: Actor, case_id: UUID, note_id: UUID
) -> tuple[CaseHead, NoteCard]:
    """A note that stands by itself, for who works on the case; raises Absent."""
    head = work_on(viewer=viewer, case_id=case_id)
    for card in list_notes(Case.objects.get(id=case_id), viewer):
        if card.id == note_id:
            return head, card
    raise Absent


def _card(note: Note, words: OpenedWords, lead_id: UUID) -> NoteCard:
    is_former = note.led_by is not None and note.led_by_id != lead_id
    return NoteCard(
        id=note.id,
        text=words.text,
        by=note.written_by.name,
        at=note.written_at,
        is_closed=words.is_closed,
        led_by=agencies.name_of(note.led_by) if note.led_by and is_former else "",
    )
