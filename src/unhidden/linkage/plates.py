"""Vehicle plates as people see them: whole, misread, half seen.

``?`` stands for one character that was not seen, ``*`` (or ``…``, ``...``) for any
number of them. Letters and digits that are mistaken for each other, by eye or by a
camera, share a fold (O/0, I/1, S/5, B/8, Z/2 and some more).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from itertools import combinations

from rapidfuzz.distance import OSA

from unhidden.linkage.keys import read_capitals

LONGEST_PLATE = 12
SHORTEST_PARTIAL = 3
_SHORTEST_DELETED = 4
_WINDOW = 3
_END = 2
_SLIPS = 2
_SHORTEST_THREES, _LONGEST_THREES = 6, 8
_MANY_SEEN = 5

_GAP = re.compile(r"\.{2,}|…|\*+|%")
_NOT_READ = re.compile(r"[^A-Z0-9?*]")
_FOLDS = str.maketrans("OQDILSBZGU", "000115826V")


class PlateLevel(IntEnum):
    """From one plate to two.

    ``SAME``         every character
    ``FOLDED``       every character but for those that are mistaken for each other
    ``ONE_WRONG``    one character is another, or two neighbours are swapped
    ``ONE_MISSING``  one character is missing or too many
    ``TWO_SLIPS``    two slips, such as one wrong and one missing
    ``CONSISTENT``   what was seen of a partial plate fits the other
    ``NEARLY``       it fits but for one character, and five or more were seen
    ``DIFFERENT``    none of these
    ``NOTHING``      one of them says too little: fewer than three characters
    """

    NOTHING = -1
    DIFFERENT = 0
    NEARLY = 1
    CONSISTENT = 2
    TWO_SLIPS = 3
    ONE_MISSING = 4
    ONE_WRONG = 5
    FOLDED = 6
    SAME = 7


@lru_cache(maxsize=65_536)
def read_plate(text: str) -> str:
    """``text`` in upper case, its letters, digits, ``?`` and ``*`` only.

    Accents go and letters of other scripts become the Latin ones they look like. Empty
    where nothing of it is a plate's, or where it is longer than any plate.
    """
    upper = read_capitals(text[:80])
    read = re.sub(r"\*+", "*", _NOT_READ.sub("", _GAP.sub("*", upper)))
    return read if len(read) <= LONGEST_PLATE else ""


def fold_plate(plate: str) -> str:
    """A plate with the characters that are mistaken for each other as one."""
    return plate.translate(_FOLDS)


def is_partial(plate: str) -> bool:
    """Whether something of it was not seen."""
    return "?" in plate or "*" in plate


def count_seen_characters(plate: str) -> int:
    """How many characters were seen."""
    return len(plate) - plate.count("?") - plate.count("*")


@lru_cache(maxsize=65_536)
def plate_keys(text: str) -> frozenset[str]:
    """Keys under which a plate, whole or partial, is stored and looked up.

    ``d`` the plate, folded, less no, one or two characters: whatever is wrong, missing
    or not seen on one side is left out on the other (symmetric deletion). ``r`` three
    neighbours and ``e`` two at each end, for what is half seen. ``t`` three characters
    by their places, so chosen that any four that were seen hold one of the threes.
    """
    plate = fold_plate(read_plate(text))
    if count_seen_characters(plate) < SHORTEST_PARTIAL:
        return frozenset()
    pieces = re.split(r"[?*]+", plate)
    windows = (window for piece in pieces for window in _windows(piece))
    return frozenset({*_deletions(plate), *windows, *_ends(pieces), *_threes(plate)})


def _deletions(plate: str) -> Iterator[str]:
    """Less up to two characters; those that were not seen are among the two."""
    if "*" in plate:
        return
    known = plate.replace("?", "")
    left = _SLIPS - plate.count("?")
    for count in range(min(left, len(known) - _SHORTEST_DELETED + 1) + 1):
        for out in combinations(range(len(known)), count):
            yield "d:" + "".join(c for i, c in enumerate(known) if i not in out)


def _windows(piece: str) -> Iterator[str]:
    for at in range(len(piece) - _WINDOW + 1):
        yield f"r:{piece[at : at + _WINDOW]}"


def _ends(pieces: list[str]) -> Iterator[str]:
    first, last = pieces[0], pieces[-1]
    if min(len(first), len(last)) >= _END:
        yield f"e:{first[:_END]}|{last[-_END:]}"


def _threes(plate: str) -> Iterator[str]:
    """Turán's choice: three of one group of places, or two and one of the next."""
    if "*" in plate or not _SHORTEST_THREES <= len(plate) <= _LONGEST_THREES:
        return
    for places in combinations(range(len(plate)), 3):
        signs = "".join(plate[i] for i in places)
        if "?" not in signs and _are_chosen([i % 3 for i in places]):
            yield f"t{len(plate)}{''.join(map(str, places))}:{signs}"


def _are_chosen(groups: list[int]) -> bool:
    pairs = [group for group in set(groups) if groups.count(group) > 1]
    return any(set(groups) <= {group, (group + 1) % 3} for group in pairs)


@lru_cache(maxsize=65_536)
def compare_plates(one: str, other: str) -> PlateLevel:
    """The level on which two plates meet; the order of the two does not matter."""
    left, right = read_plate(one), read_plate(other)
    if (
        min(count_seen_characters(left), count_seen_characters(right))
        < SHORTEST_PARTIAL
    ):
        return PlateLevel.NOTHING
    if is_partial(left) or is_partial(right):
        return _by_fit(fold_plate(left), fold_plate(right))
    if left == right:
        return PlateLevel.SAME
    return _by_slips(fold_plate(left), fold_plate(right))


def _by_fit(left: str, right: str) -> PlateLevel:
    wrong = _misread(left, right)
    if not wrong:
        return PlateLevel.CONSISTENT
    if (
        wrong == 1
        and min(count_seen_characters(left), count_seen_characters(right)) >= _MANY_SEEN
    ):
        return PlateLevel.NEARLY
    return PlateLevel.DIFFERENT


def _by_slips(left: str, right: str) -> PlateLevel:
    slips = OSA.distance(left, right)
    if slips > _SLIPS or 2 * slips >= min(len(left), len(right)):
        return PlateLevel.DIFFERENT
    if slips == _SLIPS:
        return PlateLevel.TWO_SLIPS
    if slips == 0:
        return PlateLevel.FOLDED
    same_length = len(left) == len(right)
    return PlateLevel.ONE_WRONG if same_length else PlateLevel.ONE_MISSING


def _misread(left: str, right: str) -> int:
    """How many characters must be wrong if both are of one plate: 0, 1, or more."""
    if "*" not in left + right:
        if len(left) != len(right):
            return 2
        return sum(
            a != b and "?" not in (a, b) for a, b in zip(left, right, strict=True)
        )
    if _meet(left, right):
        return 0
    signs = (i for i, sign in enumerate(left) if sign != "*")
    is_one = any(_meet(f"{left[:i]}?{left[i + 1 :]}", right) for i in signs)
    return 1 if is_one else 2


def _meet(left: str, right: str) -> bool:
    """Whether some plate fits both patterns."""
    reached = {(0, 0)}
    waiting = [(0, 0)]
    while waiting:
        i, j = waiting.pop()
        if i == len(left) and j == len(right):
            return True
        for step in _steps(left[i : i + 1], right[j : j + 1]):
            state = (i + step[0], j + step[1])
            if state not in reached:
                reached.add(state)
                waiting.append(state)
    return False


def _steps(a: str, b: str) -> Iterator[tuple[int, int]]:
    """How far each pattern may go on: past a ``*``, or past one character of both."""
    if a == "*":
        yield 1, 0
        if b:
            yield 0, 1
    if b == "*":
        yield 0, 1
        if a:
            yield 1, 0
    if a and b and "*" not in (a, b) and (a == b or "?" in (a, b)):
        yield 1, 1
