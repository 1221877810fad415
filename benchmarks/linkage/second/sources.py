"""How common names are, by origin, as published; read when the bench runs.

``UNHIDDEN_LINKAGE_NAMES`` names the folder of lists; first names stand in a file of the
package gender-guesser. Neither is part of the program: some of them may not be copied
into it (docs/decisions/a-second-population.md).
"""

from __future__ import annotations

import csv
import os
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from itertools import accumulate
from math import log
from pathlib import Path

from anyascii import anyascii

FOLDER = "UNHIDDEN_LINKAGE_NAMES"
MALE, FEMALE = "male", "female"
_HERE = Path(__file__).parent / "data"
_PACKAGE = "gender_guesser"
_DIGEST = "bfe79b1f3533d188333c36d7b0722868b873b2d366bb15bed3ed9a4f85db3c8c"
#: Which column of nam_dict.txt has whose first names, counted from the first country.
COLUMNS = {
    "english": 0, "welsh": 0, "portuguese": 5, "latin american": 6, "polish": 23,
    "romanian": 27, "bulgarian": 28, "russian": 38, "arabic": 47, "chinese": 49,
    "south asian": 50, "korean": 52, "vietnamese": 53,
}  # fmt: skip
_NAME, _CODES = slice(3, 29), 30
#: Names that Wales has made its own; the rest of the list is British.
_WELSH = re.compile(
    r"^(gw|rh[iyoe]|ll|ff|dd|dafydd|owain|si[aâ]n|si[oô]n|ieuan|ifan|huw|emyr|iwan|aled"
    r"|geraint|carys|cer[iy]|eleri|nia$|megan|sioned|mair|elin|aneurin|emlyn|idris)"
    r"|(wyn|wen|wyr|fryn)$"
)
#: Surnames that grow from first names, for those whom the counted lists leave.
_GROWN = {
    "romanian": (
        "escu",
        "eanu",
        "iu",
        "oiu",
        "uț",
        "aru",
        "ache",
        "an",
        "ean",
        "ici",
        "ulescu",
        "ulea",
        "ilă",
        "uța",
        "ciuc",
        "oaie",
    ),
    "bulgarian": ("ov", "ski", "kov"),
    "russian": ("ov", "in", "sky", "enkov", "ikov", "yshev", "ovsky", "chin"),
}
_BY_ZIPF = frozenset({"romanian", "polish", "russian"})


@dataclass(frozen=True, slots=True)
class Tally:
    """Names with their cumulated weights."""

    names: tuple[str, ...]
    weights: tuple[float, ...]

    def draw(self, luck: random.Random) -> str:
        """One of them, as often as it is met."""
        return luck.choices(self.names, cum_weights=self.weights)[0]


def tell_missing() -> str:
    """A sentence where a source is not here; else nothing."""
    if not (_folder() / "lastname_uk.csv").exists():
        return (
            f"The lists of names are not here: {FOLDER} names their folder (see"
            " docs/decisions/a-second-population.md)."
        )
    if find_spec(_PACKAGE) is None:
        return (
            "First names need a package of the bench alone: uv pip install"
            " --require-hashes -r requirements/bench.txt"
        )
    if sha256(_first_names_file().read_bytes()).hexdigest() != _DIGEST:
        return "gender-guesser has other names than those that the population is of."
    return ""


def _folder() -> Path:
    return Path(os.environ.get(FOLDER) or "nowhere")


def _first_names_file() -> Path:
    spec = find_spec(_PACKAGE)
    roots = list(spec.submodule_search_locations or ()) if spec else []
    return Path(roots[0]) / "data" / "nam_dict.txt"


def read_rows(name: str) -> Iterator[dict[str, str]]:
    """The lines of a list of the folder."""
    with (_folder() / name).open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _tally(counts: Mapping[str, float]) -> Tally:
    return Tally(tuple(counts), tuple(accumulate(counts.values())))


@cache
def _first_names() -> list[tuple[str, str, str]]:
    lines = _first_names_file().read_text(encoding="utf-8").splitlines()
    return [
        (line[:2].strip(), line[_NAME].strip(), line[_CODES:])
        for line in lines
        if line[0] not in "#="
    ]


def _weighed(origin: str, sex: str, *, is_middle: bool = False) -> dict[str, float]:
    """First names by how many bear them: each step of the list is a doubling.

    What is but the first part of a name (1M, 1F) stands in the middle in Vietnam.
    """
    sign, column = ("M" if sex == MALE else "F"), COLUMNS[origin]
    found: dict[str, float] = {}
    for kind, name, codes in _first_names():
        code = codes[column : column + 1].strip()
        is_part = kind.startswith("1") and origin == "vietnamese"
        if code and (sign in kind or kind == "?") and (is_middle or not is_part):
            found[name] = max(found.get(name, 0.0), 2.0 ** int(code, 16))
    return found


@cache
def given_names(origin: str, sex: str) -> Tally:
    """First names of an origin."""
    found = _weighed(origin, sex)
    if origin == "welsh":
        found = _welsh(found)
    return _tally(found)


@cache
def middle_names(origin: str, sex: str) -> Tally:
    """What stands between; but in Vietnam that is one more first name."""
    if origin != "vietnamese":
        return given_names(origin, sex)
    return _tally(_weighed(origin, sex, is_middle=True))


def _welsh(found: Mapping[str, float]) -> dict[str, float]:
    """Half of them bear one of the Welsh names (ours: no list counts Wales alone)."""
    own = {name: many for name, many in found.items() if _WELSH.search(name.lower())}
    scale = sum(found.values()) / sum(own.values())
    return {name: many * (scale if name in own else 1) for name, many in found.items()}


@cache
def recent_names(sex: str) -> Tally:
    """First names given in England and Wales from 1996 on."""
    found: dict[str, float] = defaultdict(float)
    for row in read_rows("firstname_uk.csv"):
        if row["sex"] == sex:
            found[row["firstname"].title()] += float(row["freq"])
    return _tally(found)


@cache
def surnames(origin: str) -> Tally:
    """Surnames of an origin."""
    if origin == "english":
        return _tally(_english())
    if origin == "welsh":
        return _tally(_of_wales())
    if origin == "chinese":
        return _tally(_chinese())
    listed = _published()[origin]
    head = {name: share for name, share in listed.items() if share}
    rest = [name for name, share in listed.items() if not share]
    return _tally(head | _beyond(origin, head, rest))


def _english() -> dict[str, float]:
    return {
        row["surname"].title(): float(row["freq"])
        for row in read_rows("lastname_uk.csv")
    }


def _of_wales() -> dict[str, float]:
    """Over a third bear a Welsh name, as often as was counted; the rest as in England.

    Of the Welsh names that were not counted, each as often beside the counted five as
    in England and Wales.
    """
    everywhere, facts = _english(), _facts("welsh")
    counted = {name: many for name, many in facts.items() if many}
    scale = sum(counted.values()) / sum(everywhere[name] for name in counted)
    own = {name: many or everywhere[name] * scale for name, many in facts.items()}
    people = _facts("people")["welsh"]
    left = (people - sum(own.values())) / sum(
        share for name, share in everywhere.items() if name not in own
    )
    return own | {
        name: share * left for name, share in everywhere.items() if name not in own
    }


def _chinese() -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for row in read_rows("chinese_surnames_gpl3.csv"):
        found[anyascii(row["surname"]).capitalize()] += float(row["n.1930_2008"])
    return found


@cache
def _published() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = defaultdict(dict)
    with (_HERE / "surnames.csv").open(encoding="utf-8", newline="") as file:
        for origin, name, share in csv.reader(file):
            found[origin][name] = float(share or 0)
    return found


def _facts(origin: str) -> dict[str, float]:
    with (_HERE / "facts.csv").open(encoding="utf-8", newline="") as file:
        return {
            name: float(count or 0)
            for whose, name, count in csv.reader(file)
            if whose == origin
        }


def _beyond(
    origin: str, head: Mapping[str, float], rest: Iterable[str]
) -> dict[str, float]:
    """Names for those whom the counted ones leave; none commoner than those."""
    grown = _grown(origin)
    names = [name for name in [*rest, *grown] if name not in head]
    if origin in _BY_ZIPF:
        return _by_zipf(list(head.values()), names)
    weights = {name: grown[name] for name in names}
    scale = (1 - sum(head.values())) / (sum(weights.values()) or 1.0)
    rarest = min(head.values())
    return {name: min(many * scale, rarest) for name, many in weights.items()}


def _by_zipf(head: list[float], names: list[str]) -> dict[str, float]:
    """As the counted fall from the first to the last, until everybody has a name."""
    ranks = len(head)
    steepness = log(head[0] / head[-1]) / log(ranks)
    left, found = 1 - sum(head), {}
    for rank, name in enumerate(names, start=ranks + 1):
        share = head[0] / rank**steepness
        if left < share:
            break
        found[name], left = share, left - share
    return found


@cache
def _grown(origin: str) -> dict[str, float]:
    """What the endings make of fathers' names, the commonest first."""
    if origin not in _GROWN:
        return {}
    fathers = _weighed(origin, MALE)
    found: dict[str, float] = {}
    for name in sorted(fathers, key=lambda each: -fathers[each]):
        stem = name.rstrip("aeiouăâîyj") or name
        for ending in _GROWN[origin]:
            found.setdefault(stem + ending, fathers[name])
    return found
