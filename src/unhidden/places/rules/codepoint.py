"""Ordnance Survey's Code-Point Open, read line by line.

Each line has ten fields and no heading: PC, PQ, EA, NO, CY, RH, LH, CC, DC, WC. We
keep the postcode, the quality of its position, easting, northing, and the council
(the ninth field, DC: a code of the Office for National Statistics).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from unhidden.lib import postcodes
from unhidden.places.rules.problems import RegisterFileRefused

_FIELDS = 10
_LONGEST_LINE = 500
_COUNCIL = re.compile(r"[A-Z]\d{8}")
# 10 is the best position, 60 the roughest; 90 says that there is none.
_QUALITIES = frozenset({"10", "20", "30", "40", "50", "60"})
_NOWHERE = "90"
_EAST, _NORTH = 700_000, 1_300_000


class LineSource(Protocol):
    """Anything to read lines of bytes from."""

    def readline(self, size: int = -1, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class PostcodePlace:
    """A postcode and where it is on the National Grid."""

    code: str
    eastings: int
    northings: int
    council_code: str
    quality: int


def read_postcodes(source: LineSource) -> Iterator[PostcodePlace]:
    """The postcodes of a file, those without a position left out.

    Raises RegisterFileRefused at the first wrong line, and for a file without any.
    """
    number = 0
    seen: set[str] = set()
    for number, fields in _lines(source):
        try:
            place = _place(fields)
            if place is not None:
                _check_new(place.code, seen)
                yield place
        except RegisterFileRefused as problem:
            raise RegisterFileRefused(problem.reason, line=number) from None
    if number == 0:
        raise RegisterFileRefused("The file is empty.")


def _lines(source: LineSource) -> Iterator[tuple[int, list[str]]]:
    number = 0
    while line := source.readline(_LONGEST_LINE):
        number += 1
        try:
            yield number, _fields(line)
        except UnicodeDecodeError:
            raise RegisterFileRefused(
                "It is not plain text (UTF-8).", line=number
            ) from None
        except (csv.Error, StopIteration):
            raise RegisterFileRefused(
                "It is not a line of a CSV file.", line=number
            ) from None


def _fields(line: bytes) -> list[str]:
    return next(csv.reader([line.decode()], strict=True))


def _check_new(code: str, seen: set[str]) -> None:
    if code in seen:
        raise RegisterFileRefused(f"{code} was in the file before.")
    seen.add(code)


def _place(fields: list[str]) -> PostcodePlace | None:
    """One line; None for a postcode that has no position."""
    if len(fields) != _FIELDS:
        raise RegisterFileRefused(f"It has {len(fields)} fields instead of {_FIELDS}.")
    written, quality, east, north = (one.strip() for one in fields[:4])
    code = postcodes.normalise_postcode(written)
    if code is None:
        raise RegisterFileRefused(f"{written[:20]!r} is no postcode.")
    if quality == _NOWHERE:
        return None
    if quality not in _QUALITIES:
        raise RegisterFileRefused(
            f"{quality[:20]!r} is no quality of a position (10 to 60, 90)."
        )
    council = fields[8].strip()
    if council and not _COUNCIL.fullmatch(council):
        raise RegisterFileRefused(f"{council[:20]!r} is no code of a council.")
    return PostcodePlace(
        code=code,
        eastings=_metres(east, _EAST, "easting"),
        northings=_metres(north, _NORTH, "northing"),
        council_code=council,
        quality=int(quality),
    )


def _metres(text: str, limit: int, what: str) -> int:
    is_number = text.isascii() and text.isdecimal()
    if not is_number or not 0 < int(text) <= limit:
        raise RegisterFileRefused(f"{text[:20]!r} is no {what} of the National Grid.")
    return int(text)
