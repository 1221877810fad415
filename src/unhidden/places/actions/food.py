"""Taking in the Food Hygiene Rating Scheme's list of a council.

Ratings are not stored, nor is anything made of them: a hygiene rating is never a
sign of exploitation. What is kept says that there is such a place, and no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from django.db.models import Max, Q
from django.utils import timezone

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.access.records import new_id
from unhidden.places import policies
from unhidden.places.actions import files, runs
from unhidden.places.actions.runs import FileSummary, ImportSummary
from unhidden.places.models import (
    Council,
    ImportKind,
    ImportRun,
    Premises,
    PremisesSource,
)
from unhidden.places.rules import fhrs, text
from unhidden.places.rules.differences import (
    KnownPremises,
    PremisesDifferences,
    compare_premises,
)
from unhidden.places.rules.listings import Listing
from unhidden.places.rules.problems import RegisterFileRefused
from unhidden.ui import dates

_CHUNK = 1_000
_LISTED = tuple(field.name for field in fields(Listing))
_KEPT = ("id", "council_id", "first_seen_on", "closed_on")
_UPDATED = [
    *(name for name in _LISTED if name != "fhrs_id"),
    *("council", "search_text", "first_seen_on", "last_seen_on", "closed_on"),
]


@dataclass(frozen=True, slots=True)
class _Row:
    """Premises of the scheme as the table has them."""

    id: UUID
    council_id: str | None
    first_seen_on: date
    known: KnownPremises


@action
def import_fhrs(
    *,
    paths: Sequence[Path],
    actor: Actor,
    at: datetime,
    progress: files.Progress = files.ignore_progress,
) -> ImportSummary:
    """Take in the scheme's XML files, all or none; the same again changes nothing.

    A newer extract of a council updates its premises, closes those it no longer
    lists (they are kept) and opens again those that came back. ``progress`` is told
    the bytes read and their total. Raises ImportRefused with file, line and reason.
    """
    actor.must(policies.IMPORT)
    meter = files.ByteMeter(paths, progress)
    files.wait_for_turn()
    councils = {council.fhrs_code: council for council in Council.objects.all()}
    found = []
    for path in paths:
        with files.open_metered(path, meter) as source:
            extract = fhrs.read_extract(source, councils)
            council = councils[extract.council]
            found.append(_take(path.name, extract, council, actor, at))
    return ImportSummary(tuple(found))


def _take(
    file_name: str,
    extract: fhrs.FhrsExtract,
    council: Council,
    actor: Actor,
    at: datetime,
) -> FileSummary:
    _check_day(extract, council, at)
    rows = _rows(extract, council)
    _check_not_elsewhere(extract, council, rows)
    known = {key: row.known for key, row in rows.items()}
    found = compare_premises(known, extract.listings)
    _store(extract, council, rows, [*found.added, *found.changed])
    _close(extract, council, found)
    counts = runs.ImportCounts(
        total=len(extract.listings),
        added=len(found.added),
        changed=len(found.changed),
        closed=len(found.closed),
    )
    return runs.note_import(
        kind=ImportKind.FHRS,
        file_name=file_name,
        counts=counts,
        actor=actor,
        at=at,
        council=council,
        extract_on=extract.extract_on,
    )


def _check_day(extract: fhrs.FhrsExtract, council: Council, at: datetime) -> None:
    """Refuse an extract that would undo a newer one, or hinder all later ones."""
    day = extract.extract_on
    if day > timezone.localdate(at):
        raise RegisterFileRefused(
            f"It says that it was made on a day to come ({dates.format_day(day)})."
        )
    before = ImportRun.objects.filter(kind=ImportKind.FHRS, council=council)
    last = before.aggregate(last=Max("extract_on"))["last"]
    if last and day < last:
        raise RegisterFileRefused(
            f"It is an extract of {dates.format_day(day)},"
            f" and one of {dates.format_day(last)}"
            f" was taken in for {council.name_en} before."
        )


def _rows(extract: fhrs.FhrsExtract, council: Council) -> dict[int, _Row]:
    """All that is known of the council, and of these premises anywhere else."""
    wanted = Q(council=council) | Q(fhrs_id__in=list(extract.listings))
    rows = Premises.objects.filter(wanted, source=PremisesSource.FHRS)
    return {
        row["fhrs_id"]: _Row(
            id=row["id"],
            council_id=row["council_id"],
            first_seen_on=row["first_seen_on"],
            known=KnownPremises(
                listing=Listing(**{name: row[name] for name in _LISTED}),
                is_closed=row["closed_on"] is not None,
            ),
        )
        for row in rows.order_by("fhrs_id").values(*_KEPT, *_LISTED)
    }


def _check_not_elsewhere(
    extract: fhrs.FhrsExtract, council: Council, rows: dict[int, _Row]
) -> None:
    for key, row in rows.items():
        is_elsewhere = row.council_id != council.code and not row.known.is_closed
        if is_elsewhere and key in extract.listings:
            raise RegisterFileRefused(
                "Another council lists these premises.", item=f"FHRSID {key}"
            )


def _store(
    extract: fhrs.FhrsExtract,
    council: Council,
    rows: dict[int, _Row],
    listings: Iterable[Listing],
) -> None:
    Premises.objects.bulk_create(
        [_premises(one, extract, council, rows.get(one.fhrs_id)) for one in listings],
        update_conflicts=True,
        unique_fields=["fhrs_id"],
        update_fields=_UPDATED,
        batch_size=_CHUNK,
    )


def _premises(
    listing: Listing, extract: fhrs.FhrsExtract, council: Council, row: _Row | None
) -> Premises:
    day = extract.extract_on
    return Premises(
        **{name: getattr(listing, name) for name in _LISTED},
        id=row.id if row else new_id(),
        council=council,
        source=PremisesSource.FHRS,
        search_text=text.search_text(listing.name, listing.address, listing.postcode),
        first_seen_on=min(day, row.first_seen_on) if row else day,
        last_seen_on=day,
    )


def _close(
    extract: fhrs.FhrsExtract, council: Council, found: PremisesDifferences
) -> None:
    """Close what is no longer listed; note the day for all that is."""
    open_ones = Premises.objects.filter(
        council=council, source=PremisesSource.FHRS, closed_on=None
    )
    day = extract.extract_on
    if found.closed:
        open_ones.filter(fhrs_id__in=found.closed).update(closed_on=day)
    open_ones.filter(last_seen_on__lt=day).update(last_seen_on=day)
