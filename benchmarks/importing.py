"""Taking in a region's published files: how long, and how much memory at most.

The real files where they lie beside the clone (../shared/data); elsewhere, files of
the same size and shape that are made here.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from django.db import connection
from django.utils import timezone

from unhidden.access.actor import Actor
from unhidden.hosting.paths import REPOSITORY
from unhidden.lib.database_roles import ROLES
from unhidden.places import actions as places

DATA = REPOSITORY.parent / "shared" / "data"
IMPORTER = Actor(None, None, frozenset({"places.import"}))
COUNCILS = {"550": 1_737, "551": 715, "554": 2_063, "560": 1_232}
POSTCODES = 52_781
STATUS = Path("/proc/self/status")
KILOBYTE, MEGABYTE = 1_024, 1_024 * 1_024


def run(*, quick: bool) -> Iterator[dict[str, object]]:
    """Both kinds of file under the worker's role; small enough to be quick as it is."""
    with connection.cursor() as cursor:
        cursor.execute(f"set role {ROLES['worker']}")
    with tempfile.TemporaryDirectory() as folder:
        lists, postcodes = _files(Path(folder))
        now = timezone.now()
        seconds, summary = _timed(places.import_fhrs, lists, now)
        yield _measure("fhrs_premises", summary.total, "premises")
        yield _measure("fhrs_s", seconds, "s")
        yield _measure("fhrs_peak_mb", _peak(), "MB")
        seconds, _ = _timed(places.import_fhrs, lists, now)
        yield _measure("fhrs_again_s", seconds, "s")
        seconds, summary = _timed(places.import_postcodes, postcodes, now)
        yield _measure("postcodes", summary.total, "postcodes")
        yield _measure("postcodes_s", seconds, "s")
        yield _measure("postcodes_peak_mb", _peak(), "MB")


def _measure(name: str, value: float, unit: str) -> dict[str, object]:
    return {"bench": f"import.{name}", "value": round(value, 2), "unit": unit}


def _timed(
    action: Callable[..., places.ImportSummary], paths: Sequence[Path], at: datetime
) -> tuple[float, places.ImportSummary]:
    began = time.perf_counter()
    summary = action(paths=paths, actor=IMPORTER, at=at)
    return time.perf_counter() - began, summary


def _peak() -> float:
    """The most memory this process has held, start-up and all, in megabytes.

    From Linux's own line where there is one: ru_maxrss counts the parent's too.
    """
    if STATUS.exists():
        lines = dict(line.split(":", 1) for line in STATUS.read_text().splitlines())
        return int(lines["VmHWM"].split()[0]) / KILOBYTE
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (MEGABYTE if sys.platform == "darwin" else KILOBYTE)


def _files(folder: Path) -> tuple[list[Path], list[Path]]:
    lists = sorted(DATA.glob("fhrs/*.xml"))
    postcodes = sorted(DATA.glob("postcodes/*.csv"))
    return (lists or list(_lists(folder)), postcodes or [_postcodes(folder)])


def _lists(folder: Path) -> Iterator[Path]:
    first = 1
    for council, count in COUNCILS.items():
        path = folder / f"FHRS{council}en-GB.xml"
        entries = "".join(_entry(first + n, council) for n in range(count))
        path.write_text(
            "<FHRSEstablishment><Header><ExtractDate>2020-11-11</ExtractDate>"
            f"<ItemCount>{count}</ItemCount><ReturnCode>Success</ReturnCode></Header>"
            f"<EstablishmentCollection>{entries}</EstablishmentCollection>"
            "</FHRSEstablishment>"
        )
        first += count
        yield path


def _entry(number: int, council: str) -> str:
    fields = {
        "FHRSID": number,
        "LocalAuthorityBusinessID": f"B{number}",
        "BusinessName": f"Made Premises {number}",
        "BusinessType": "Restaurant/Cafe/Canteen",
        "BusinessTypeID": 1,
        "AddressLine1": f"{number} High Street",
        "AddressLine2": "Made Town",
        "PostCode": "LL11 1AA",
        "RatingValue": 5,
        "RatingDate": "2018-11-22",
        "LocalAuthorityCode": council,
        "LocalAuthorityWebSite": "http://www.example.org" + "/" * 400,
        "SchemeType": "FHRS",
    }
    texts = "".join(f"<{name}>{value}</{name}>" for name, value in fields.items())
    position = "<Longitude>-3.0</Longitude><Latitude>53.0</Latitude>"
    return (
        f"<EstablishmentDetail>{texts}<Geocode>{position}</Geocode>"
        "</EstablishmentDetail>"
    )


def _postcodes(folder: Path) -> Path:
    path = folder / "codepoint.csv"
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    codes = (
        f"LL{district} {sector}{first}{second}"
        for district in range(10, 99)
        for sector in range(10)
        for first in letters
        for second in letters
    )
    tail = '"W92000004","","","","W06000006","W05000253"'
    lines = (f'"{next(codes)}",10,333056,350649,{tail}' for _ in range(POSTCODES))
    path.write_text("\r\n".join(lines) + "\r\n")
    return path
