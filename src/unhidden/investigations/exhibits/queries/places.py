"""Where every exhibit was at a moment, and what their labels say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.investigations.exhibits.queries.exhibits import may_change, sort_key
from unhidden.investigations.exhibits.queries.rows import (
    find_exhibits,
    find_last_moves,
)
from unhidden.investigations.exhibits.rules.custody import LEAVES, CustodyState
from unhidden.investigations.exhibits.rules.references import (
    read_references,
    write_code,
)
from unhidden.investigations.frame.queries import (
    InvestigationCard,
    describe_head,
    read_head,
)
from unhidden.investigations.models import CustodyGap, Exhibit, ExhibitMove

MOST_LABELS = 200


_OF_PLACE = (
    "exhibit_id",
    "exhibit__reference",
    "exhibit__description",
    "purpose",
    "to_holder",
    "moved_at",
)


@dataclass(frozen=True, slots=True)
class ExhibitPlace:
    """Where an exhibit was: with whom and since when; in a gap, and once it left
    custody, with nobody."""

    id: UUID
    reference: str
    description: str
    state: CustodyState
    holder: str
    since: datetime


@dataclass(frozen=True, slots=True)
class ExhibitPlaces:
    """Every exhibit that had been taken by a moment."""

    head: InvestigationCard
    rows: tuple[ExhibitPlace, ...]


@dataclass(frozen=True, slots=True)
class ExhibitLabel:
    """What stands on a label, in letters and as a code."""

    id: UUID
    reference: str
    urn: str
    description: str
    seal: str
    holder: str
    code: str


@dataclass(frozen=True, slots=True)
class ScannedExhibits:
    """The exhibits that were typed or scanned, and what was none of them."""

    head: InvestigationCard
    found: tuple[ExhibitLabel, ...]
    missing: tuple[str, ...]
    unread: tuple[str, ...]
    may_work: bool


@query
@of_one_record("investigation_id")
def find_places(
    *, viewer: Actor, investigation_id: UUID, moment: datetime
) -> ExhibitPlaces:
    """Where everything was at a moment; raises Absent."""
    viewer.must("investigations.see_own")
    head = read_head(viewer, investigation_id)
    last = (
        ExhibitMove.objects.filter(investigation=head, moved_at__lte=moment)
        .order_by("exhibit_id", "-turn")
        .distinct("exhibit_id")
        .values_list(*_OF_PLACE)
    )
    missing = dict(
        CustodyGap.objects.filter(
            investigation=head, from_at__lte=moment, to_at__gt=moment
        ).values_list("move__exhibit_id", "from_at")
    )
    rows = [_place(row, missing.get(row[0])) for row in last]
    ordered = sorted(rows, key=lambda row: sort_key(row.reference))
    return ExhibitPlaces(describe_head(head), tuple(ordered))


@query
@of_one_record("investigation_id")
def scan_exhibits(
    *, viewer: Actor, investigation_id: UUID, text: str
) -> ScannedExhibits:
    """The exhibits of a list that was typed or scanned; raises Absent."""
    viewer.must("investigations.see_own")
    head = read_head(viewer, investigation_id)
    references, unread = read_references(text, urn=head.urn)
    wanted = references[:MOST_LABELS]
    rows = find_exhibits(head, wanted)
    last = find_last_moves(head, [row.id for row in rows.values()])
    return ScannedExhibits(
        head=describe_head(head),
        found=tuple(
            _label(rows[each], last[rows[each].id], head.urn)
            for each in wanted
            if each in rows
        ),
        missing=tuple(each for each in wanted if each not in rows),
        unread=tuple(unread),
        may_work=may_change(head, viewer),
    )


def _place(row: Sequence[object], missing_from: datetime | None) -> ExhibitPlace:
    key, reference, description, purpose, holder, since = row
    state = CustodyState.LEFT if purpose in LEAVES else CustodyState.HELD
    if missing_from is not None:
        state, since = CustodyState.GAP, missing_from
    return ExhibitPlace(
        id=key,  # type: ignore[arg-type]  # as the columns are
        reference=str(reference),
        description=str(description),
        state=state,
        holder=str(holder) if state == CustodyState.HELD else "",
        since=since,  # type: ignore[arg-type]
    )


def _label(row: Exhibit, last: ExhibitMove, urn: str) -> ExhibitLabel:
    return ExhibitLabel(
        id=row.id,
        reference=row.reference,
        urn=urn,
        description=row.description,
        seal=last.seal_after,
        holder=last.to_holder,
        code=write_code(urn, row.reference),
    )
