"""The documents of an investigation by register, and one with what it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.investigations.frame.queries import (
    InvestigationCard,
    describe_head,
    is_kept_from_words,
    may_work,
    read_head,
)
from unhidden.investigations.models import (
    Investigation,
    Paper,
    PaperStage,
    PaperStep,
    PaperText,
    Statement,
    StatementContact,
)
from unhidden.investigations.models.posts import CONTACT_POSTS
from unhidden.investigations.posts.queries.posts import posts_of
from unhidden.investigations.room.rules import papers as rules
from unhidden.vault import actions as vault


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A document in a line of its register."""

    id: UUID
    kind: str
    kind_label: str
    number: int
    title: str
    came_from: str
    received_on: date
    stage: str
    stage_label: str

    @property
    def paper_reference(self) -> str:
        """Its letter and number, such as D12."""
        return f"{self.kind}{self.number}"


@dataclass(frozen=True, slots=True)
class PaperList:
    """The documents that were asked for, the newest of each register first."""

    head: InvestigationCard
    rows: tuple[PaperRow, ...]
    total: int
    may_work: bool


@dataclass(frozen=True, slots=True)
class TextView:
    """A version of what a document says; ``text`` is none where it does not open."""

    version: int
    language: str
    text: str | None
    written_by: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class PaperStepView:
    """That it was read, indexed or filed."""

    stage_label: str
    taken_by: str
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class StatementView:
    """Who made a statement, as numbers of people, and what it is a translation of.

    ``contact`` is the back of the form, for who reaches witnesses; "" where there is
    none, or it does not open.
    """

    maker: int
    language: str
    interpreter: int | None
    translation_of: int | None
    translations: tuple[int, ...]
    has_declaration: bool
    pages: int
    taken_by: str
    taken_at: datetime
    signed_at: datetime | None
    contact: str
    has_contact: bool
    may_reach: bool


@dataclass(frozen=True, slots=True)
class PaperView:
    """A document with its text, and where it goes next."""

    head: InvestigationCard
    row: PaperRow
    registered_by: str
    registered_at: datetime
    action: int | None
    shown: TextView | None
    versions: int
    steps: tuple[PaperStepView, ...]
    next_stage: str | None
    statement: StatementView | None
    is_kept_from: bool
    may_work: bool

    @property
    def may_write(self) -> bool:
        """Whether its words may be written anew: not of what its maker signed."""
        is_signed = self.statement is not None and self.statement.signed_at is not None
        return self.may_work and not is_signed


@query
@of_one_record("investigation_id")
def list_papers(
    *, viewer: Actor, investigation_id: UUID, kind: str = "", stage: str = ""
) -> PaperList:
    """The documents of a register that stand at a stage, or all; raises Absent."""
    viewer.must("investigations.see_own")
    head = read_head(viewer, investigation_id)
    rows = _rows(head)
    found = [row for row in rows if kind in ("", row.kind) and stage in ("", row.stage)]
    return PaperList(
        head=describe_head(head),
        rows=tuple(found),
        total=len(rows),
        may_work=viewer.may("investigations.work") and may_work(head),
    )


@query
@of_one_record("investigation_id")
def get_paper(
    *,
    viewer: Actor,
    investigation_id: UUID,
    kind: str,
    number: int,
    version: int | None = None,
) -> PaperView:
    """One document with a version of its text, the last if none is asked for.

    Raises Absent, and KeysLocked for its words.
    """
    viewer.must("investigations.see_own")
    head = read_head(viewer, investigation_id)
    row = (
        head.papers.filter(kind=kind, number=number)
        .select_related("registered_by")
        .first()
    )
    if row is None:
        raise Absent
    steps = list(row.steps.select_related("taken_by").order_by("taken_at", "id"))
    shown = _row(row, {step.stage for step in steps})
    is_working = viewer.may("investigations.work") and may_work(head)
    action = head.actions.filter(id=row.action_id).first() if row.action_id else None
    return PaperView(
        head=describe_head(head),
        row=shown,
        registered_by=row.registered_by.name,
        registered_at=row.registered_at,
        action=action.number if action else None,
        shown=_text(row, version, viewer),
        versions=PaperText.objects.filter(paper=row).count(),
        steps=tuple(
            PaperStepView(step.get_stage_display(), step.taken_by.name, step.taken_at)
            for step in steps
        ),
        next_stage=rules.find_next_stage(shown.stage) if is_working else None,
        statement=_statement(head, row, viewer),
        is_kept_from=is_kept_from_words(head),
        may_work=is_working,
    )


def _text(row: Paper, version: int | None, viewer: Actor) -> TextView | None:
    texts = PaperText.objects.filter(paper=row).select_related("written_by")
    if version is not None:
        texts = texts.filter(version=version)
    found = texts.order_by("-version").first()
    if found is None:
        if version is not None:
            raise Absent
        return None
    (words,) = vault.open_held([found.text_sealed], by=viewer)
    return TextView(
        version=found.version,
        language=found.language,
        text=words,
        written_by=found.written_by.name,
        written_at=found.written_at,
    )


def _statement(head: Investigation, row: Paper, viewer: Actor) -> StatementView | None:
    found = (
        Statement.objects.filter(paper=row)
        .select_related("maker", "interpreter", "translation_of__paper", "taken_by")
        .first()
    )
    if found is None:
        return None
    may_reach = viewer.may("investigations.reach_witnesses") and not posts_of(
        head, viewer
    ).isdisjoint(CONTACT_POSTS)
    back = StatementContact.objects.filter(statement=found).first()
    opened: list[str | None] = [None]
    if back is not None and may_reach:
        opened = vault.open_held([back.contact_sealed], by=viewer)
    translated = found.translations.order_by("paper__number")
    return StatementView(
        maker=found.maker.number,
        language=found.language,
        interpreter=found.interpreter.number if found.interpreter else None,
        translation_of=(
            found.translation_of.paper.number if found.translation_of else None
        ),
        translations=tuple(translated.values_list("paper__number", flat=True)),
        has_declaration=found.has_declaration,
        pages=found.pages,
        taken_by=found.taken_by.name,
        taken_at=found.taken_at,
        signed_at=found.signed_at,
        contact=opened[0] or "",
        has_contact=back is not None,
        may_reach=may_reach,
    )


def _rows(head: Investigation) -> list[PaperRow]:
    reached: dict[UUID, set[str]] = {}
    steps = PaperStep.objects.filter(investigation=head)
    for paper_id, stage in steps.values_list("paper_id", "stage"):
        reached.setdefault(paper_id, set()).add(stage)
    return [
        _row(row, reached.get(row.id, set()))
        for row in head.papers.order_by("kind", "-number")
    ]


def _row(row: Paper, reached: set[str]) -> PaperRow:
    stage = rules.find_stage(reached)
    return PaperRow(
        id=row.id,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        number=row.number,
        title=row.title,
        came_from=row.came_from,
        received_on=row.received_on,
        stage=stage,
        stage_label=str(PaperStage(stage).label),
    )
