"""Of which pairs the viewer is asked, and so is not told what the weights say."""

from __future__ import annotations

from collections.abc import Collection
from itertools import chain
from uuid import UUID

from django.db.models import Q

from unhidden.access.actor import Actor
from unhidden.intelligence.models import CalibrationPair
from unhidden.intelligence.subjects.queries.judged import load_judgements
from unhidden.intelligence.subjects.queries.matching import load_serving
from unhidden.intelligence.subjects.queries.sampling import hash_weights
from unhidden.intelligence.subjects.rules import blind
from unhidden.intelligence.subjects.rules.blind import BlindSubjects

JUDGE = "intelligence.judge_mentions"


def load_blind_around(viewer: Actor, mentions: Collection[UUID]) -> BlindSubjects:
    """As ``load_blind_subjects``, for mentions and all that are one with them."""
    if not mentions or not _has_blind(viewer):
        return BlindSubjects()
    groups = load_judgements(mentions).subjects_of(mentions).values()
    return _load_touching(frozenset(chain.from_iterable(groups)))


def load_blind_subjects(viewer: Actor, members: Collection[UUID]) -> BlindSubjects:
    """What waits to be judged blind with these mentions, which are whole subjects.

    Asked are those who may judge, of what their organisation drew for the weights in
    use and they may see: nothing is kept back from anybody else.
    """
    if not members or not _has_blind(viewer):
        return BlindSubjects()
    return _load_touching(members)


def has_waiting_pairs(viewer: Actor) -> bool:
    """Whether any pair waits to be judged blind by the viewer."""
    if not _has_blind(viewer):
        return False
    ends = CalibrationPair.objects.filter(is_blind=True).values_list("left", flat=True)
    return bool(load_blind_around(viewer, set(ends)).pairs)


def _has_blind(viewer: Actor) -> bool:
    if not viewer.may(JUDGE):
        return False
    return CalibrationPair.objects.filter(is_blind=True).exists()


def _load_touching(members: Collection[UUID]) -> BlindSubjects:
    rows = CalibrationPair.objects.filter(
        Q(left__in=members) | Q(right__in=members), is_blind=True
    )
    drawn = list(rows.values_list("left_id", "right_id", "sample__weights_hash"))
    if not drawn:
        return BlindSubjects()
    _, weights = load_serving()
    used = hash_weights(weights)
    pairs = {(left, right) for left, right, asked in drawn if asked == used}
    ends = {end for pair in pairs for end in pair}
    return blind.find_blind_subjects(pairs, load_judgements(ends).now)
