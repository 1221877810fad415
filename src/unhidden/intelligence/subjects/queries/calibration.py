"""How often the weights of people were right, by what people judged of drawn pairs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.intelligence.models import CalibrationPair, CalibrationSample
from unhidden.intelligence.subjects.queries.blind import load_blind_around
from unhidden.intelligence.subjects.queries.judged import load_judgements
from unhidden.intelligence.subjects.queries.matching import load_serving
from unhidden.intelligence.subjects.queries.sampling import hash_weights
from unhidden.intelligence.subjects.queries.subjects import (
    SubjectMention,
    get_mention_pair,
    list_mention_views,
)
from unhidden.intelligence.subjects.rules import calibration
from unhidden.intelligence.subjects.rules.calibration import BandFigures, JudgedPair
from unhidden.intelligence.subjects.rules.drift import (
    DriftReading,
    LevelDrift,
    UnseenNames,
)
from unhidden.intelligence.subjects.rules.matching import MatchComparison
from unhidden.intelligence.subjects.rules.subjects import Pair

TRAIN, JUDGE = "intelligence.train_model", "intelligence.judge_mentions"
#: So many pairs are counted, those drawn last; so many may wait before more are drawn.
MOST_COUNTED, MOST_WAITING = 2_000, 20


@dataclass(frozen=True, slots=True)
class SampleView:
    """The draw before now: when, by whom, among how many, and how strangers agreed."""

    drawn_by: str
    drawn_at: datetime
    among: int
    drift: DriftReading


@dataclass(frozen=True, slots=True)
class CalibrationView:
    """``weights`` are those in use; ``waiting`` counts pairs that nobody judged yet.

    Counted is what the viewer may see: another may read other figures.
    """

    weights: str
    bands: tuple[BandFigures, ...]
    waiting: int
    newest: SampleView | None
    among: int

    @property
    def has_judged(self) -> bool:
        return any(each.judged or each.unsure for each in self.bands)

    @property
    def is_old(self) -> bool:
        """Whether there are twice as many people as when it was last drawn."""
        return self.newest is not None and self.among >= 2 * max(self.newest.among, 1)


@dataclass(frozen=True, slots=True)
class WaitingPair:
    """A drawn pair that nobody judged."""

    id: UUID
    one: SubjectMention
    other: SubjectMention


@dataclass(frozen=True, slots=True)
class PairToJudge:
    """Two mentions side by side; without ``compared`` where they are judged blind."""

    one: SubjectMention
    other: SubjectMention
    compared: MatchComparison | None
    is_blind: bool
    verdict: str


@query
def get_calibration(*, viewer: Actor) -> CalibrationView:
    """What was judged of what was drawn for the weights in use, band by band."""
    viewer.must(TRAIN)
    among, weights = load_serving()
    used = hash_weights(weights)
    judged = [each for _, each in load_drawn(used)]
    rows = CalibrationSample.objects.filter(weights_hash=used)
    newest = rows.select_related("drawn_by").order_by("-drawn_at", "-id").first()
    return CalibrationView(
        weights=weights.name,
        bands=tuple(calibration.count_bands(judged)),
        waiting=sum(not each.verdict for each in judged),
        newest=_sample(newest) if newest else None,
        among=among,
    )


@query
def list_waiting_pairs(*, viewer: Actor) -> list[WaitingPair]:
    """The drawn pairs that wait for a judgement, in the order of the draw."""
    viewer.must(JUDGE)
    _, weights = load_serving()
    rows = [row for row, each in load_drawn(hash_weights(weights)) if not each.verdict]
    ends = {end for row in rows for end in (row.left_id, row.right_id)}
    known = {each.id: each for each in list_mention_views(ends)}
    return [
        WaitingPair(row.id, known[row.left_id], known[row.right_id])
        for row in rows
        if row.left_id in known and row.right_id in known
    ]


@query
def get_drawn_pair(*, viewer: Actor, calibration_pair_id: UUID) -> PairToJudge:
    """A drawn pair, its bits left out while it waits to be judged blind; or Absent."""
    viewer.must(JUDGE)
    row = CalibrationPair.objects.filter(id=calibration_pair_id).first()
    if row is None:
        raise Absent
    one, other, compared = get_mention_pair(
        viewer=viewer, mention_id=row.left_id, other_id=row.right_id
    )
    verdict = _verdict_of(row)
    is_blind = (row.is_blind and not verdict) or _is_blind(
        viewer, row.left_id, row.right_id
    )
    return PairToJudge(one, other, None if is_blind else compared, is_blind, verdict)


@query
def is_judged_blind(*, viewer: Actor, mention_id: UUID, other_id: UUID) -> bool:
    """Whether these two wait in a draw to be judged without their bits being shown.

    Or two others that are one with them.
    """
    viewer.must(JUDGE)
    return _is_blind(viewer, mention_id, other_id)


def _is_blind(viewer: Actor, one: UUID, other: UUID) -> bool:
    return load_blind_around(viewer, {one, other}).hides_pair(one, other)


def load_drawn(weights_hash: str) -> list[tuple[CalibrationPair, JudgedPair]]:
    """The pairs in view that were drawn for some weights, and what stands on each."""
    rows = list(
        CalibrationPair.objects.filter(sample__weights_hash=weights_hash).order_by(
            "-sample__drawn_at", "place", "id"
        )[:MOST_COUNTED]
    )
    verdicts = _find_verdicts([(row.left_id, row.right_id) for row in rows])
    return [
        (row, JudgedPair(row.bits, row.is_blind, verdicts[row.left_id, row.right_id]))
        for row in rows
    ]


def _find_verdicts(pairs: Collection[Pair]) -> dict[Pair, str]:
    ends = {end for pair in pairs for end in pair}
    now = load_judgements(ends).now if ends else {}
    return calibration.find_verdicts(pairs, now)


def _verdict_of(row: CalibrationPair) -> str:
    pair = (row.left_id, row.right_id)
    return _find_verdicts([pair])[pair]


def _sample(row: CalibrationSample) -> SampleView:
    told = row.drift
    return SampleView(
        drawn_by=row.drawn_by.name,
        drawn_at=row.drawn_at,
        among=row.among,
        drift=DriftReading(
            row.people,
            tuple(LevelDrift(*each) for each in told["levels"]),
            tuple(UnseenNames(*each) for each in told["unseen"]),
        ),
    )
