"""The texts of an operation with their versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.operations.models import CommandText, Operation, TextKind
from unhidden.operations.policies import SEE


@dataclass(frozen=True, slots=True)
class TextVersion:
    version: int
    text_en: str
    text_cy: str
    written_by: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class TextCard:
    """A text of the operation; ``versions`` are the latest first, none if unwritten."""

    kind: str
    kind_label: str
    versions: tuple[TextVersion, ...]

    @property
    def latest_version(self) -> TextVersion | None:
        return self.versions[0] if self.versions else None

    @property
    def latest_number(self) -> int:
        return self.versions[0].version if self.versions else 0


@query
def list_texts(*, viewer: Actor, operation_id: UUID) -> list[TextCard]:
    """Every kind of text in its order, for who sees the operation; raises Absent."""
    viewer.must(SEE)
    if not Operation.objects.filter(id=operation_id).exists():
        raise Absent
    rows = CommandText.objects.filter(operation_id=operation_id)
    found: dict[str, list[TextVersion]] = {}
    for row in rows.select_related("written_by").order_by("-version", "id"):
        found.setdefault(row.kind, []).append(
            TextVersion(
                version=row.version,
                text_en=row.text_en,
                text_cy=row.text_cy,
                written_by=row.written_by.name,
                written_at=row.written_at,
            )
        )
    return [
        TextCard(kind, str(label), tuple(found.get(kind, [])))
        for kind, label in TextKind.choices
    ]


@query
def find_text(*, viewer: Actor, operation_id: UUID, kind: str) -> TextCard:
    """One text of the operation; raises Absent."""
    for card in list_texts(viewer=viewer, operation_id=operation_id):
        if card.kind == kind:
            return card
    raise Absent
