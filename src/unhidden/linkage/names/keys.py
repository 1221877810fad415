"""The keys of a name: two names that may be one person's share at least one.

Families, in the order in which a long name gives them up (``MOST_KEYS``):

``p``  two parts by their skeletons, in either order: first with last, then the others
``e``  the same pair with a curated equivalent for one or both parts
``i``  the first sound of one part with the whole skeleton of the other
``d``  first and last part with one consonant left out: any one consonant may be wrong
``j``  the whole name run together, for spaces that were lost or gained
``s``  one part alone: the only part there is, or one long enough to be rare
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, islice

from unhidden.linkage.names.equivalents import equivalents
from unhidden.linkage.names.reading import Name, Part, read_name
from unhidden.linkage.names.skeleton import skeletons

MOST_KEYS = 40
_RARE_ALONE = 5
_PAIRED_PARTS = 4


@lru_cache(maxsize=65_536)
def name_keys(name: str) -> frozenset[str]:
    """At most forty keys under which ``name`` is to be stored and looked up.

    None for a text without letters. The keys are plain text of A to Z, digits and
    separators; the same name always has the same.
    """
    read = read_name(name)
    unique = dict.fromkeys(_keys(read))
    return frozenset(islice(unique, MOST_KEYS))


def _keys(name: Name) -> Iterator[str]:
    parts = name.strong
    if not parts:
        return
    full = [part for part in parts if not part.is_initial] or list(parts)
    if len(parts) == 1:
        yield from _alone(parts[0])
        return
    first, last = parts[0], parts[-1]
    yield from _pair(first, last)
    yield from _joined(name)
    for one, other in combinations(full[:_PAIRED_PARTS], 2):
        yield from _pair(one, other)
    yield from _split(parts)
    yield from (
        key
        for part in name.parts
        if part.is_weak and len(part.plain) > 3
        for key in _pair(first, part)
    )
    yield from _equivalent_pairs(first, last)
    yield from _initials(first, last)
    yield from _one_left_out(first, last)
    yield from (
        f"s:{key}"
        for part in full
        if len(key := skeletons(part.plain)[0]) >= _RARE_ALONE
    )


def _pair(one: Part, other: Part) -> Iterator[str]:
    for left in skeletons(one.plain):
        for right in skeletons(other.plain):
            yield "p:" + "|".join(sorted((left, right)))


def _equivalent_pairs(one: Part, other: Part) -> Iterator[str]:
    for left, right in ((one, other), (other, one)):
        for symbol in equivalents(left.plain):
            yield f"e:{symbol}|{skeletons(right.plain)[0]}"


def _initials(one: Part, other: Part) -> Iterator[str]:
    for left, right in ((one, other), (other, one)):
        if not right.is_initial:
            yield f"i:{skeletons(left.plain)[0][0]}|{skeletons(right.plain)[0]}"


def _one_left_out(one: Part, other: Part) -> Iterator[str]:
    left, right = sorted((skeletons(one.plain)[0], skeletons(other.plain)[0]))
    for at in range(len(left)):
        yield f"d:{left[:at]}{left[at + 1 :]}|{right}"
    for at in range(len(right)):
        yield f"d:{left}|{right[:at]}{right[at + 1 :]}"


def _split(parts: tuple[Part, ...]) -> Iterator[str]:
    """The first part with all others run together, and all but the last so."""
    if len(parts) > 2:
        rest = "".join(part.plain for part in parts[1:])
        front = "".join(part.plain for part in parts[:-1])
        yield from _pair(parts[0], Part(rest, rest))
        yield from _pair(Part(front, front), parts[-1])


def _joined(name: Name) -> Iterator[str]:
    yield f"j:{skeletons(name.joined)[0]}"


def _alone(part: Part) -> Iterator[str]:
    for skeleton in skeletons(part.plain):
        yield f"s:{skeleton}"
        yield f"j:{skeleton}"
    for symbol in equivalents(part.plain):
        yield f"e:{symbol}"
    skeleton = skeletons(part.plain)[0]
    for at in range(len(skeleton)):
        yield f"sd:{skeleton[:at]}{skeleton[at + 1 :]}"
