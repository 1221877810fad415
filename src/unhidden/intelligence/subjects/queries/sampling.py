"""People taken by lot from what is in view, to judge whether the weights are right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations
from typing import Any
from uuid import UUID

import orjson
from django.db import connection

from unhidden.intelligence.subjects.queries.matching import (
    PERSON,
    list_compared_candidates,
    load_serving,
    load_things,
)
from unhidden.intelligence.subjects.rules import drift, matching, subjects, traces
from unhidden.intelligence.subjects.rules.drift import ComparedStrangers, DriftReading
from unhidden.intelligence.subjects.rules.matching import ModelWeights
from unhidden.intelligence.subjects.rules.subjects import Pair
from unhidden.linkage.model import build_share_lookup
from unhidden.linkage.people import PEOPLE
from unhidden.linkage.person_profiles import read_person

#: So many people are taken, from pages of the table that hold about so many rows; where
#: too few of those are in view, from more.
MOST_TAKEN, ROWS_LOOKED_AT, MORE_LOOKED_AT = 250, 12_000, 60_000
# Whole pages by lot, and of what is in view on them the first by a shuffle.
_TAKEN = """
select t.mention_id, t.profile
  from intelligence_trace t tablesample system (%s) repeatable (%s)
 where t.kind = 'person' and t.spec = %s
 order by md5(t.mention_id::text || %s), t.mention_id
 limit %s
"""
_ROWS = "select reltuples from pg_class where oid = 'intelligence_trace'::regclass"


@dataclass(frozen=True, slots=True)
class TakenPeople:
    """Mentions of people by lot, each with its profile."""

    profiles: Mapping[UUID, Mapping[str, Any]]
    among: int
    weights: ModelWeights


def take_people(seed: int) -> TakenPeople:
    """People in the transaction's view, the same ones for one seed."""
    among, weights = load_serving()
    with connection.cursor() as cursor:
        cursor.execute(_ROWS)
        ((rows,),) = cursor.fetchall()
        for looked_at in (ROWS_LOOKED_AT, MORE_LOOKED_AT):
            part = 100.0 if rows <= looked_at else 100.0 * looked_at / rows
            given = [part, seed, traces.SPEC, str(seed), MOST_TAKEN]
            cursor.execute(_TAKEN, given)
            found = {key: _plain(profile) for key, profile in cursor.fetchall()}
            if len(found) == MOST_TAKEN or part == 100.0:
                break
    return TakenPeople(found, among, weights)


def weigh_taken(taken: TakenPeople) -> dict[Pair, float]:
    """What the weights say of each pair that the people taken make with a candidate.

    Links count for nothing here: it is the weights that are asked.
    """
    things = load_things(taken.profiles)
    asked = list(things)
    found = list_compared_candidates([things[key] for key in asked])
    return {
        subjects.pair_of(key, each.mention_id): each.comparison.bits
        for key, some in zip(asked, found, strict=True)
        for each in some
        if each.mention_id != key
    }


def read_taken_drift(taken: TakenPeople) -> DriftReading:
    """How the people taken agree with each other, and which of their names are new.

    Pairs that may be one person are left out: the rest are strangers.
    """
    profiles = [taken.profiles[key] for key in sorted(taken.profiles)]
    people = [read_person(profile["names"][0]) for profile in profiles]
    model = taken.weights.model
    share_of = build_share_lookup(PEOPLE, model)
    expected = drift.expect_levels(PEOPLE, model, people, share_of)
    strangers = _compare_strangers(profiles, taken)
    unseen = (
        drift.count_unseen(
            column, [each[column] for each in people if each.get(column)], model
        )
        for column in drift.NAME_COLUMNS
    )
    return DriftReading(
        len(people),
        drift.read_drift(strangers, expected, people=len(people)),
        tuple(unseen),
    )


def hash_weights(weights: ModelWeights) -> str:
    """What tells these weights from others, whatever they are called."""
    content = weights.model.content()
    told = [content["spec_hash"], content["chance"], content["weights"]]
    plain = orjson.dumps(told, option=orjson.OPT_SORT_KEYS)
    return blake2b(plain, digest_size=16).hexdigest()


def _compare_strangers(
    profiles: Sequence[Mapping[str, Any]], taken: TakenPeople
) -> Iterator[ComparedStrangers]:
    comparers = [
        matching.build_comparer(
            PERSON, profile, among=taken.among, weights=taken.weights
        )
        for profile in profiles
    ]
    for one, other in combinations(range(len(profiles)), 2):
        found = comparers[one](profiles[other])
        if found.bits < matching.ASK:
            yield ComparedStrangers(one, other, found.evidence)


def _plain(profile: Any) -> Any:
    return orjson.loads(profile) if isinstance(profile, str) else profile
