"""How sensitive items are described, opened for the few posts that may."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.investigations.models import (
    Investigation,
    ScheduleLine,
    SensitiveDescription,
    SensitiveLine,
)
from unhidden.vault import actions as vault


@dataclass(frozen=True, slots=True)
class SensitiveWords:
    """Why an item is sensitive, and how the sensitive schedule describes it."""

    code: str
    why: str
    text: str


def open_sensitive(
    head: Investigation, viewer: Actor, only: Collection[UUID] | None = None
) -> dict[UUID, SensitiveWords]:
    """The latest sealed words of sensitive items in the viewer's sight, by item.

    Raises KeysLocked.
    """
    found = SensitiveDescription.objects.filter(investigation=head)
    if only is not None:
        found = found.filter(material_id__in=only)
    rows = list(found.order_by("material_id", "-turn").distinct("material_id"))
    opened = vault.open_held([row.text_sealed for row in rows], by=viewer)
    return {
        row.material_id: read_words(words)
        for row, words in zip(rows, opened, strict=True)
        if words is not None
    }


def open_signed(
    lines: Collection[ScheduleLine], viewer: Actor
) -> Mapping[UUID, SensitiveWords]:
    """The words of signed lines of a sensitive schedule, by line; raises KeysLocked."""
    rows = list(SensitiveLine.objects.filter(line__in=[line.id for line in lines]))
    opened = vault.open_held([row.words_sealed for row in rows], by=viewer)
    return {
        row.line_id: read_words(words)
        for row, words in zip(rows, opened, strict=True)
        if words is not None
    }


def read_words(words: str) -> SensitiveWords:
    """The words as they were sealed."""
    said: dict[str, str] = json.loads(words)
    return SensitiveWords(said["code"], said["why"], said["text"])


def write_words(words: SensitiveWords) -> str:
    """The words as they are sealed."""
    said = {"code": words.code, "why": words.why, "text": words.text}
    return json.dumps(said, ensure_ascii=False)
