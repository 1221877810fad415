"""Derive how common parts of names are, from lists of counts that were read.

``python -m benchmarks.linkage.derive_commonness FOLDER NAMES CLDR`` prints the table
that ``unhidden.linkage.names.commonness`` reads. ``FOLDER`` holds the files of
``LISTS``, the others are the packages ``names`` 0.3.0 of Python and ``cldr-core``
48.2.0 of Node as they are published. Each must have the digest that is written here, so
that the table can be made again to the letter.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
import tarfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import log2
from pathlib import Path
from statistics import fmean

from unhidden.linkage.names.parts import is_latin
from unhidden.linkage.names.reading import read_name

Shares = dict[str, float]
#: Of a list in its order: each name with its rank, and its share where it has one.
Ranked = list[tuple[int, str, float | None]]
Row = Mapping[str, str]

LISTS = {
    "lastname_uk.csv": (
        "29866f0e6cd6527102ed9cc57c7cf7f5d7de601d6286b686ee3c2203bed3bfcc"
    ),
    "firstname_uk.csv": (
        "d4ae94977d96d958b367ed4230e080a1533ad98406dbb1e6dff67f49a408df57"
    ),
    "lastname_us.csv": (
        "8a8269bdad6fa27b108fe792247eb30baf3625a7bb80cdb62d1c75e8aa9350c8"
    ),
    "surnames_by_country.csv": (
        "32cb28bea558a9d353feeef097da03c6488a4e7ba9398e5983cee2f0b9caa91c"
    ),
    "forenames_by_country.csv": (
        "b55fbdd0cbc8ddfa7345322e9ebd479cc52fa1f90a5ee7e382a68b5487b01292"
    ),
}
NAMES = "726e46254f2ed03f1ffb5d941dae3bc67c35123941c29becd02d48d0caa2a671"
CLDR = "5310e0c7a06c1feb83dc8e54c8584bbe0b9c2ea8320172a18d541986b124585d"
HEAD = """\
# How common parts of names are, as shares of people. Made by
# benchmarks/linkage/derive_commonness.py; no line is written by hand. From
# - Office for National Statistics: surnames, and given names of babies of 1996 to
#   2018, England and Wales; United States: surnames of a sample, by group; all as
#   carried by the R package sdglinkage 0.1.0 (cran/sdglinkage eb62e13, MIT)
# - United States census of 1990 (public domain): surnames, given names of men and of
#   women, as carried by the Python package names 0.3.0 (MIT)
# - the commonest names of 75 countries: sigpwned/popular-names-by-country-dataset
#   (CC0), counts among the populations of cldr-core 48.2.0 (Unicode License V3). A
#   list of these that has no counts takes what the others have at each rank.
# Of those counted here, words whose letters are likelier another people's are left
# out; given names go in and out of use, and count no less than unseen ones.
# A line: what it is, a share in millionths, and the words that have it. "unseen" is
# followed by letters: what a word of so many has that stands in no list.
"""
#: Half of people are of the sex among whom a given name was counted.
_OF_ONE_SEX = 0.5
#: What fewer in a million have tells nothing of a people who live elsewhere; what was
#: met fewer times than these in a sample tells how large the sample was.
_LEAST, _MET = 1e-5, 5
_GROUPS = ("Asian or Pacific Islander", "Hispanic", "Black (not Hispanic)")
#: Of words of so few letters there are few: they count as common as these ranks.
_FEW_LETTERS = {1: 5, 2: 5, 3: 5, 4: 10}
#: The lists of these countries hold names that the counted lists above hold, and Sweden
#: stands under the code of El Salvador.
_COUNTED_ELSEWHERE = frozenset({"GB", "US", "CA", "AU", "NZ", "DO"})
_MISCODED = {"SV": "SE"}
_LEAST_OF_FIRST = 2e-3
#: What so many of those who were counted have is taken for a word of theirs, and of
#: what so many have it is learnt which letters are; bits by which a word is theirs.
_THEIRS, _OFTEN, _CLEARLY = 2e-3, 1e-4, 4.0
_ADDED, _ALPHABET = 0.3, 27
_MANY, _CAME = 3.5e-4, 80
_ORDINARY, _LONGEST = 8, 12
_TOP, _PER_LINE = 10, 12


def main() -> None:
    """Print the table."""
    folder, names, cldr = map(Path, sys.argv[1:])
    held = {name: _rows(folder / name, digest) for name, digest in LISTS.items()}
    census, people = _census(names), _populations(cldr)
    countries = _by_country(held["surnames_by_country.csv"], people)
    uk = _summed((row["surname"], row["freq"]) for row in held["lastname_uk.csv"])
    counted = [_words(uk), _words(census["all.last"])]
    ranks = _mean_of_ranks([*map(_descending, counted), *_shares_of(countries)])
    forenames = _given(held["forenames_by_country.csv"])
    is_ours = _tell_ours(counted, [*countries, *forenames])
    surnames = [
        *(
            {word: s for word, s in shares.items() if is_ours(word)}
            for shares in counted
        ),
        *_groups(held["lastname_us.csv"]),
        *(_placed(told, ranks) for told in countries),
    ]
    men, women = census["male.first"], census["female.first"]
    ranks_of_given = _mean_of_ranks([_descending(men), _descending(women)])
    given = [
        *map(_words, (men, women, _babies(held["firstname_uk.csv"]))),
        *(_placed(told, ranks_of_given) for told in forenames),
    ]
    sys.stdout.write(HEAD)
    _print_words("surname", surnames, 1.0)
    _print_words("given", given, _OF_ONE_SEX)
    _print_unseen(counted, ranks, fmean(s[-1] for s in _shares_of(countries)))


def _rows(path: Path, digest: str) -> list[Row]:
    text = _read_checked(path, digest).decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def _read_checked(path: Path, digest: str) -> bytes:
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        raise ValueError(path.name)
    return content


def _census(archive: Path) -> dict[str, Shares]:
    """The three files of the census: a name, its share in hundredths, a sum, a rank."""
    _read_checked(archive, NAMES)
    found = {}
    with tarfile.open(archive) as held:
        for name in ("all.last", "male.first", "female.first"):
            file = held.extractfile(f"names-0.3.0/names/dist.{name}")
            lines = file.read().decode().splitlines() if file else []
            found[name] = {
                line.split()[0].lower(): float(line.split()[1]) / 100 for line in lines
            }
    return found


def _summed(named: Iterable[tuple[str, float | str]]) -> Shares:
    found: Shares = defaultdict(float)
    for name, share in named:
        found[name] += float(share)
    return found


def _groups(rows: Sequence[Row]) -> Iterator[Shares]:
    """Of each group those that were met more than a few times."""
    for group in _GROUPS:
        theirs = [row for row in rows if row["race"] == group]
        least = _MET * min(float(row["freq"]) for row in theirs)
        named = ((row["lastname"], row["freq"]) for row in theirs)
        often = {n: share for n, share in _summed(named).items() if share >= least}
        yield _words(often)


def _babies(rows: Sequence[Row]) -> Shares:
    """Each name as in the year that had most of it."""
    found: Shares = defaultdict(float)
    for row in rows:
        found[row["firstname"]] = max(found[row["firstname"]], float(row["freq"]))
    return found


def _latin(row: Row) -> str:
    return row["Romanized Name"] or (
        row["Localized Name"] if is_latin(row["Localized Name"]) else ""
    )


def _populations(archive: Path) -> dict[str, int]:
    """How many people live in each country."""
    _read_checked(archive, CLDR)
    with tarfile.open(archive) as held:
        file = held.extractfile("package/supplemental/territoryInfo.json")
        told = json.load(file)["supplemental"]["territoryInfo"] if file else {}
    return {code: int(of["_population"]) for code, of in told.items()}


def _by_country(rows: Sequence[Row], people: Mapping[str, int]) -> list[Ranked]:
    """Each country's list; forms of one name have one rank, and one share."""
    lists: dict[str, Ranked] = defaultdict(list)
    for row in rows:
        country = _MISCODED.get(row["Country"], row["Country"])
        if country not in _COUNTED_ELSEWHERE:
            told = lists[country]
            rank = int(row["Rank"]) if row["Rank"] else len(told) + 1
            share = int(row["Count"] or 0) / people[country]
            told += [(rank, name, share or None) for name in _latin(row).split("/")]
    return [
        told if _is_of_people(told) else [(rank, name, None) for rank, name, _ in told]
        for told in lists.values()
    ]


def _is_of_people(told: Ranked) -> bool:
    """Whether the counts can be of a whole people: a few lists count a part of it."""
    return max(share or 0.0 for _, _, share in told) >= _LEAST_OF_FIRST


def _given(rows: Sequence[Row]) -> list[Ranked]:
    """A list for each country, group and sex."""
    lists: dict[tuple[str, ...], Ranked] = defaultdict(list)
    for row in rows:
        of = tuple(row[each] for each in ("Country", "Country Group", "Year", "Gender"))
        lists[of].append((int(row["Index"]), _latin(row), None))
    return list(lists.values())


def _descending(shares: Shares) -> list[float]:
    return sorted(shares.values(), reverse=True)


def _shares_of(countries: Iterable[Ranked]) -> list[list[float]]:
    """The shares by rank of each country that has some."""
    lists = [
        {rank: share for rank, _, share in told if share is not None}
        for told in countries
    ]
    return [sorted(shares.values(), reverse=True) for shares in lists if shares]


def _mean_of_ranks(lists: Sequence[Sequence[float]]) -> list[float]:
    """What the first, the second … of a list has, on the mean of those that go so far.

    Never more than the rank before it.
    """
    found: list[float] = []
    for rank in range(max(map(len, lists))):
        mean = fmean(shares[rank] for shares in lists if len(shares) > rank)
        found.append(min([mean, *found[-1:]]))
    return found


def _placed(told: Ranked, ranks: Sequence[float]) -> Shares:
    """The words of a list, with their own shares or else those of their ranks."""
    by_rank = {
        (part, rank): ranks[rank - 1] if share is None else share
        for rank, name, share in told
        for part in _parts(name)
    }
    return _summed((part, share) for (part, _), share in by_rank.items())


def _words(shares: Shares) -> Shares:
    """Each word with what all names that hold it have (O'Neill and Oneill)."""
    return _summed(
        (part, share) for name, share in shares.items() for part in _parts(name)
    )


def _parts(name: str) -> list[str]:
    return [
        part.plain
        for part in read_name(name).strong
        if len(part.plain) > 1 and part.plain.isalpha()
    ]


def _print_words(what: str, lists: Iterable[Shares], part_of_people: float) -> None:
    """The largest share of each word in any list, rounded to two digits."""
    largest: Shares = defaultdict(float)
    for shares in lists:
        for word, share in shares.items():
            largest[word] = max(largest[word], share * part_of_people)
    by_share: dict[int, list[str]] = defaultdict(list)
    for word, share in largest.items():
        if share >= _LEAST:
            by_share[int(float(f"{share * 1e6:.2g}"))].append(word)
    for millionths in sorted(by_share, reverse=True):
        words = sorted(by_share[millionths])
        for start in range(0, len(words), _PER_LINE):
            some = " ".join(words[start : start + _PER_LINE])
            sys.stdout.write(f"{what} {millionths} {some}\n")


def _print_unseen(
    counted: Sequence[Shares], ranks: Sequence[float], last: float
) -> None:
    """By letters: what no list of the commonest holds is no commoner than their last.

    The longer a word, the rarer it is among those that were counted.
    """
    beyond = []
    for shares in counted:
        first = _descending(shares)[_TOP]
        beyond.append({name: of for name, of in shares.items() if of < first})
    ordinary = fmean(_mean_share(shares, 5, _ORDINARY) for shares in beyond)
    for letters in range(1, _LONGEST + 1):
        if letters in _FEW_LETTERS:
            share = max(last, ranks[_FEW_LETTERS[letters] - 1])
        elif letters > _ORDINARY:
            of = fmean(_mean_share(shares, letters, letters) for shares in beyond)
            share = min(share, last * of / ordinary)
        else:
            share = last
        sys.stdout.write(f"unseen {share * 1e6:.0f} {letters}\n")


def _tell_ours(
    counted: Sequence[Shares], lists: Iterable[Ranked]
) -> Callable[[str], bool]:
    """What tells whether a counted word is of those who were counted.

    A count among one people says nothing of how common a word is among another, some
    of whom live among them: by its letters, three at a time, a word must be likelier
    one of the counted peoples' often met words than of the names of all other
    countries. What many of those who were counted have is theirs. What many have in
    Britain and nobody in the America of 1990 came to Britain of late.
    """
    other = {part for told in lists for _, name, _ in told for part in _parts(name)}
    often = {
        word
        for shares in counted
        for word, share in shares.items()
        if share >= _OFTEN and word not in other
    }
    ours, theirs = _letters(often), _letters(other)
    britain, america = counted
    largest = _summed(pair for shares in counted for pair in shares.items())

    def is_ours(word: str) -> bool:
        here, there = britain.get(word, 0.0), america.get(word, 0.0)
        if here >= _MANY and there * _CAME < here:
            return False
        return largest[word] >= _THEIRS or ours(word) - theirs(word) >= _CLEARLY

    return is_ours


def _letters(words: Iterable[str]) -> Callable[[str], float]:
    """What tells how likely a word is made of letters as these are, in bits."""
    runs: Counter[str] = Counter()
    for word in words:
        runs.update(_runs(word))
    begun: Counter[str] = Counter()
    for run, often in runs.items():
        begun[run[:-1]] += often

    def bits(word: str) -> float:
        return sum(
            log2((runs[run] + _ADDED) / (begun[run[:-1]] + _ADDED * _ALPHABET))
            for run in _runs(word)
        )

    return bits


def _runs(word: str) -> list[str]:
    framed = f"^^{word}$"
    return [framed[at : at + 3] for at in range(len(framed) - 2)]


def _mean_share(shares: Shares, least: int, most: int) -> float:
    """How many have the name of somebody whose name has so many letters."""
    some = [share for name, share in shares.items() if least <= len(name) <= most]
    return sum(share * share for share in some) / (sum(some) or 1)


if __name__ == "__main__":
    main()
