"""How signs are read together. The catalogue is ours; the reading rules are those
of its own notes and of the ILO and European Commission's operational indicators
(2009). Every reading is support for a person's decision, never a verdict.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from unhidden.lib.delphi import is_positive

STRONG, MEDIUM, WEAK = "strong", "medium", "weak"

# Decides whether an interpreter is needed, and nothing else: nationality and
# language are never signs (Equality Act 2010, section 149).
NEVER_COUNTS = frozenset({"gen_language_gap"})

# The signs of a child that the catalogue files where they are seen, and not among those
# of children (sexual, nail bars, hotels, criminal, ports). Someone who
# may be under 18 is a child until shown otherwise (Modern Slavery Act 2015, s. 51).
CHILDREN = "child"
OF_CHILDREN = frozenset(
    {
        "sex_underage_appearance",
        "nail_very_young",
        "hot_adult_with_child",
        "crm_child_far_from_home",
        "prt_child_story",
    }
)


class Dimension(StrEnum):
    """The dimensions the catalogue files its signs under; abuse of vulnerability
    at the destination is filed under coercion there."""

    DECEPTIVE_RECRUITMENT = "DR"
    COERCIVE_RECRUITMENT = "CR"
    VULNERABILITY_AT_RECRUITMENT = "RV"
    EXPLOITATION = "EX"
    COERCION = "CD"


RECRUITMENT = frozenset(
    {
        Dimension.DECEPTIVE_RECRUITMENT,
        Dimension.COERCIVE_RECRUITMENT,
        Dimension.VULNERABILITY_AT_RECRUITMENT,
    }
)


@dataclass(frozen=True, slots=True)
class SeenSign:
    """A sign somebody saw, with what the catalogue says of it."""

    code: str
    weight: str
    dimension: str


class SuggestedStep(IntEnum):
    """What the signs together ask for; each asks for more than the one before."""

    NOT_ENOUGH = 0
    CHECK_RECORDS = 1
    TRIAGE = 2
    SAME_DAY = 3


class StepReason(StrEnum):
    """The reason for a step; the texts are the queries' to give."""

    NOTHING_SEEN = "nothing_seen"
    ONLY_WEAK = "only_weak"
    ONE_MEDIUM = "one_medium"
    MEDIUM_WITH_ANOTHER = "medium_with_another"
    STRONG_ALONE = "strong_alone"


@dataclass(frozen=True, slots=True)
class Weighing:
    """The step, why, and the codes that carry it, strongest first."""

    step: SuggestedStep
    why: StepReason
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DimensionReading:
    """Whether one dimension is positive, and how many signs of each weight it has."""

    dimension: Dimension
    is_positive: bool
    strong: int
    medium: int
    weak: int
    codes: tuple[str, ...]


class Element(StrEnum):
    """What trafficking for exploitation is made of; a child needs no means."""

    RECRUITMENT = "recruitment"
    EXPLOITATION = "exploitation"
    COERCION = "coercion"


@dataclass(frozen=True, slots=True)
class DelphiReading:
    """Every dimension, and which elements are there or still missing."""

    dimensions: tuple[DimensionReading, ...]
    found: tuple[Element, ...]
    missing: tuple[Element, ...]

    @property
    def is_complete(self) -> bool:
        return not self.missing


def weight_of_signs(seen: Iterable[SeenSign]) -> Weighing:
    """Weigh the signs that were seen; a code counts once.

    A strong sign alone asks for triage the same day. A medium one needs a second
    sign, or a check of records. Weak ones, however many, are never enough without
    a medium or a strong one.
    """
    signs = _counting(seen)
    strong = tuple(sign.code for sign in signs if sign.weight == STRONG)
    medium = [sign.code for sign in signs if sign.weight == MEDIUM]
    everything = tuple(sign.code for sign in signs)
    if strong:
        return Weighing(SuggestedStep.SAME_DAY, StepReason.STRONG_ALONE, strong)
    if medium and len(everything) > 1:
        return Weighing(
            SuggestedStep.TRIAGE, StepReason.MEDIUM_WITH_ANOTHER, everything
        )
    if medium:
        return Weighing(SuggestedStep.CHECK_RECORDS, StepReason.ONE_MEDIUM, everything)
    why = StepReason.ONLY_WEAK if everything else StepReason.NOTHING_SEEN
    return Weighing(SuggestedStep.NOT_ENOUGH, why, everything)


def delphi_reading(
    seen: Iterable[SeenSign], *, is_treated_as_child: bool
) -> DelphiReading:
    """Read the signs by dimension, then ask which elements they show.

    Someone who may be under 18 is treated as a child until shown otherwise
    (Modern Slavery Act 2015, section 51); the caller says so.
    """
    signs = _counting(seen)
    dimensions = tuple(_dimension(dimension, signs) for dimension in Dimension)
    positive = {read.dimension for read in dimensions if read.is_positive}
    shown = {
        Element.RECRUITMENT: bool(positive & RECRUITMENT),
        Element.EXPLOITATION: Dimension.EXPLOITATION in positive,
        Element.COERCION: Dimension.COERCION in positive,
    }
    needed = {Element.EXPLOITATION} if is_treated_as_child else set(Element)
    return DelphiReading(
        dimensions=dimensions,
        found=tuple(element for element in Element if shown[element]),
        missing=tuple(e for e in Element if e in needed and not shown[e]),
    )


def is_of_child(code: str, section: str) -> bool:
    """Whether a sign, filed in this section, says that somebody may be a child."""
    return section == CHILDREN or code in OF_CHILDREN


def needs_interpreter(codes: Iterable[str]) -> bool:
    """Whether the one thing that a language gap decides is to be arranged."""
    return bool(NEVER_COUNTS & set(codes))


def _counting(seen: Iterable[SeenSign]) -> list[SeenSign]:
    """The signs that count, once each, strongest first and then by code."""
    order = (STRONG, MEDIUM, WEAK)
    by_code = {sign.code: sign for sign in seen if sign.code not in NEVER_COUNTS}
    return sorted(by_code.values(), key=lambda s: (order.index(s.weight), s.code))


def _dimension(dimension: Dimension, signs: list[SeenSign]) -> DimensionReading:
    mine = [sign for sign in signs if sign.dimension == dimension]
    count = Counter(sign.weight for sign in mine)
    return DimensionReading(
        dimension=dimension,
        is_positive=is_positive(
            strong=count[STRONG], medium=count[MEDIUM], weak=count[WEAK]
        ),
        strong=count[STRONG],
        medium=count[MEDIUM],
        weak=count[WEAK],
        codes=tuple(sign.code for sign in mine),
    )
