"""Taking in Ordnance Survey's Code-Point Open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path

from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.places import policies
from unhidden.places.actions import files, runs
from unhidden.places.actions.runs import FileSummary, ImportSummary
from unhidden.places.models import ImportKind, Postcode
from unhidden.places.rules import codepoint, grid
from unhidden.places.rules.codepoint import PostcodePlace

_CHUNK = 5_000
_COMPARED = ("eastings", "northings", "council_code", "quality")


@action
def import_postcodes(
    *,
    paths: Sequence[Path],
    actor: Actor,
    at: datetime,
    progress: files.Progress = files.ignore_progress,
) -> ImportSummary:
    """Take in the CSV files, all or none; the same again changes nothing.

    A postcode that moved is updated. One that is in no file any more is kept: each
    file is of one area, and what was a postcode still stands in old addresses.
    ``progress`` is told the bytes read and their total. Raises ImportRefused with
    file, line and reason.
    """
    actor.must(policies.IMPORT)
    meter = files.ByteMeter(paths, progress)
    files.wait_for_turn()
    found = []
    for path in paths:
        with files.open_metered(path, meter) as source:
            found.append(_take(path.name, codepoint.read_postcodes(source), actor, at))
    return ImportSummary(tuple(found))


def _take(
    file_name: str, places: Iterable[PostcodePlace], actor: Actor, at: datetime
) -> FileSummary:
    total = added = changed = 0
    for chunk in _chunks(places):
        known = _known(chunk)
        new = [one for one in chunk if one.code not in known]
        moved = [one for one in chunk if known.get(one.code, one) != one]
        _store(new + moved)
        total += len(chunk)
        added += len(new)
        changed += len(moved)
    counts = runs.ImportCounts(total, added, changed)
    return runs.note_import(
        kind=ImportKind.POSTCODES,
        file_name=file_name,
        counts=counts,
        actor=actor,
        at=at,
    )


def _chunks(places: Iterable[PostcodePlace]) -> Iterator[list[PostcodePlace]]:
    rest = iter(places)
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk


def _known(chunk: list[PostcodePlace]) -> dict[str, PostcodePlace]:
    rows = Postcode.objects.filter(code__in=[one.code for one in chunk])
    return {
        row["code"]: PostcodePlace(**row)
        for row in rows.order_by("code").values("code", *_COMPARED)
    }


def _store(places: list[PostcodePlace]) -> None:
    latitudes, longitudes = grid.convert_to_degrees(
        [one.eastings for one in places], [one.northings for one in places]
    )
    Postcode.objects.bulk_create(
        [
            Postcode(
                code=place.code,
                eastings=place.eastings,
                northings=place.northings,
                latitude=latitude,
                longitude=longitude,
                council_code=place.council_code,
                quality=place.quality,
            )
            for place, latitude, longitude in zip(
                places, latitudes, longitudes, strict=True
            )
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=[*_COMPARED, "latitude", "longitude"],
        batch_size=_CHUNK,
    )
