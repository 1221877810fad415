"""Witness statements: taken, translated with the translator's own, and their backs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.investigations.frame.actions import (
    NewMaterial,
    enter_material,
    seal_at_home,
    tell_event,
)
from unhidden.investigations.models import (
    InvestigatedPerson,
    InvestigatedRole,
    Investigation,
    MaterialKind,
    PaperKind,
    PersonRole,
    Statement,
    StatementContact,
)
from unhidden.investigations.models.posts import CONTACT_POSTS
from unhidden.investigations.posts.queries.posts import posts_of
from unhidden.investigations.room.actions import frame, refusals
from unhidden.investigations.room.actions.papers import NewPaper, make_paper
from unhidden.lib.working_days import day_in_london


@dataclass(frozen=True, slots=True)
class NewStatement:
    """A statement as typed; ``maker`` and ``interpreter`` are numbers of people.

    ``has_declaration``: it bears the declaration of section 9 of the Criminal Justice
    Act 1967.
    """

    entry: UUID
    maker: int
    title: str
    text: str
    language: str
    taken_at: datetime
    pages: int
    has_declaration: bool
    interpreter: int | None = None
    signed_at: datetime | None = None
    is_looked_at: bool = False


@dataclass(frozen=True, slots=True)
class NewTranslation:
    """A statement in another language, and the statement of who translated it."""

    entry: UUID
    translator: int
    language: str
    text: str
    pages: int
    translators_words: str
    signed_at: datetime | None = None
    is_looked_at: bool = False


@dataclass(frozen=True, slots=True)
class _StatementPeople:
    maker: InvestigatedPerson
    interpreter: InvestigatedPerson | None = None
    translation_of: Statement | None = None


@action
def take_statement(
    *, investigation_id: UUID, new: NewStatement, actor: Actor, at: datetime
) -> int:
    """Take a statement, which is material; gives its number in the register.

    Raises RoomWordsMissing, NoSuchReference, InterpreterUnfit, SignedLater,
    LanguageUnknown, HasContacts, InvestigationClosed and Absent.
    """
    head = frame.hold_room(investigation_id, actor)
    held = _held(head, new.entry)
    if held is not None:
        return held
    frame.require_words(text=new.text)
    people = _StatementPeople(
        _person(head, new.maker, "maker"), _other(head, new.interpreter, new.maker)
    )
    return _write(head, new, people, actor, at)


@action
def translate_statement(
    *,
    investigation_id: UUID,
    number: int,
    new: NewTranslation,
    actor: Actor,
    at: datetime,
) -> tuple[int, int]:
    """Register a translation, and the translator's own statement of it; their numbers.

    Both are material. Raises as ``take_statement``, and SameLanguage.
    """
    head = frame.hold_room(investigation_id, actor)
    original = find_statement(head, number)
    held = _held(head, new.entry)
    if held is not None:
        return held, held + 1
    frame.require_words(text=new.text, translators_words=new.translators_words)
    if new.language == original.language:
        raise refusals.SameLanguage
    translator = _other(head, new.translator, original.maker.number)
    if translator is None:
        raise refusals.InterpreterUnfit
    told = _as_statement(original, new, at)
    people = _StatementPeople(original.maker, translator, original)
    first = _write(head, told, people, actor, at)
    own = replace(
        told,
        entry=frame.name_row(head, new.entry),
        text=new.translators_words,
        pages=1,
        has_declaration=True,
    )
    version = find_statement(head, first)
    people = _StatementPeople(translator, translation_of=version)
    return first, _write(head, own, people, actor, at)


@action
def write_back(
    *, investigation_id: UUID, number: int, words: str, actor: Actor, at: datetime
) -> None:
    """Write the back of the form, how the witness is reached, for who reaches them.

    Once. Raises RoomWordsMissing, ContactWritten, InvestigationClosed, and Absent for
    who holds none of those posts.
    """
    actor.must("investigations.reach_witnesses")
    head = frame.hold_room(investigation_id, actor)
    if posts_of(head, actor).isdisjoint(CONTACT_POSTS):
        raise Absent
    statement = find_statement(head, number)
    frame.require_words(contact=words)
    if StatementContact.objects.filter(statement=statement).exists():
        raise refusals.ContactWritten
    row = StatementContact(
        investigation=head,
        statement=statement,
        written_by_id=actor.person,
        written_at=at,
    )
    seal_at_home(row, "contact_sealed", words.strip(), investigation=head)
    row.save(force_insert=True)
    tell_event("statement_back_written", statement, actor=actor, at=at)


def find_statement(head: Investigation, number: int) -> Statement:
    """A statement by the number of its register; raises Absent."""
    row: Statement | None = (
        head.statements.filter(paper__number=number)
        .select_related("maker", "paper")
        .first()
    )
    if row is None:
        raise Absent
    return row


def find_suspects(head: Investigation) -> set[UUID]:
    """The people of an investigation who are suspects now."""
    found = PersonRole.objects.filter(
        investigation=head, role=InvestigatedRole.SUSPECT, ended_at=None
    )
    return set(found.values_list("person_id", flat=True))


def _held(head: Investigation, entry: UUID) -> int | None:
    """The number of the statement that this form was sent for before."""
    row = head.papers.filter(id=frame.name_row(head, entry)).first()
    return row.number if row else None


def _write(
    head: Investigation,
    new: NewStatement,
    people: _StatementPeople,
    actor: Actor,
    at: datetime,
) -> int:
    if new.taken_at > at or (new.signed_at is not None and new.signed_at > at):
        raise refusals.SignedLater
    paper = NewPaper(
        entry=new.entry,
        kind=PaperKind.STATEMENT,
        title=new.title,
        came_from="",
        received_on=day_in_london(new.taken_at),
        language=new.language,
        text=new.text,
        is_looked_at=new.is_looked_at,
    )
    row_id = frame.name_row(head, new.entry)
    written = make_paper(head, paper, row_id, actor=actor, at=at)
    row = Statement(
        investigation=head,
        paper=written,
        maker=people.maker,
        language=new.language,
        interpreter=people.interpreter,
        translation_of=people.translation_of,
        has_declaration=new.has_declaration,
        pages=new.pages,
        signed_at=new.signed_at,
        taken_by_id=actor.person,
        taken_at=new.taken_at,
    )
    row.save(force_insert=True)
    material = NewMaterial(MaterialKind.STATEMENT, row.id)
    enter_material(head, material, actor=actor, at=at)
    tell_event("statement_taken", row, actor=actor, at=at, number=written.number)
    return written.number


def _as_statement(
    original: Statement, new: NewTranslation, at: datetime
) -> NewStatement:
    return NewStatement(
        entry=new.entry,
        maker=original.maker.number,
        title=original.paper.title,
        text=new.text,
        language=new.language,
        taken_at=new.signed_at or at,
        pages=new.pages,
        has_declaration=original.has_declaration,
        signed_at=new.signed_at,
        is_looked_at=new.is_looked_at,
    )


def _person(head: Investigation, number: int, field: str) -> InvestigatedPerson:
    row: InvestigatedPerson | None = head.people.filter(number=number).first()
    if row is None:
        raise refusals.NoSuchReference(field)
    return row


def _other(
    head: Investigation, number: int | None, maker: int
) -> InvestigatedPerson | None:
    """Who interprets or translates: not who speaks, and no suspect."""
    if number is None:
        return None
    row = _person(head, number, "interpreter")
    if row.number == maker or row.id in find_suspects(head):
        raise refusals.InterpreterUnfit
    return row
