"""What a list without weights asks about: names alike by letters, and one year."""

from __future__ import annotations

from collections.abc import Sequence

from anyascii import anyascii
from rapidfuzz import fuzz

from benchmarks.linkage.second.errors import Report

#: From so many of a hundred on names are called alike, as lists of sanctions do.
ALIKE = 90


def find_alike(asked: Sequence[Report], noted: Sequence[Report]) -> list[set[int]]:
    """Of each report whom a plain token ratio and the year of birth find."""
    held = [(_plain(each), each.born[:1], each.resident) for each in noted]
    return [
        {
            resident
            for name, year, resident in held
            if year == each.born[:1] and fuzz.token_sort_ratio(name, wanted) >= ALIKE
        }
        for each, wanted in ((each, _plain(each)) for each in asked)
    ]


def _plain(of: Report) -> str:
    return anyascii(of.name).lower()
