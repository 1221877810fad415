"""Sealing the words of signed lines of the sensitive schedule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from unhidden.access.actor import Actor
from unhidden.investigations.frame.actions import seal_for_team
from unhidden.investigations.models import Investigation, ScheduleLine, SensitiveLine
from unhidden.investigations.unused.queries.sealed import open_sensitive, write_words


def seal_lines(
    head: Investigation, lines: Sequence[ScheduleLine], actor: Actor, at: datetime
) -> list[SensitiveLine]:
    """The lines' words as they are now, sealed for each line; not saved.

    Raises KeysLocked.
    """
    words = open_sensitive(head, actor, [line.material_id for line in lines])
    rows = []
    for line in lines:
        row = SensitiveLine(investigation=head, line=line, sealed_by_id=actor.person)
        seal_for_team(
            row,
            "words_sealed",
            write_words(words[line.material_id]),
            investigation=head,
            actor=actor,
            at=at,
        )
        rows.append(row)
    return rows
