"""Which word of one name answers to which of the other, in whatever order."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from unhidden.linkage.names.parts import PartLevel, PartMatch, compare_parts
from unhidden.linkage.names.reading import NamePart, ParsedName

_CLOSELY = 0.8
_LONG_ENOUGH = 5
_RANK = itemgetter(0, 1, 2, 3)


class WordPair(NamedTuple):
    """Two words that answer to each other."""

    one: NamePart
    other: NamePart
    match: PartMatch


@dataclass(frozen=True, slots=True)
class Alignment:
    """The pairs, and the words of either name that answer to none, small ones too."""

    pairs: tuple[WordPair, ...]
    left_over: tuple[NamePart, ...]
    right_over: tuple[NamePart, ...]


def align_names(one: ParsedName, other: ParsedName) -> Alignment:
    """Pairs by nearness, the best first, each part in one pair at most.

    The strong parts of the shorter name all find a pair; a poor one is ``DIFFERENT``.
    Parts that were run together on one side are run together on the other.
    """
    lefts = _run_together(_with_small(one, other), other.strong)
    rights = _run_together(_with_small(other, one), lefts)
    pairs, used_left, used_right = _pairs(lefts, rights)
    return Alignment(
        pairs,
        _rest(lefts, used_left) + _small_only_in(one, other),
        _rest(rights, used_right) + _small_only_in(other, one),
    )


def _with_small(name: ParsedName, other: ParsedName) -> tuple[NamePart, ...]:
    """The strong parts, and the small ones that ``other`` has among its strong."""
    if not name.small:
        return name.strong
    wanted = {part.plain for part in other.strong if part.is_weak}
    return name.strong + tuple(p for p in name.small if p.plain in wanted)


def _pairs(
    lefts: tuple[NamePart, ...], rights: tuple[NamePart, ...]
) -> tuple[tuple[WordPair, ...], set[int], set[int]]:
    ranked = [
        (match.rank, abs(i - j), i, j, match)
        for i, left in enumerate(lefts)
        for j, right in enumerate(rights)
        for match in (compare_parts(left, right),)
    ]
    ranked.sort(key=_RANK)
    pairs: list[WordPair] = []
    used_left: set[int] = set()
    used_right: set[int] = set()
    for _, _, i, j, match in ranked:
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            pairs.append(WordPair(lefts[i], rights[j], match))
    return tuple(pairs), used_left, used_right


def _rest(parts: tuple[NamePart, ...], used: set[int]) -> tuple[NamePart, ...]:
    return tuple(part for i, part in enumerate(parts) if i not in used)


def _small_only_in(name: ParsedName, other: ParsedName) -> tuple[NamePart, ...]:
    """The small words that only ``name`` has."""
    if not name.small:
        return ()
    theirs = {part.plain for part in other.parts}
    return tuple(part for part in name.small if part.plain not in theirs)


def _run_together(
    parts: tuple[NamePart, ...], others: tuple[NamePart, ...]
) -> tuple[NamePart, ...]:
    """``parts`` with two neighbours as one where ``others`` have them as one."""
    for i in range(len(parts) - 1):
        one, next_one = parts[i], parts[i + 1]
        for other in others:
            if _may_be_both(one, next_one, other) and _is_both(one, next_one, other):
                both = _joined(one, next_one)
                return _run_together((*parts[:i], both, *parts[i + 2 :]), others)
    return parts


def _joined(one: NamePart, next_one: NamePart) -> NamePart:
    return NamePart(one.written + next_one.written, one.plain + next_one.plain)


def _may_be_both(one: NamePart, next_one: NamePart, other: NamePart) -> bool:
    """A quick look before the slow one: the lengths, and one end of the letters."""
    length = len(one.plain) + len(next_one.plain)
    wanted = len(other.plain)
    return (
        length >= _LONG_ENOUGH
        and -_LONG_ENOUGH <= length - wanted <= _LONG_ENOUGH
        and len(one.plain) < wanted > len(next_one.plain)
        and (one.plain[0] == other.plain[0] or next_one.plain[-1] == other.plain[-1])
    )


def _is_both(one: NamePart, next_one: NamePart, other: NamePart) -> bool:
    match = compare_parts(_joined(one, next_one), other)
    if match.level < PartLevel.MISSPELT:
        return False
    if match.level == PartLevel.MISSPELT and match.nearness < _CLOSELY:
        return False
    apart = (compare_parts(one, other), compare_parts(next_one, other))
    if PartLevel.SAME in (apart[0].level, apart[1].level):
        return False
    return match.level > max(found.level for found in apart) or (
        match.nearness > max(found.nearness for found in apart)
    )
