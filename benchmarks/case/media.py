"""Long data of an exhibit: how fast it is hashed and sealed, and in how much memory."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from benchmarks.case.ground import BenchCase
from unhidden.investigations.exhibits.actions.files import (
    NewAcquisition,
    keep_acquisition,
)
from unhidden.investigations.models import Exhibit, ExhibitFile

MEGABYTE = 1024 * 1024
FULL_MEGABYTES, QUICK_MEGABYTES = 1_024, 256
_STATUS, _REFERENCES = Path("/proc/self/status"), Path("/proc/self/clear_refs")
_RESET_PEAK = "5"


def measure_media(
    case: BenchCase, exhibit_id: UUID, megabytes: int
) -> dict[str, float | bool]:
    """Megabytes a second from a generator to a sealed file, and the memory it took.

    ``is_same`` says that the file's digest is that of what the generator made.
    """
    digest = sha256()
    new = NewAcquisition("bench.bin", "the bench")
    _REFERENCES.write_text(_RESET_PEAK)
    before, began = _read_kilobytes("VmRSS"), time.perf_counter()
    file_id = keep_acquisition(
        exhibit_id=exhibit_id,
        new=new,
        pieces=_make_pieces(megabytes),
        **case.told(case.leader),
    )
    took = time.perf_counter() - began
    peak = (_read_kilobytes("VmHWM") - before) / 1024
    for piece in _make_pieces(megabytes):
        digest.update(piece)
    kept = ExhibitFile.objects.using("stored").get(id=file_id)
    return {
        "mb_s": round(megabytes / took, 1),
        "megabytes": megabytes,
        "peak_mb": round(peak, 1),
        "is_same": kept.sha256 == digest.hexdigest(),
    }


def find_first(case: BenchCase) -> UUID:
    """An exhibit of the investigation to add data to."""
    rows = Exhibit.objects.using("stored").filter(investigation_id=case.id)
    return rows.order_by("reference").values_list("id", flat=True)[0]


def _make_pieces(megabytes: int) -> Iterator[bytes]:
    """No two alike, and none that a database could press together."""
    seed = _SEED
    for number in range(megabytes):
        yield number.to_bytes(8, "big") + seed[8:]


_SEED = os.urandom(MEGABYTE)


def _read_kilobytes(name: str) -> int:
    for line in _STATUS.read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    raise LookupError(name)
