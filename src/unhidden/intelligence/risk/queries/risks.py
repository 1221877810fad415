"""The risk of premises, with its reasons in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.intelligence.models import PremisesRisk, RiskBand
from unhidden.intelligence.subjects.queries.reasons import (
    ReasonLine,
    in_words,
    load_reason_names,
)
from unhidden.places import queries as places
from unhidden.places.queries import PremisesCard

MOST_IN_A_LIST = 3


@dataclass(frozen=True, slots=True)
class RiskCard:
    premises: PremisesCard
    score: int
    band: str
    band_label: str
    reasons: tuple[ReasonLine, ...]
    computed_at: datetime | None

    @property
    def shown_reasons(self) -> tuple[ReasonLine, ...]:
        """The heaviest reasons, for a list."""
        return self.reasons[:MOST_IN_A_LIST]

    @property
    def more_reasons(self) -> int:
        """How many reasons a list leaves out."""
        return max(0, len(self.reasons) - MOST_IN_A_LIST)


@dataclass(frozen=True, slots=True)
class RiskPage:
    cards: list[RiskCard]
    total: int


def list_bands() -> list[tuple[str, str]]:
    """The bands and their names, highest first."""
    return [(value, str(label)) for value, label in RiskBand.choices]


@query
def premises_at_risk(
    *,
    viewer: Actor,
    kind: str = "",
    council: str = "",
    band: str = "",
    start: int = 0,
    limit: int = 25,
) -> RiskPage:
    """Premises with any risk at all, the riskiest first."""
    viewer.must("intelligence.see_risk")
    rows = PremisesRisk.objects.filter(score__gt=0).order_by("-score", "id")
    if kind:
        rows = rows.filter(premises__kind=kind)
    if council:
        rows = rows.filter(premises__council_id=council)
    if band:
        rows = rows.filter(band=band)
    shown = list(rows[start : start + limit])
    return RiskPage(cards=_cards(viewer, shown), total=rows.count())


@dataclass(frozen=True, slots=True)
class PremisesScore:
    """How risky premises are, without the reasons."""

    score: int
    band: str


@query
def find_scores(
    *, viewer: Actor, premises_ids: Iterable[UUID]
) -> dict[UUID, PremisesScore]:
    """The scores of those of the premises that have any risk, by their id."""
    viewer.must("intelligence.see_risk")
    rows = PremisesRisk.objects.filter(premises_id__in=set(premises_ids), score__gt=0)
    return {row.premises_id: PremisesScore(row.score, row.band) for row in rows}


@query
def risk_of(*, viewer: Actor, premises_id: UUID) -> RiskCard:
    """The risk of one premises; nought where nothing is known. Absent without it."""
    viewer.must("intelligence.see_risk")
    row = PremisesRisk.objects.filter(premises_id=premises_id).first()
    if row is not None:
        return _cards(viewer, [row])[0]
    return RiskCard(
        premises=places.find_premises(viewer=viewer, premises_id=premises_id),
        score=0,
        band=RiskBand.LOW,
        band_label=str(RiskBand.LOW.label),
        reasons=(),
        computed_at=None,
    )


def _cards(viewer: Actor, rows: Sequence[PremisesRisk]) -> list[RiskCard]:
    cards = places.find_premises_cards(
        viewer=viewer, premises_ids={r.premises_id for r in rows}
    )
    known = load_reason_names(viewer, rows)
    return [
        RiskCard(
            premises=cards[row.premises_id],
            score=row.score,
            band=row.band,
            band_label=row.get_band_display(),
            reasons=in_words(row, known),
            computed_at=row.computed_at,
        )
        for row in rows
    ]
