"""Names by origin: the lines of ``data/origins.txt``, with how often each is borne."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

FILE = Path(__file__).parent / "data" / "origins.txt"
# How much commoner a name is than the next: about what censuses show of surnames.
_STEEPNESS = 0.8
# Family names of the list are commoner than those made of a root and an ending.
_MADE_COMES_AFTER = 4


@dataclass(frozen=True, slots=True)
class Written:
    """A name and the other ways in which people write it."""

    usual: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """The names of people of one origin; cumulated shares stand beside them."""

    name: str
    share: float
    given: tuple[Written, ...]
    family: tuple[Written, ...]
    given_shares: tuple[float, ...]
    family_shares: tuple[float, ...]

    def a_given(self, luck: random.Random) -> Written:
        """One given name, commoner ones more often."""
        return luck.choices(self.given, cum_weights=self.given_shares)[0]

    def a_family(self, luck: random.Random) -> Written:
        """One family name, commoner ones more often."""
        return luck.choices(self.family, cum_weights=self.family_shares)[0]


@lru_cache(maxsize=1)
def origins() -> tuple[Origin, ...]:
    """All of the file, in its order."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return tuple(_origin(line) for line in lines if line and not line.startswith("#"))


def _origin(line: str) -> Origin:
    name, share, given, family, roots, endings = (
        cell.strip() for cell in line.split("|")
    )
    makes = [
        Written(f"{root}{ending}".replace("_", " "), ())
        for ending in endings.split()
        for root in roots.split()
    ]
    givens, families = _written(given), _written(family)
    return Origin(
        name,
        float(share),
        givens,
        (*families, *makes),
        _shares(len(givens), 0),
        _shares(len(families) + len(makes), _MADE_COMES_AFTER),
    )


def _written(cell: str) -> tuple[Written, ...]:
    found = (word.replace("_", " ").split("=") for word in cell.split())
    return tuple(Written(usual, tuple(others)) for usual, *others in found)


def _shares(names: int, after: int) -> tuple[float, ...]:
    return tuple(accumulate((n + 1 + after) ** -_STEEPNESS for n in range(names)))
