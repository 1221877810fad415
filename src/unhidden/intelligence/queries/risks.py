"""The risk of premises, with its reasons in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.intelligence.models import Band, PremisesRisk
from unhidden.intelligence.rules.risk import Why
from unhidden.places import queries as places
from unhidden.places.queries import PremisesCard
from unhidden.signs import queries as signs
from unhidden.ui import dates

MOST_IN_A_LIST = 3

_OF_WEIGHT: dict[str, Promise] = {
    "strong": _("strong sign, graded %(grade)s, %(day)s"),
    "medium": _("medium sign, graded %(grade)s, %(day)s"),
    "weak": _("weak sign, graded %(grade)s, %(day)s"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of why: ``text`` says what, ``detail`` how strong, how good and when.

    ``points`` may be negative: weak signs stop at a ceiling.
    """

    text: str
    detail: str
    points: int
    intelligence_id: UUID | None
    urn: str


@dataclass(frozen=True, slots=True)
class RiskCard:
    premises: PremisesCard
    score: int
    band: str
    band_label: str
    reasons: tuple[Reason, ...]
    computed_at: datetime | None

    @property
    def shown_reasons(self) -> tuple[Reason, ...]:
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


def bands() -> list[tuple[str, str]]:
    """The bands and their names, highest first."""
    return [(value, str(label)) for value, label in Band.choices]


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


@query
def risk_of(*, viewer: Actor, premises_id: UUID) -> RiskCard:
    """The risk of one premises; nought where nothing is known. Absent without it."""
    viewer.must("intelligence.see_risk")
    row = PremisesRisk.objects.filter(premises_id=premises_id).first()
    if row is not None:
        return _cards(viewer, [row])[0]
    return RiskCard(
        premises=places.premises(viewer=viewer, premises_id=premises_id),
        score=0,
        band=Band.LOW,
        band_label=str(Band.LOW.label),
        reasons=(),
        computed_at=None,
    )


def _cards(viewer: Actor, rows: Sequence[PremisesRisk]) -> list[RiskCard]:
    cards = places.cards(viewer=viewer, premises_ids={r.premises_id for r in rows})
    phrases = _phrases(rows)
    return [
        RiskCard(
            premises=cards[row.premises_id],
            score=row.score,
            band=row.band,
            band_label=row.get_band_display(),
            reasons=tuple(_reason(stored, phrases) for stored in row.reasons),
            computed_at=row.computed_at,
        )
        for row in rows
    ]


def _phrases(rows: Sequence[PremisesRisk]) -> Mapping[str, str]:
    """The words of every sign these reasons name, in the language of the page."""
    codes = {
        stored["params"]["sign"]
        for row in rows
        for stored in row.reasons
        if stored["code"] == Why.SIGN
    }
    known = signs.signs_by_code(codes, get_language() or "en")
    return {code: card.phrase for code, card in known.items()}


def _reason(stored: dict[str, Any], phrases: Mapping[str, str]) -> Reason:
    params, source = stored["params"], stored["intelligence_id"]
    if stored["code"] == Why.WEAK_SIGNS_STOP:
        text = gettext("Weak signs together count no more than %(most)s points")
        detail = gettext("they are common in ordinary life")
        return Reason(text % params, detail, stored["points"], None, "")
    day = dates.day(date.fromisoformat(params["on"]))
    return Reason(
        text=phrases.get(params["sign"], params["sign"]),
        detail=str(_OF_WEIGHT[params["weight"]])
        % {"grade": params["grade"], "day": day},
        points=stored["points"],
        intelligence_id=UUID(source) if source else None,
        urn=params["urn"],
    )
