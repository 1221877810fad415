"""What of an investigation goes into an archive, as it stood at a moment.

Every row is append-only, so that the same moment gives the same content for ever.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from unhidden.access.actor import Actor
from unhidden.investigations.leaving.queries.media import find_kept
from unhidden.investigations.models import (
    CustodyGap,
    Exhibit,
    ExhibitFile,
    ExhibitMove,
    Investigation,
    MovePurpose,
    PresumedAnswer,
    Rehash,
    Schedule,
    ScheduleKind,
)
from unhidden.investigations.unused.queries.schedules import SignedLine, read_lines
from unhidden.investigations.unused.rules.axes import find_certificate
from unhidden.lib.working_days import day_in_london
from unhidden.vault.rings import NotForYou


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line as it was signed; ``item`` is the number of its material.

    ``text`` and ``why`` are of the sensitive schedule, whose ``words`` are none.
    """

    line: int
    item: int
    words: str
    quantity: int
    marks: str
    text: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class SignedCertificate:
    """What was certified, word for word; not checked with people, if it says so."""

    words: tuple[str, ...]
    is_checked: bool


@dataclass(frozen=True, slots=True)
class ScheduleSheet:
    """A signed version of a schedule; ``presumed`` are a report's answers."""

    kind: str
    version: int
    digest: str
    signed_by: str
    signed_at: str
    certificate: SignedCertificate
    exceptions: str
    lines: tuple[SheetLine, ...]
    presumed: tuple[Mapping[str, str], ...]

    @property
    def path_in_archive(self) -> str:
        """Where it stands in an archive; versions are in order there."""
        return f"8-unused/{self.kind.lower()}-{self.version:03}"


def read_sheets(
    investigation: Investigation, *, is_sensitive: bool, until: datetime, viewer: Actor
) -> list[ScheduleSheet]:
    """Every schedule that was signed by then, in order; the sensitive ones, or others.

    Raises KeysLocked, and NotForYou for a viewer who may not open sensitive words.
    """
    signed = Schedule.objects.filter(
        investigation=investigation, signed_at__lte=until
    ).select_related("signed_by")
    is_wanted = Q(kind=ScheduleKind.SENSITIVE)
    rows = signed.filter(is_wanted if is_sensitive else ~is_wanted)
    answers = _answers_of(investigation, until)
    return [
        _describe_sheet(row, answers, viewer)
        for row in rows.order_by("kind", "version")
    ]


def _describe_sheet(
    row: Schedule, answers: tuple[Mapping[str, str], ...], viewer: Actor
) -> ScheduleSheet:
    return ScheduleSheet(
        kind=row.kind,
        version=row.version,
        digest=row.digest,
        signed_by=row.signed_by.name,
        signed_at=row.signed_at.isoformat(),
        certificate=_find_certificate(row),
        exceptions=row.exceptions,
        lines=tuple(
            _describe_line(line, is_sealed=row.kind == ScheduleKind.SENSITIVE)
            for line in read_lines(row, viewer)
        ),
        presumed=answers if row.kind == ScheduleKind.REPORT else (),
    )


def _describe_line(line: SignedLine, *, is_sealed: bool) -> SheetLine:
    """The line; never without the words that it was signed with."""
    if is_sealed and line.sensitive is None:
        raise NotForYou
    return SheetLine(
        line=line.line,
        item=line.number,
        words=line.words,
        quantity=line.quantity,
        marks=line.marks,
        text=line.sensitive.text if line.sensitive else "",
        why=line.sensitive.why if line.sensitive else "",
    )


def _find_certificate(row: Schedule) -> SignedCertificate:
    """The words of the version and language that were signed."""
    version, _, language = row.certificate.partition(":")
    number = int(version) if version.isdecimal() else 0
    found = find_certificate(day_in_london(row.signed_at), language, number)
    return SignedCertificate(found.statements, found.is_checked)


def _answers_of(
    investigation: Investigation, until: datetime
) -> tuple[Mapping[str, str], ...]:
    """The last answer about each category of presumed material."""
    rows = PresumedAnswer.objects.filter(
        investigation=investigation, answered_at__lte=until
    ).order_by("category", "turn")
    last = {row.category: row for row in rows}
    return tuple(
        {"category": code, "answer": row.answer, "reason": row.reason}
        for code, row in sorted(last.items())
    )


@dataclass(frozen=True, slots=True)
class CustodyRecord:
    """An exhibit and every hand that held it, for those outside.

    Where it was found and whose it is do not leave: they may name a home.
    """

    reference: str
    part_of: str
    kind: str
    description: str
    power: str
    seized_at: str
    moves: tuple[Mapping[str, object], ...]
    gaps: tuple[Mapping[str, object], ...]
    files: tuple[Mapping[str, object], ...]


def read_custody(
    investigation: Investigation, *, until: datetime, has_media: bool = False
) -> list[CustodyRecord]:
    """Every exhibit that was registered by then, by reference, with all gaps.

    With ``has_media`` it is said of each file whether it goes along.
    """
    rows = (
        Exhibit.objects.filter(investigation=investigation, registered_at__lte=until)
        .select_related("parent")
        .order_by("reference")
    )
    files = _files_of(investigation, until, has_media=has_media)
    found = (_moves_of(investigation, until), _gaps_of(investigation, until), files)
    return [_describe_exhibit(row, *(each[row.id] for each in found)) for row in rows]


def _describe_exhibit(
    row: Exhibit,
    moves: Iterable[Mapping[str, object]],
    gaps: Iterable[Mapping[str, object]],
    files: Iterable[Mapping[str, object]],
) -> CustodyRecord:
    return CustodyRecord(
        reference=row.reference,
        part_of=row.parent.reference if row.parent else "",
        kind=row.kind,
        description=row.description,
        power=row.power,
        seized_at=row.seized_at.isoformat(),
        moves=tuple(moves),
        gaps=tuple(gaps),
        files=tuple(files),
    )


def _moves_of(
    investigation: Investigation, until: datetime
) -> Mapping[UUID, list[Mapping[str, object]]]:
    """Every move; from whom a thing was taken, and who has it back, stays here."""
    found: dict[UUID, list[Mapping[str, object]]] = defaultdict(list)
    rows = ExhibitMove.objects.filter(
        investigation=investigation, recorded_at__lte=until
    )
    for row in rows.order_by("exhibit", "turn").iterator():
        found[row.exhibit_id].append(
            {
                "turn": row.turn,
                "at": row.moved_at.isoformat(),
                "from": "" if row.purpose == MovePurpose.SEIZED else row.from_holder,
                "to": "" if row.purpose == MovePurpose.RETURNED else row.to_holder,
                "seal_before": row.seal_before,
                "seal_after": row.seal_after,
                "purpose": row.purpose,
                "authority": row.authority,
                "recorded_at": row.recorded_at.isoformat(),
            }
        )
    return found


def _gaps_of(
    investigation: Investigation, until: datetime
) -> Mapping[UUID, list[Mapping[str, object]]]:
    found: dict[UUID, list[Mapping[str, object]]] = defaultdict(list)
    rows = CustodyGap.objects.filter(investigation=investigation, told_at__lte=until)
    for row in rows.select_related("move").order_by("from_at", "id"):
        found[row.move.exhibit_id].append(
            {
                "from": row.from_at.isoformat(),
                "to": row.to_at.isoformat(),
                "why": row.why,
                "told_at": row.told_at.isoformat(),
            }
        )
    return found


def _files_of(
    investigation: Investigation, until: datetime, *, has_media: bool
) -> Mapping[UUID, list[Mapping[str, object]]]:
    """The digests of what was photographed or acquired; names stay here."""
    found: dict[UUID, list[Mapping[str, object]]] = defaultdict(list)
    differing = set(
        Rehash.objects.filter(
            investigation=investigation, is_same=False, taken_at__lte=until
        ).values_list("file_id", flat=True)
    )
    rows = ExhibitFile.objects.filter(investigation=investigation, added_at__lte=until)
    along = set(find_kept(rows).values_list("id", flat=True)) if has_media else set()
    for row in rows.order_by("added_at", "id"):
        found[row.exhibit_id].append(
            {
                "media_type": row.media_type,
                "bytes": row.size,
                "sha256": row.sha256,
                "tool": row.tool,
                "differed_later": row.id in differing,
                "goes_along": row.id in along,
            }
        )
    return found
