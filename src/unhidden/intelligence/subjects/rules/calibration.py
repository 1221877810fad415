"""Whether what the weights say is so: pairs drawn by lot, and what came of them.

Bits say how likely two are one: 0 bits as likely as not, 8 bits 255 of 256. Pairs are
drawn by lot within bands of bits, so that the few that are likely are judged as often
as the many that are not. Half are judged without their bits being shown.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from unhidden.intelligence.subjects.rules import subjects
from unhidden.intelligence.subjects.rules.matching import ASK, SUGGEST
from unhidden.intelligence.subjects.rules.subjects import Pair, PairJudgement
from unhidden.lib.intervals import wilson_interval

#: Of each band so many pairs are drawn at a time.
DRAWN_OF_EACH = 12
#: With fewer judged than these nothing is said of a band.
FEWEST_JUDGED = 30
#: Below this nobody need look: one pair in 4,000 would be one person.
LOWEST = -12.0


class CalibrationBand(StrEnum):
    """Bands of bits; the lines between the last four are those of the pages."""

    FAR = "far"
    WEAK = "weak"
    ASKED = "asked"
    CLOSE = "close"
    LIKELY = "likely"


class BandFinding(StrEnum):
    """What the judged pairs of a band say of the weights."""

    NOT_KNOWN = "not_known"
    FITS = "fits"
    TOO_SURE = "too_sure"
    TOO_SHY = "too_shy"


#: From so many bits on.
BANDS: Mapping[CalibrationBand, float] = {
    CalibrationBand.LIKELY: SUGGEST,
    CalibrationBand.CLOSE: (ASK + SUGGEST) / 2,
    CalibrationBand.ASKED: ASK,
    CalibrationBand.WEAK: ASK - 4.0,
    CalibrationBand.FAR: LOWEST,
}


@dataclass(frozen=True, slots=True)
class DrawnPair:
    """A pair that was drawn, in its one order."""

    pair: Pair
    bits: float
    is_blind: bool


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """A drawn pair and the verdict that stands on it; "" where nobody judged."""

    bits: float
    is_blind: bool
    verdict: str


@dataclass(frozen=True, slots=True)
class BandFigures:
    """One band: how many were drawn, judged the same, the same without seeing bits.

    ``expected`` is the share that the weights said of those that were judged.
    """

    band: CalibrationBand
    drawn: int
    judged: int
    same: int
    unsure: int
    blind_judged: int
    blind_same: int
    expected: float

    @property
    def likely_range(self) -> tuple[float, float]:
        """Where the true share may lie (lib/intervals.py)."""
        return wilson_interval(self.same, self.judged)

    @property
    def what_follows(self) -> BandFinding:
        if self.judged < FEWEST_JUDGED:
            return BandFinding.NOT_KNOWN
        low, high = self.likely_range
        if self.expected > high:
            return BandFinding.TOO_SURE
        return BandFinding.TOO_SHY if self.expected < low else BandFinding.FITS


def find_band(bits: float) -> CalibrationBand | None:
    """The band of a weight; None where nobody need look."""
    return next((band for band, least in BANDS.items() if bits >= least), None)


def compute_chance(bits: float) -> float:
    """How likely two are one, from 0 to 1."""
    odds: float = 2.0 ** min(max(bits, -200.0), 200.0)
    return odds / (1 + odds)


def draw_pairs(
    weighed: Mapping[Pair, float], *, seed: int, each: int = DRAWN_OF_EACH
) -> list[DrawnPair]:
    """Of each band at most so many pairs by lot, every second to be judged blind.

    The same pairs and seed give the same draw. Bands are mixed, so that the order does
    not tell the judge what to expect.
    """
    lot = random.Random(seed)  # noqa: S311  # a sample, no secret
    bands: dict[CalibrationBand, list[Pair]] = {}
    for pair in sorted(weighed):
        if band := find_band(weighed[pair]):
            bands.setdefault(band, []).append(pair)
    drawn = []
    for band in sorted(bands):
        some = lot.sample(bands[band], min(each, len(bands[band])))
        first = lot.randrange(2)
        drawn += [
            DrawnPair(pair, weighed[pair], (number + first) % 2 == 0)
            for number, pair in enumerate(some)
        ]
    lot.shuffle(drawn)
    return drawn


def find_verdicts(
    pairs: Collection[Pair], now: Mapping[Pair, PairJudgement]
) -> dict[Pair, str]:
    """What people decided on pairs, or on others that settle them; "" if nothing."""
    ends = {end for pair in pairs for end in pair}
    groups = enumerate(subjects.group_subjects(ends, now))
    of = {each: number for number, group in groups for each in group}
    apart = {
        frozenset((of.get(one), of.get(other)))
        for (one, other), row in now.items()
        if row.verdict == subjects.DIFFERENT
    }
    return {pair: _find_verdict(pair, now, of, apart) for pair in pairs}


def count_bands(pairs: Iterable[JudgedPair]) -> list[BandFigures]:
    """The figures of each band, the likeliest first."""
    bands: dict[CalibrationBand, list[JudgedPair]] = {band: [] for band in BANDS}
    for each in pairs:
        if band := find_band(each.bits):
            bands[band].append(each)
    return [_count(band, some) for band, some in bands.items()]


def _count(band: CalibrationBand, pairs: Sequence[JudgedPair]) -> BandFigures:
    decided = (subjects.SAME, subjects.DIFFERENT)
    judged = [each for each in pairs if each.verdict in decided]
    same = [each for each in judged if each.verdict == subjects.SAME]
    chances = [compute_chance(each.bits) for each in judged]
    return BandFigures(
        band=band,
        drawn=len(pairs),
        judged=len(judged),
        same=len(same),
        unsure=sum(each.verdict == subjects.UNSURE for each in pairs),
        blind_judged=sum(each.is_blind for each in judged),
        blind_same=sum(each.is_blind for each in same),
        expected=sum(chances) / len(chances) if chances else 0.0,
    )


def _find_verdict(
    pair: Pair,
    now: Mapping[Pair, PairJudgement],
    of: Mapping[UUID, int],
    apart: Collection[frozenset[int | None]],
) -> str:
    stands = now.get(pair)
    if stands and stands.verdict != subjects.OPEN:
        return stands.verdict
    one, other = (of[each] for each in pair)
    if one == other:
        return subjects.SAME
    return subjects.DIFFERENT if frozenset((one, other)) in apart else ""
