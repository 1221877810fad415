"""Documents: registered by the letter of their register, read, indexed and filed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.investigations.frame.actions import (
    NewMaterial,
    check_sees_words,
    enter_material,
    next_number,
    seal_for_team,
    tell_event,
)
from unhidden.investigations.models import (
    Investigation,
    MaterialKind,
    Paper,
    PaperKind,
    PaperStep,
    PaperText,
    Statement,
)
from unhidden.investigations.room.actions import frame, refusals
from unhidden.investigations.room.rules import papers as rules
from unhidden.lib import languages
from unhidden.lib.working_days import day_in_london


@dataclass(frozen=True, slots=True)
class NewPaper:
    """A document as typed: its title in the clear, its text to be sealed.

    ``action`` is the number of the action that produced it, if one did.
    """

    entry: UUID
    kind: str
    title: str
    came_from: str
    received_on: date
    language: str = "en"
    text: str = ""
    action: int | None = None
    is_looked_at: bool = False


@dataclass(frozen=True, slots=True)
class NewPaperText:
    """What a document says, over version ``seen`` (0: it has none yet)."""

    text: str
    language: str
    seen: int
    is_looked_at: bool = False


@action
def register_paper(
    *, investigation_id: UUID, new: NewPaper, actor: Actor, at: datetime
) -> tuple[str, int]:
    """Register a document, which is material; gives its register and number.

    A statement is taken instead. Raises NotFromHere for one, RoomWordsMissing,
    LanguageUnknown, NoSuchReference, SignedLater, HasContacts, InvestigationClosed,
    Absent.
    """
    head = frame.hold_room(investigation_id, actor)
    if new.kind == PaperKind.STATEMENT:
        raise refusals.NotFromHere
    row_id = frame.name_row(head, new.entry)
    if held := head.papers.filter(id=row_id).first():
        return held.kind, held.number
    if new.received_on > day_in_london(at):
        raise refusals.SignedLater
    row = make_paper(head, new, row_id, actor=actor, at=at)
    material = NewMaterial(MaterialKind.PAPER, row.id)
    enter_material(head, material, actor=actor, at=at)
    kind, number = row.kind, row.number
    tell_event(
        "paper_registered", row, actor=actor, at=at, register=kind, number=number
    )
    return kind, number


@action
def write_text(
    *,
    investigation_id: UUID,
    kind: str,
    number: int,
    new: NewPaperText,
    actor: Actor,
    at: datetime,
) -> int:
    """Write another version of what a document says; gives the version.

    Raises KeptFromWords, RoomWordsMissing, LanguageUnknown, MovedMeanwhile,
    HasContacts, InvestigationClosed and Absent: that for a statement that was signed,
    whose words stay as they were.
    """
    head = frame.hold_room(investigation_id, actor)
    row = find_paper(head, kind, number)
    if Statement.objects.filter(paper=row, signed_at__isnull=False).exists():
        raise Absent
    if row.registered_by_id != actor.person:
        check_sees_words(head)
    frame.require_words(text=new.text)
    if next_number(row.texts.all(), "version") != new.seen + 1:
        raise refusals.MovedMeanwhile
    frame.look_for_contacts(new.text, is_looked_at=new.is_looked_at)
    seal_text(head, row, new.text, new.language, actor=actor, at=at)
    tell_event("paper_written", row, actor=actor, at=at, version=new.seen + 1)
    return new.seen + 1


@action
def move_paper(
    *,
    investigation_id: UUID,
    kind: str,
    number: int,
    stage: str,
    actor: Actor,
    at: datetime,
) -> None:
    """Record that a document was read, indexed or filed; what it has reached stays.

    Raises NotFromHere, InvestigationClosed and Absent.
    """
    head = frame.hold_room(investigation_id, actor)
    row = find_paper(head, kind, number)
    reached = set(row.steps.values_list("stage", flat=True))
    if stage in reached:
        return
    if rules.find_next_stage(rules.find_stage(reached)) != stage:
        raise refusals.NotFromHere
    PaperStep.objects.create(
        investigation=head,
        paper=row,
        stage=stage,
        taken_by_id=actor.person,
        taken_at=at,
    )
    tell_event("paper_moved", row, actor=actor, at=at, stage=stage)


def make_paper(
    head: Investigation, new: NewPaper, row_id: UUID, *, actor: Actor, at: datetime
) -> Paper:
    """Register a document with its text, if there is one, in a held investigation.

    Raises RoomWordsMissing, LanguageUnknown, NoSuchReference and HasContacts.
    """
    frame.require_words(title=new.title)
    texts = (new.title, new.came_from, new.text)
    frame.look_for_contacts(*texts, is_looked_at=new.is_looked_at)
    row = Paper.objects.create(
        id=row_id,
        investigation=head,
        kind=new.kind,
        number=next_number(head.papers.filter(kind=new.kind)),
        title=new.title.strip(),
        came_from=new.came_from.strip(),
        received_on=new.received_on,
        action_id=_action(head, new.action),
        registered_by_id=actor.person,
        registered_at=at,
    )
    if new.text.strip():
        seal_text(head, row, new.text, new.language, actor=actor, at=at)
    return row


def seal_text(
    head: Investigation,
    row: Paper,
    text: str,
    language: str,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Seal the next version of what a document says; raises LanguageUnknown."""
    if not languages.is_known(language):
        raise refusals.LanguageUnknown
    written = PaperText(
        investigation=head,
        paper=row,
        version=next_number(row.texts.all(), "version"),
        language=language,
        written_by_id=actor.person,
        written_at=at,
    )
    seal_for_team(
        written, "text_sealed", text.strip(), investigation=head, actor=actor, at=at
    )
    written.save(force_insert=True)


def find_paper(head: Investigation, kind: str, number: int) -> Paper:
    """A document of an investigation that is held; raises Absent."""
    row: Paper | None = head.papers.filter(kind=kind, number=number).first()
    if row is None:
        raise Absent
    return row


def _action(head: Investigation, number: int | None) -> UUID | None:
    if number is None:
        return None
    row = head.actions.filter(number=number).first()
    if row is None:
        raise refusals.NoSuchReference("action")
    return row.id
