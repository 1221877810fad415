"""Which mentions may be the same thing as one, as far as the viewer may see."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from django.db import connection
from psycopg.types.json import Jsonb

from unhidden.intelligence.models import Mention, MentionKind, Trace
from unhidden.intelligence.subjects.queries.serving import weights_of
from unhidden.intelligence.subjects.rules import matching, traces
from unhidden.intelligence.subjects.rules.matching import (
    MatchComparison,
    ModelWeights,
    Profile,
)
from unhidden.intelligence.subjects.rules.traces import MentionTrace, TracedEntry
from unhidden.linkage.priors import FEWEST
from unhidden.places import queries as places

#: Of each key so many mentions are looked at, and so many candidates compared. People
#: share the keys of a common name with many: fewer would lose those who have one.
CAP, CAP_OF_PEOPLE, MOST_COMPARED = 200, 1_000, 100
PERSON = MentionKind.PERSON.value
_CANDIDATES = "select * from wall.candidates(%s, %s, %s, %s)"
Thing = tuple[str, MentionTrace]
_SERVING = """
select wall.people_traced(),
       (select model_id from intelligence_modelpublication order by turn desc limit 1),
       (select id from intelligence_peoplecount order by turn desc limit 1)
"""


@dataclass(frozen=True, slots=True)
class MatchCandidate:
    """A mention that may be the same thing, with what speaks for and against it."""

    mention_id: UUID
    comparison: MatchComparison


def list_candidates(things: Sequence[Thing]) -> list[list[MatchCandidate]]:
    """Of each thing the mentions that deserve a look, the likeliest first.

    Those that may be relatives come last.
    """
    return [
        split_by_weight(found)[0] + pick_relatives(found)
        for found in rank_candidates(things)
    ]


def split_by_weight(
    ranked: Sequence[MatchCandidate],
) -> tuple[list[MatchCandidate], list[MatchCandidate]]:
    """Of those that share keys what deserves a look; where none does, what is weak."""
    worthy = [each for each in ranked if each.comparison.bits >= matching.ASK]
    if worthy:
        return worthy, []
    return [], [each for each in ranked if matching.is_weak(each.comparison)]


def pick_relatives(ranked: Iterable[MatchCandidate]) -> list[MatchCandidate]:
    """Of those that share keys who may be a relative and is not asked about."""
    return [each for each in ranked if each.comparison.related_by]


def rank_candidates(things: Sequence[Thing]) -> list[list[MatchCandidate]]:
    """Of each thing the mentions that share keys with it, the likeliest first."""
    return [sorted(found, key=_by_weight) for found in list_compared_candidates(things)]


def _by_weight(each: MatchCandidate) -> tuple[float, float, UUID]:
    found = each.comparison
    return -found.bits, -found.bits_unlimited, each.mention_id


def list_compared_candidates(things: Sequence[Thing]) -> list[list[MatchCandidate]]:
    """Of each thing the mentions in the transaction's view that share keys.

    However unlikely; a thing is its kind and its trace. All are asked about at once.
    """
    if not things:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_CANDIDATES, build_candidate_query(things))
        rows = cursor.fetchall()
    found: list[list[MatchCandidate]] = [[] for _ in things]
    if not rows:
        return found
    # Each row names the model: no second question, while somebody types.
    among, model_id, count_id = rows[0][-3:]
    of_people = any(kind == PERSON for kind, _ in things)
    weights = weights_of(model_id, count_id) if of_people else None
    comparers = [
        matching.build_comparer(kind, trace.profile, among=among, weights=weights)
        for kind, trace in things
    ]
    for number, mention_id, said, *_ in rows:
        profile = _plain(said)
        # What the worker has not traced anew yet cannot be compared.
        if traces.is_of_today(profile):
            comparison = comparers[number - 1](profile)
            found[number - 1].append(MatchCandidate(mention_id, comparison))
    return found


def build_candidate_query(things: Sequence[Thing]) -> list[Any]:
    """What ``wall.candidates`` is asked with."""
    kinds = [kind for kind, _ in things]
    keys = [sorted(trace.keys) for _, trace in things]
    caps = [CAP_OF_PEOPLE if kind == PERSON else CAP for kind in kinds]
    return [kinds, Jsonb(keys), caps, MOST_COMPARED]


def load_things(mentions: Iterable[UUID]) -> dict[UUID, Thing]:
    """The kind and the trace of mentions, by mention; keys are worked out anew."""
    rows = Mention.objects.filter(id__in=mentions)
    return {
        row.id: (row.kind, traces.trace_of(row.kind, row.text, row.details, place))
        for row, place in pair_with_entries(rows)
    }


def pair_with_entries(
    mentions: Iterable[Mention],
) -> Iterator[tuple[Mention, TracedEntry | None]]:
    """Each mention with the entry of the list that it names, as that stands now."""
    rows = list(mentions)
    known = places.find_addresses(row.premises_id for row in rows)
    for row in rows:
        where = known.get(row.premises_id)
        yield (
            row,
            TracedEntry(str(row.premises_id), where.name, where.line, where.uprn)
            if where
            else None,
        )


def compare_mentions(one: Mention, other: Mention) -> MatchComparison | None:
    """What speaks for two mentions of one kind being one; None without their traces.

    Traces of earlier rules, which wait to be made anew, are none.
    """
    pair = {one.id, other.id}
    rows = Trace.objects.filter(mention__in=pair, spec=traces.SPEC)
    found = {row.mention_id: row for row in rows}
    if found.keys() != pair:
        return None
    return compared_now(one.kind, found[one.id].profile, found[other.id].profile)


def compare_with_mentions(
    things: Sequence[Thing], mentions: Collection[UUID]
) -> Iterator[MatchCandidate]:
    """Things of one kind against mentions of it, whether or not they share keys.

    By the weights that serve now, as ``list_compared_candidates`` does.
    """
    if not mentions or not things:
        return
    kind = things[0][0]
    rows = Trace.objects.filter(mention__in=mentions, kind=kind, spec=traces.SPEC)
    others = list(rows.order_by("mention"))
    among, weights = _weights_for(kind)
    for _, trace in things:
        compare = matching.build_comparer(
            kind, trace.profile, among=among, weights=weights
        )
        for row in others:
            yield MatchCandidate(row.mention_id, compare(row.profile))


def compared_now(kind: str, one: Profile, other: Profile) -> MatchComparison:
    """Compare two profiles of one kind by the weights that serve now."""
    among, weights = _weights_for(kind)
    return matching.compare_mention_profiles(
        kind, one, other, among=among, weights=weights
    )


def _weights_for(kind: str) -> tuple[int, ModelWeights | None]:
    """Among how many, and by which weights; both matter of people alone."""
    return load_serving() if kind == PERSON else (FEWEST, None)


def load_serving() -> tuple[int, ModelWeights]:
    """How many people are traced, and the weights by which they are compared now."""
    with connection.cursor() as cursor:
        cursor.execute(_SERVING)
        ((among, model_id, count_id),) = cursor.fetchall()
    return among, weights_of(model_id, count_id)


def _plain(profile: Any) -> Any:
    return orjson.loads(profile) if isinstance(profile, str) else profile
