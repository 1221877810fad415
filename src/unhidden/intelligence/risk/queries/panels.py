"""Harm, likelihood and confidence of premises in words, and how they are weighed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.access.policy import Domain
from unhidden.access.records import model_of
from unhidden.intelligence.models import Look, PanelWeights, RiskBand
from unhidden.intelligence.risk.rules import panel as rules
from unhidden.intelligence.risk.rules.panel import PanelPartCode, PanelSide
from unhidden.intelligence.subjects.queries.reasons import ReasonLine
from unhidden.intelligence.subjects.rules.reasons import RiskReasonKind
from unhidden.signs import queries as signs

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SIDES: dict[str, StrOrPromise] = {
    PanelSide.HARM: _("Harm"),
    PanelSide.LIKELIHOOD: _("Likelihood"),
    PanelSide.CONFIDENCE: _("Confidence"),
}
PARTS: dict[str, StrOrPromise] = {
    PanelPartCode.PHYSICAL: _("Physical: violence, being kept, conditions"),
    PanelPartCode.PSYCHOLOGICAL: _("Psychological: threats, isolation, deception"),
    PanelPartCode.FINANCIAL: _("Financial: wages, debt, papers, hours"),
    PanelPartCode.VULNERABILITY: _(
        "Vulnerability: children, and those it is abused of"
    ),
    PanelPartCode.SCORE: _("The risk score"),
    PanelPartCode.ELEMENTS: _(
        "Recruitment, exploitation and coercion by the Delphi rule"
    ),
    PanelPartCode.RECENT: _("How new the newest sign is"),
    PanelPartCode.SOURCE: _("The best source"),
    PanelPartCode.CONTENT: _("How well the source knows"),
    PanelPartCode.REPORTS: _("How many reports its signs come from"),
    PanelPartCode.LOOKED: _("How long ago a visit looked"),
}
_LEVELS: tuple[StrOrPromise, ...] = (
    _("Nothing known"),
    _("Low"),
    _("Medium"),
    _("High"),
)


@dataclass(frozen=True, slots=True)
class PartView:
    """One part in words; ``level`` is its word, ``weight`` a whole number."""

    label: str
    level: str
    weight: int


@dataclass(frozen=True, slots=True)
class SideView:
    """A side in words: ``reach`` of 100, none where all of its parts weigh nothing."""

    label: str
    reach: int | None
    band: str
    band_label: str
    parts: tuple[PartView, ...]


@dataclass(frozen=True, slots=True)
class PanelView:
    """``is_partial`` where something counts in the score that is left out here."""

    sides: tuple[SideView, ...]
    is_partial: bool


@dataclass(frozen=True, slots=True)
class WeightsView:
    """A version of the weights; 0, by nobody, is what everybody begins with."""

    version: int
    weights: Mapping[str, int]
    reason: str = ""
    by: str = ""
    at: datetime | None = None


@query
def get_panel(
    *,
    viewer: Actor,
    premises_id: UUID,
    score: int,
    reasons: Collection[ReasonLine],
    today: date,
) -> PanelView:
    """The panel of one premises by the weights of the viewer's organisation.

    It is made of these reasons of the score, and of visits, as far as they are in view:
    a level would tell the grade, the day or the number of what is not.
    """
    viewer.must("intelligence.see_risk")
    looks = Look.objects.filter(premises=premises_id, looked_on__lte=today)
    visits = model_of(Domain.VISIT)._default_manager.values("id")
    in_view = looks.filter(visit_id__in=visits).order_by("-looked_on")
    newest = in_view.values_list("looked_on", flat=True).first()
    known = rules.PanelFacts(
        score=score,
        signs=_sightings(reasons, today),
        positive=frozenset(each.dimension for each in reasons if each.dimension),
        looked_days=(today - newest).days if newest else None,
    )
    return PanelView(
        sides=tuple(
            _side(each)
            for each in rules.score_panel(known, get_standing_weights(viewer).weights)
        ),
        is_partial=any(each.is_closed for each in reasons),
    )


@query
def list_panel_weights(*, viewer: Actor) -> list[WeightsView]:
    """Every version of the organisation's weights, the newest first."""
    viewer.must("intelligence.see_risk")
    rows = _rows(viewer).select_related("set_by")
    return [*(_view(row) for row in rows), WeightsView(0, rules.DEFAULT)]


def get_standing_weights(viewer: Actor) -> WeightsView:
    """The weights that stand for the viewer's organisation."""
    row = _rows(viewer).select_related("set_by").first()
    return _view(row) if row else WeightsView(0, rules.DEFAULT)


def _rows(viewer: Actor) -> Any:
    rows = PanelWeights.objects.filter(organisation=viewer.organisation)
    return rows.order_by("-version", "id")


def _view(row: PanelWeights) -> WeightsView:
    return WeightsView(
        row.version, row.weights, row.reason, row.set_by.name, row.set_at
    )


def _sightings(
    reasons: Collection[ReasonLine], today: date
) -> tuple[rules.CountedSign, ...]:
    """The signs among the reasons whose report is in view."""
    seen = [each for each in reasons if each.code == RiskReasonKind.SIGN]
    kinds = signs.find_sign_kinds({each.sign for each in seen})
    return tuple(
        rules.CountedSign(
            weight=kinds[each.sign].weight,
            ilo=kinds[each.sign].ilo,
            is_of_child=kinds[each.sign].is_of_child,
            source=each.grade[0],
            assessment=each.grade[1],
            age_days=max(0, (today - each.on).days),
            intelligence_id=each.intelligence_id,
        )
        for each in seen
        if each.on and each.sign in kinds
    )


def _side(found: rules.SideScore) -> SideView:
    return SideView(
        label=str(SIDES[found.side]),
        reach=found.reach,
        band=found.band,
        band_label=str(RiskBand(found.band).label) if found.band else "",
        parts=tuple(
            PartView(str(PARTS[part.code]), str(_LEVELS[part.level]), part.weight)
            for part in found.parts
        ),
    )
