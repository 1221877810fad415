"""The exhibits of an investigation in lines, and one with everything that befell it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from uuid import UUID

from django.db.models import Q, QuerySet

from unhidden.access.absent import Absent, require_found
from unhidden.access.actor import Actor
from unhidden.access.context import of_one_record, query
from unhidden.investigations.exhibits.queries.rows import (
    find_last_moves,
    read_histories,
)
from unhidden.investigations.exhibits.rules.custody import (
    LEAVES,
    ExhibitCustody,
    derive_custody,
)
from unhidden.investigations.exhibits.rules.media import OPENED_AT_ONCE
from unhidden.investigations.exhibits.rules.references import (
    ReferenceUnreadable,
    read_reference,
)
from unhidden.investigations.frame.queries import (
    InvestigationCard,
    describe_head,
    may_work,
    read_head,
)
from unhidden.investigations.models import (
    Exhibit,
    ExhibitFile,
    ExhibitHand,
    ExhibitLeaving,
    ExhibitMove,
    Investigation,
    Rehash,
)

IN_CUSTODY, GONE, WITH_GAP = "in_custody", "gone", "with_gap"


@dataclass(frozen=True, slots=True)
class ExhibitFilter:
    """What to list: words or a reference, a kind, a holder, a state."""

    words: str = ""
    kind: str = ""
    holder: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class ExhibitRow:
    """An exhibit in a line; its holder is that of its last move."""

    id: UUID
    reference: str
    kind_label: str
    description: str
    holder: str
    since: datetime
    purpose_label: str
    seal: str
    has_left: bool


@dataclass(frozen=True, slots=True)
class ExhibitList:
    """The exhibits that were asked for, by reference."""

    head: InvestigationCard
    rows: tuple[ExhibitRow, ...]
    holders: tuple[str, ...]
    total: int
    differing: tuple[str, ...]
    may_work: bool


@dataclass(frozen=True, slots=True)
class HandView:
    """A hand that has an account here; ``is_so`` none until they say it."""

    name: str
    is_so: bool | None
    said_at: datetime | None


@dataclass(frozen=True, slots=True)
class MoveView:
    """A move as it was recorded, with what its hands say of it, and the words of the
    gap before it."""

    move: ExhibitMove
    hands: tuple[HandView, ...]
    gap_from: datetime | None
    gap_why: str
    gap_told_by: str


@dataclass(frozen=True, slots=True)
class FileView:
    """A photograph or data; ``is_due`` if its digest was not taken since the last move,
    ``differs`` if one ever was another."""

    file: ExhibitFile
    parts: int
    is_kept: bool
    is_due: bool
    differs: bool
    last_taken_at: datetime | None


@dataclass(frozen=True, slots=True)
class ExhibitView:
    """An exhibit with its custody, its moves, parts, files, and who asks what of it."""

    head: InvestigationCard
    exhibit: Exhibit
    custody: ExhibitCustody
    moves: tuple[MoveView, ...]
    files: tuple[FileView, ...]
    parts: tuple[tuple[UUID, str], ...]
    asked: ExhibitLeaving | None
    is_asked_by_viewer: bool
    may_work: bool

    @property
    def last_move(self) -> ExhibitMove:
        """The move that it stands at."""
        return self.moves[-1].move

    @property
    def has_left(self) -> bool:
        """Whether it is in nobody's custody."""
        return self.last_move.purpose in LEAVES


@query
@of_one_record("investigation_id")
def list_exhibits(
    *, viewer: Actor, investigation_id: UUID, asked: ExhibitFilter
) -> ExhibitList:
    """The exhibits of an investigation that were asked for; raises Absent."""
    viewer.must("investigations.see_own")
    head = read_head(viewer, investigation_id)
    last = find_last_moves(head)
    found = _find(head, asked)
    gaps = _exhibits_with_gaps(head) if asked.state == WITH_GAP else frozenset()
    rows = [
        _row(row, last[row.id])
        for row in found
        if _is_asked(row, last[row.id], asked, gaps)
    ]
    return ExhibitList(
        head=describe_head(head),
        rows=tuple(sorted(rows, key=lambda row: sort_key(row.reference))),
        holders=tuple(
            sorted({m.to_holder for m in last.values() if m.purpose not in LEAVES})
        ),
        total=len(last),
        differing=_differing(head),
        may_work=may_change(head, viewer),
    )


@query
@of_one_record("investigation_id")
def get_exhibit(
    *, viewer: Actor, investigation_id: UUID, exhibit_id: UUID
) -> ExhibitView:
    """One exhibit with its custody; raises Absent."""
    viewer.must("investigations.see_own")
    head = read_head(viewer, investigation_id)
    row = require_found(
        Exhibit.objects.filter(investigation=head, id=exhibit_id)
        .select_related("parent", "registered_by")
        .first()
    )
    moves = _moves(row)
    last = moves[-1].move
    asked = ExhibitLeaving.objects.filter(exhibit=row, after_turn=last.turn)
    leaving = asked.select_related("asked_by").order_by("-asked_at", "id").first()
    return ExhibitView(
        head=describe_head(head),
        exhibit=row,
        custody=derive_custody(*read_histories(head, [row.id])[row.id]),
        moves=moves,
        files=_files(row, last),
        parts=tuple(
            Exhibit.objects.filter(parent=row)
            .order_by("reference")
            .values_list("id", "reference")
        ),
        asked=leaving,
        is_asked_by_viewer=leaving is not None
        and leaving.asked_by_id == viewer.person_id,
        may_work=may_change(head, viewer),
    )


@query
@of_one_record("investigation_id")
def find_file(
    *, viewer: Actor, investigation_id: UUID, file_id: UUID
) -> tuple[UUID, FileView]:
    """A file and the exhibit that it is of; raises Absent."""
    viewer.must("investigations.see_own")
    head = read_head(viewer, investigation_id)
    row = ExhibitFile.objects.filter(investigation=head, id=file_id).first()
    if row is None:
        raise Absent
    last = find_last_moves(head, [row.exhibit_id])[row.exhibit_id]
    found = _files(row.exhibit, last)
    return row.exhibit_id, next(each for each in found if each.file.id == file_id)


def may_change(head: Investigation, viewer: Actor) -> bool:
    """Whether the viewer may write of exhibits in an investigation in view now."""
    return viewer.may("investigations.work") and may_work(head)


def sort_key(reference: str) -> tuple[object, ...]:
    """The order of references: AB/2 before AB/10."""
    initials, *numbers = reference.split("/")
    return (initials, *map(int, numbers))


def find_differing_files(head: Investigation) -> QuerySet[ExhibitFile]:
    """The files of an investigation in view that have had another digest."""
    other = Rehash.objects.filter(investigation=head, is_same=False)
    return ExhibitFile.objects.filter(
        investigation=head, id__in=other.values("file_id")
    )


def _find(head: Investigation, asked: ExhibitFilter) -> list[Exhibit]:
    rows = Exhibit.objects.filter(investigation=head)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.words:
        meant = Q(description__icontains=asked.words) | Q(
            reference__icontains=asked.words
        )
        with suppress(ReferenceUnreadable):
            meant |= Q(reference=read_reference(asked.words, urn=head.urn))
        rows = rows.filter(meant)
    return list(rows)


def _is_asked(
    row: Exhibit, last: ExhibitMove, asked: ExhibitFilter, gaps: frozenset[UUID]
) -> bool:
    if asked.holder and last.to_holder != asked.holder:
        return False
    return {
        IN_CUSTODY: last.purpose not in LEAVES,
        GONE: last.purpose in LEAVES,
        WITH_GAP: row.id in gaps,
    }.get(asked.state, True)


def _row(row: Exhibit, last: ExhibitMove) -> ExhibitRow:
    return ExhibitRow(
        id=row.id,
        reference=row.reference,
        kind_label=row.get_kind_display(),
        description=row.description,
        holder=last.to_holder,
        since=last.moved_at,
        purpose_label=last.get_purpose_display(),
        seal=last.seal_after,
        has_left=last.purpose in LEAVES,
    )


def _exhibits_with_gaps(head: Investigation) -> frozenset[UUID]:
    rows = ExhibitMove.objects.filter(investigation=head, purpose="found_again")
    return frozenset(rows.values_list("exhibit_id", flat=True))


def _differing(head: Investigation) -> tuple[str, ...]:
    rows = Rehash.objects.filter(investigation=head, is_same=False)
    found = rows.values_list("file__exhibit__reference", flat=True).distinct()
    return tuple(sorted(found, key=sort_key))


def _moves(row: Exhibit) -> tuple[MoveView, ...]:
    found = ExhibitMove.objects.filter(exhibit=row).select_related(
        "recorded_by", "gap", "gap__told_by", "leaving__asked_by", "giver", "receiver"
    )
    ordered = found.order_by("turn").prefetch_related("answers")
    return tuple(_move(each) for each in ordered)


def _move(row: ExhibitMove) -> MoveView:
    gap, hands = getattr(row, "gap", None), tuple(_hands(row))
    if gap is None:
        return MoveView(row, hands, None, "", "")
    return MoveView(row, hands, gap.from_at, gap.why, gap.told_by.name)


def _hands(row: ExhibitMove) -> Iterator[HandView]:
    """Its giver and receiver; who is both, once."""
    said = {answer.hand: answer for answer in row.answers.all()}
    named = [(ExhibitHand.RECEIVER, row.receiver)]
    if row.giver_id != row.receiver_id:
        named.insert(0, (ExhibitHand.GIVER, row.giver))
    for hand, person in named:
        if person is not None:
            answer = said.get(hand)
            yield HandView(
                person.name,
                answer.is_so if answer else None,
                answer.said_at if answer else None,
            )


def _files(row: Exhibit, last: ExhibitMove) -> tuple[FileView, ...]:
    taken: Mapping[UUID, list[Rehash]] = {}
    files = ExhibitFile.objects.filter(exhibit=row)
    found = list(files.order_by("added_at", "id"))
    taken = {each.id: [] for each in found}
    for each in Rehash.objects.filter(file__exhibit=row).order_by("taken_at", "id"):
        taken[each.file_id].append(each)
    return tuple(_file(each, taken[each.id], last) for each in found)


def _file(row: ExhibitFile, taken: list[Rehash], last: ExhibitMove) -> FileView:
    known = [row.added_at, *(each.taken_at for each in taken)]
    return FileView(
        file=row,
        parts=ceil(row.pieces / OPENED_AT_ONCE),
        is_kept=row.pieces > 0,
        is_due=max(known) < last.recorded_at,
        differs=not all(each.is_same for each in taken),
        last_taken_at=taken[-1].taken_at if taken else None,
    )
