"""What may be the same as a subject: likely by what is said, or by what is shared."""

from __future__ import annotations

from itertools import chain
from uuid import UUID

from unhidden.intelligence.subjects.queries.matching import (
    compare_with_mentions,
    load_things,
    rank_candidates,
)
from unhidden.intelligence.subjects.queries.shared import (
    PartsByMention,
    find_shared_parts,
)
from unhidden.intelligence.subjects.rules import matching
from unhidden.intelligence.subjects.rules.matching import MatchComparison
from unhidden.intelligence.subjects.rules.shared import (
    SHARED,
    add_parts,
    is_worth_offering,
)

#: So many are compared because they share a thing, whether or not they share keys.
MOST_SHARING = 20


def weigh_candidates(
    mention_id: UUID, members: frozenset[UUID]
) -> dict[UUID, MatchComparison]:
    """What may be the same as these mentions, each by the best of its comparisons.

    Those that are likely enough, and those that share a joined thing with them.
    """
    things = load_things(members)
    if mention_id not in things:
        return {}
    kind, _ = things[mention_id]
    parts = find_shared_parts(members, kind)
    found = list(chain.from_iterable(rank_candidates([*things.values()])))
    found += compare_with_mentions([*things.values()], _offered(parts))
    best: dict[UUID, MatchComparison] = {}
    for each in found:
        weighed = add_parts(each.comparison, parts.get(each.mention_id, ()))
        kept = best.get(each.mention_id)
        if kept is None or kept.bits < weighed.bits:
            best[each.mention_id] = weighed
    return {key: each for key, each in best.items() if advise_pair(each)}


def _offered(parts: PartsByMention) -> list[UUID]:
    """The mentions that share enough to be offered, the most first."""
    worth = [key for key, some in parts.items() if is_worth_offering(some)]
    worth.sort(key=lambda key: (-sum(part.bits for part in parts[key]), str(key)))
    return worth[:MOST_SHARING]


def advise_pair(found: MatchComparison) -> str:
    """As matching advises; else "shared" where what they share is worth a question."""
    if found.related_by:
        return matching.RELATED
    is_shared = is_worth_offering(found.evidence)
    return matching.advise_match(found.bits) or (SHARED if is_shared else "")
