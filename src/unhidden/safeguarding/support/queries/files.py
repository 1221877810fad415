"""The documents and photos of a case, by their names."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.safeguarding.frame.queries import CaseHead, read_head, work_on
from unhidden.safeguarding.models import CaseFile, CaseFilePiece
from unhidden.safeguarding.models.files import CONTENT
from unhidden.vault import chunks


@dataclass(frozen=True, slots=True)
class CaseFileCard:
    """A file; its name is empty where the viewer's organisation has no key to it."""

    id: UUID
    name: str = field(repr=False)
    is_closed: bool
    sort_label: str
    kind_label: str
    kilobytes: int
    has_left_out: bool
    by: str
    at: datetime
    is_withdrawn: bool
    withdrawn_label: str
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class FilesPage:
    head: CaseHead
    files: tuple[CaseFileCard, ...]


@query
@of_one_record("case_id")
def list_files(*, viewer: Actor, case_id: UUID) -> FilesPage:
    """The files of a case, the newest first; raises Absent off its team."""
    head = read_head(viewer=viewer, case_id=case_id)
    return FilesPage(head, tuple(_cards(viewer, case_id)))


@query
@of_one_record("case_id")
def get_file(
    *, viewer: Actor, case_id: UUID, file_id: UUID
) -> tuple[CaseHead, CaseFileCard]:
    """One file that is not withdrawn, for who works on the case; raises Absent."""
    head = work_on(viewer=viewer, case_id=case_id)
    for card in _cards(viewer, case_id, file_id=file_id):
        if not card.is_withdrawn:
            return head, card
    raise Absent


def _cards(
    viewer: Actor, case_id: UUID, file_id: UUID | None = None
) -> list[CaseFileCard]:
    found = CaseFile.objects.filter(case_id=case_id)
    if file_id is not None:
        found = found.filter(id=file_id)
    rows = list(
        found.select_related("added_by", "withdrawal").order_by("-added_at", "id")
    )
    heads = open_heads(rows, viewer)
    names = {key: str(head["name"]) for key, head in heads.items()}
    return [_card(row, names.get(row.id)) for row in rows]


def open_heads(rows: list[CaseFile], viewer: Actor) -> dict[UUID, dict[str, str]]:
    """What stands before each file that is not withdrawn; nothing without a key.

    Its name, what it is, and the digest of what it was made of. Raises KeysLocked.
    """
    firsts = CaseFilePiece.objects.filter(file__in=rows, number=0).order_by("file_id")
    pieces = {each.file_id: bytes(each.sealed) for each in firsts}
    there = [row for row in rows if row.id in pieces]
    sealed = [(row, pieces[row.id], row.pieces == 1) for row in there]
    heads = chunks.open_held_pieces(sealed, CONTENT, by=viewer)
    return {
        row.id: json.loads(head)
        for row, head in zip(there, heads, strict=True)
        if head is not None
    }


def _card(row: CaseFile, name: str | None) -> CaseFileCard:
    withdrawal = getattr(row, "withdrawal", None)
    return CaseFileCard(
        id=row.id,
        name=name or "",
        is_closed=name is None and withdrawal is None,
        sort_label=row.get_sort_display(),
        kind_label=row.get_kind_display(),
        kilobytes=row.kilobytes,
        has_left_out=bool(row.found),
        by=row.added_by.name,
        at=row.added_at,
        is_withdrawn=withdrawal is not None,
        withdrawn_label=withdrawal.get_reason_display() if withdrawal else "",
        withdrawn_at=withdrawal.withdrawn_at if withdrawal else None,
    )
