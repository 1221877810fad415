"""Pairs against the truth: precision, recall and F1, with a cut that labels do not see.

A cut in bits is chosen on the pairs of one half of the people and tried on the other
half's, both ways, so that no pair is judged by a cut that it helped to choose. A pair
is of the half of its first record's person. True pairs that blocking lost count as
missed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

Pair = tuple[object, object, float]


@dataclass(frozen=True, slots=True)
class Quality:
    """Of pairs taken for the same; ``cuts`` are the bits they were taken from."""

    precision: float
    recall: float
    f1: float
    cuts: tuple[float, ...] = ()


def quality(right: int, taken: int, true: int, cuts: tuple[float, ...] = ()) -> Quality:
    """From counts of pairs."""
    precision = right / taken if taken else 0.0
    recall = right / true if true else 0.0
    both = precision + recall
    return Quality(
        precision, recall, 2 * precision * recall / both if both else 0, cuts
    )


def true_pairs(person_of: Mapping[object, object], half: int | None = None) -> int:
    """How many pairs of records there are of one person, of one half or of all."""
    sizes = Counter(person_of.values())
    return sum(
        n * (n - 1) // 2
        for person, n in sizes.items()
        if half is None or half_of(person) == half
    )


def half_of(person: object) -> int:
    """0 or 1, by the hash of the person's name in the data."""
    return blake2b(str(person).encode(), digest_size=1).digest()[0] & 1


def cross_fitted(pairs: Iterable[Pair], person_of: Mapping[object, object]) -> Quality:
    """Each half cut where the other half's F1 is best; both together."""
    halves: list[list[tuple[float, bool]]] = [[], []]
    for left, right, bits in pairs:
        person = person_of[left]
        halves[half_of(person)].append((bits, person == person_of[right]))
    cuts = [best_cut(half, true_pairs(person_of, n)) for n, half in enumerate(halves)]
    right = taken = 0
    for half, cut in zip(halves, reversed(cuts), strict=True):
        above = [is_true for bits, is_true in half if bits >= cut]
        right, taken = right + sum(above), taken + len(above)
    return quality(right, taken, true_pairs(person_of), tuple(cuts))


def best_cut(scored: Sequence[tuple[float, bool]], true: int) -> float:
    """The weight from which pairs must be taken for the best F1."""
    ordered = sorted(scored, key=lambda each: -each[0])
    best, cut, right = -1.0, 0.0, 0
    for n, (bits, is_true) in enumerate(ordered):
        right += is_true
        is_last = n + 1 == len(ordered) or ordered[n + 1][0] < bits
        f1 = 2 * right / (n + 1 + true)
        if is_last and f1 > best:
            best, cut = f1, bits
    return cut


def clusters_quality(
    cluster_of: Mapping[object, object], person_of: Mapping[object, object]
) -> Quality:
    """Every two records of one cluster are a pair."""
    members: dict[object, list[object]] = defaultdict(list)
    for record, cluster in cluster_of.items():
        members[cluster].append(record)
    right = taken = 0
    for records in members.values():
        taken += len(records) * (len(records) - 1) // 2
        people = Counter(person_of[record] for record in records)
        right += sum(n * (n - 1) // 2 for n in people.values())
    return quality(right, taken, true_pairs(person_of))
