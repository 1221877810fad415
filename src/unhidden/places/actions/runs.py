"""The record of a file taken in: one row, and one event, in its transaction."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime

from unhidden.access.actor import Actor
from unhidden.audit import actions as audit
from unhidden.places.models import Council, ImportKind, ImportRun

_EVENTS = {
    ImportKind.FHRS: "places.premises_imported",
    ImportKind.POSTCODES: "places.postcodes_imported",
}
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """How many entries the file has, and what became of them."""

    total: int
    added: int
    changed: int
    closed: int = 0


@dataclass(frozen=True, slots=True)
class FileSummary:
    """What one file brought. Postcodes are of no one council and no day."""

    file_name: str
    council: str
    extract_on: date | None
    counts: ImportCounts


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What all files of one import brought together."""

    files: tuple[FileSummary, ...]

    @property
    def total(self) -> int:
        return sum(one.counts.total for one in self.files)

    @property
    def added(self) -> int:
        return sum(one.counts.added for one in self.files)

    @property
    def changed(self) -> int:
        return sum(one.counts.changed for one in self.files)

    @property
    def closed(self) -> int:
        return sum(one.counts.closed for one in self.files)

    @property
    def councils(self) -> int:
        """How many councils the files are of."""
        return len({one.council for one in self.files if one.council})


def note_import(
    *,
    kind: ImportKind,
    file_name: str,
    counts: ImportCounts,
    actor: Actor,
    at: datetime,
    council: Council | None = None,
    extract_on: date | None = None,
) -> FileSummary:
    """Write down that the file was taken in; gives what it brought."""
    run = ImportRun.objects.create(
        kind=kind,
        file_name=file_name[:_LONGEST_NAME],
        council=council,
        extract_on=extract_on,
        imported_by_id=actor.person_id,
        imported_at=at,
        **asdict(counts),
    )
    detail = {"council": council.code if council else None, **asdict(counts)}
    audit.record_event(
        name=_EVENTS[kind],
        verb=audit.Verb.COLLECTION,
        actor=actor,
        subject=run,
        at=at,
        detail=detail,
    )
    name = council.name_en if council else ""
    return FileSummary(file_name, name, extract_on, counts)
