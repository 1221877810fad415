"""Exhibits of an investigation in view, with the move that each stands at."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from unhidden.investigations.exhibits.rules.custody import CustodyMove, SaidGap
from unhidden.investigations.models import (
    CustodyGap,
    Exhibit,
    ExhibitMove,
    Investigation,
)

_OF_MOVE = (
    "turn",
    "moved_at",
    "from_holder",
    "to_holder",
    "purpose",
    "seal_before",
    "seal_after",
)


def find_exhibits(
    investigation: Investigation, references: Collection[str]
) -> dict[str, Exhibit]:
    """The exhibits of these references that are there, by reference."""
    rows = Exhibit.objects.filter(investigation=investigation, reference__in=references)
    return {row.reference: row for row in rows}


def find_last_moves(
    investigation: Investigation, exhibits: Collection[UUID] | None = None
) -> dict[UUID, ExhibitMove]:
    """The last move of each exhibit of an investigation, or of these."""
    rows = ExhibitMove.objects.filter(investigation=investigation)
    if exhibits is not None:
        rows = rows.filter(exhibit_id__in=exhibits)
    last = rows.order_by("exhibit_id", "-turn").distinct("exhibit_id")
    return {row.exhibit_id: row for row in last}


def read_histories(
    investigation: Investigation, exhibits: Collection[UUID] | None = None
) -> dict[UUID, tuple[list[CustodyMove], dict[int, SaidGap]]]:
    """The moves of each exhibit and the gaps said of it, for the rules of custody."""
    rows = ExhibitMove.objects.filter(investigation=investigation)
    gaps = CustodyGap.objects.filter(investigation=investigation)
    if exhibits is not None:
        rows = rows.filter(exhibit_id__in=exhibits)
        gaps = gaps.filter(move__exhibit_id__in=exhibits)
    found: dict[UUID, tuple[list[CustodyMove], dict[int, SaidGap]]] = {}
    for told in rows.order_by("exhibit_id", "turn").values_list(
        "exhibit_id", *_OF_MOVE
    ):
        found.setdefault(told[0], ([], {}))[0].append(CustodyMove(*told[1:]))
    for exhibit_id, turn, from_at, to_at in gaps.values_list(
        "move__exhibit_id", "move__turn", "from_at", "to_at"
    ):
        found[exhibit_id][1][turn] = SaidGap(from_at, to_at)
    return found
