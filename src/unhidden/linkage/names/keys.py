"""The keys of a name: two names that may be one person's share at least one.

Families, in the order in which a long name gives them up (``MOST_KEYS``):

``p``  two parts by their skeletons, in either order: first with last, then the others
``w``  every part in its plain letters, in any order: the same name, before its like
``j``  the whole name run together, for spaces that were lost or gained
``e``  a part by the name it is a form of, with the skeleton of another part
``i``  the first sound of one part with the whole skeleton of the other
``d``  first and last part with one consonant left out: any one consonant may be wrong
``x``  a part by the name it is a form of, with how another part begins
``s``  one part alone: the only part there is, or one long enough to be rare
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, islice

from unhidden.linkage.names.equivalents import find_equivalents
from unhidden.linkage.names.reading import NamePart, ParsedName, read_name
from unhidden.linkage.names.skeleton import make_skeletons

MOST_KEYS = 40
_RARE_ALONE = 5
_PAIRED_PARTS = 5
_BEGINNING = 2
_LONG_WEAK = 4


@lru_cache(maxsize=65_536)
def name_keys(name: str) -> frozenset[str]:
    """At most forty keys under which ``name`` is to be stored and looked up.

    None for a text without letters. The keys are plain text of A to Z, digits and
    separators; the same name always has the same.
    """
    return frozenset(islice(dict.fromkeys(_keys(read_name(name))), MOST_KEYS))


def lone_keys(name: str) -> frozenset[str]:
    """How each part of ``name`` sounds: by these a name of one part finds longer ones.

    To be stored with every name, and looked up for one of a single part alone: the
    parts of a longer one are had by too many.
    """
    parts = (part for part in read_name(name).strong if not part.is_initial)
    return frozenset(f"a:{key}" for part in parts for key in make_skeletons(part.plain))


def _keys(name: ParsedName) -> Iterator[str]:
    parts = name.strong
    if len(parts) == 1:
        yield from _alone(parts[0])
    if len(parts) < 2:
        return
    first, last = parts[0], parts[-1]
    yield from _pair(first, last)
    yield from _pairs_of_runs(parts)
    yield "w:" + "|".join(sorted(part.plain for part in parts))
    yield f"j:{make_skeletons(name.joined)[0]}"
    yield from _other_pairs(name)
    yield from _equivalent_pairs(parts)
    yield from _initials(parts)
    yield from _one_left_out(_skeleton(first), _skeleton(last))
    yield from _equivalents_and_beginnings(first, last)
    yield from (
        f"s:{key}" for part in parts if len(key := _skeleton(part)) >= _RARE_ALONE
    )


def _skeleton(part: NamePart) -> str:
    return make_skeletons(part.plain)[0]


def _pair(one: NamePart, other: NamePart) -> Iterator[str]:
    for left in make_skeletons(one.plain):
        for right in make_skeletons(other.plain):
            yield "p:" + "|".join(sorted((left, right)))


def _pairs_of_runs(parts: tuple[NamePart, ...]) -> Iterator[str]:
    """The first part with all others run together, and all but the last so."""
    if len(parts) > 2:
        yield from _pair(parts[0], _run(parts[1:]))
        yield from _pair(_run(parts[:-1]), parts[-1])


def _run(parts: tuple[NamePart, ...]) -> NamePart:
    plain = "".join(part.plain for part in parts)
    return NamePart(plain, plain)


def _other_pairs(name: ParsedName) -> Iterator[str]:
    full = [part for part in name.strong if not part.is_initial]
    for one, other in combinations(full[:_PAIRED_PARTS], 2):
        yield from _pair(one, other)
    for part in name.parts:
        if part.is_weak and len(part.plain) >= _LONG_WEAK:
            yield from _pair(name.strong[0], part)


def _equivalent_pairs(parts: tuple[NamePart, ...]) -> Iterator[str]:
    first, last = parts[0], parts[-1]
    others = [*parts[1:_PAIRED_PARTS], *([_run(parts[1:])] if len(parts) > 2 else [])]
    for named in find_equivalents(first.plain):
        yield from (f"e:{named}|{_skeleton(other)}" for other in others)
    fronts = [first, *([_run(parts[:-1])] if len(parts) > 2 else [])]
    for named in find_equivalents(last.plain):
        yield from (f"e:{named}|{_skeleton(other)}" for other in fronts)
        yield from (
            "e:" + "|".join(sorted((named, known)))
            for known in find_equivalents(first.plain)[:_BEGINNING]
        )


def _initials(parts: tuple[NamePart, ...]) -> Iterator[str]:
    first, last = parts[0], parts[-1]
    for left, right in ((first, last), (last, first), (parts[1], first)):
        if not right.is_initial:
            yield f"i:{_skeleton(left)[0]}|{_skeleton(right)}"


def _one_left_out(one: str, other: str) -> Iterator[str]:
    """The pair itself, for a consonant that the other name has too many."""
    yield _left_out(one, other)
    for at in range(len(one)):
        yield _left_out(one[:at] + one[at + 1 :], other)
    for at in range(len(other)):
        yield _left_out(one, other[:at] + other[at + 1 :])


def _left_out(one: str, other: str) -> str:
    return "d:" + "|".join(sorted((one, other)))


def _equivalents_and_beginnings(first: NamePart, last: NamePart) -> Iterator[str]:
    for one, other in ((first, last), (last, first)):
        begins = _skeleton(other)
        if len(begins) > _BEGINNING:
            for named in find_equivalents(one.plain):
                yield f"x:{named}|{begins[:_BEGINNING]}"


def _alone(part: NamePart) -> Iterator[str]:
    for skeleton in make_skeletons(part.plain):
        yield f"s:{skeleton}"
        yield f"j:{skeleton}"
    yield from (f"e:{named}" for named in find_equivalents(part.plain))
    whole = _skeleton(part)
    yield from (f"a:{whole[:at]}{whole[at + 1 :]}" for at in range(len(whole)))
