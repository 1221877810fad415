"""The places a planner chooses from: the riskiest first, or the whole register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.intelligence import queries as intelligence
from unhidden.intelligence.queries import RiskCard
from unhidden.operations import policies
from unhidden.operations.frame.queries.cards import OperationView
from unhidden.operations.models import VisitKind, VisitOption
from unhidden.operations.targets.queries.proposals import (
    ProposedPlace,
    find_proposals,
)
from unhidden.operations.visits.queries.cards import (
    PickedPlace,
    PickPage,
    PlannedVisitCard,
)
from unhidden.operations.visits.queries.visits import planned_already
from unhidden.places import queries as places
from unhidden.places.queries import PremisesCard

# A search of the register says of the riskiest places how risky they are; what it
# says nothing about ranks below all of these.
RISKIEST = 100


@query
def list_picks(
    *,
    viewer: Actor,
    of: OperationView,
    text: str = "",
    band: str = "",
    kind: str = "",
    council: str = "",
    start: int = 0,
    limit: int = 25,
) -> PickPage:
    """Places to choose from: by risk, or with ``text`` those of the register by name.

    ``band`` narrows only what is ranked by risk.
    """
    viewer.must(policies.PLAN)
    if text:
        found = places.search_premises(
            viewer=viewer,
            text=text,
            kind=kind,
            council=council,
            start=start,
            limit=limit,
        )
        cards, total = found.cards, found.total
        risks = _riskiest(viewer, kind=kind, council=council)
    else:
        ranked = intelligence.premises_at_risk(
            viewer=viewer,
            kind=kind,
            council=council,
            band=band,
            start=start,
            limit=limit,
        )
        cards, total = [risk.premises for risk in ranked.cards], ranked.total
        risks = {risk.premises.id: risk for risk in ranked.cards}
    return PickPage(picks=_picks(viewer, of, cards, risks), total=total)


@query
def list_picked_places(
    *, viewer: Actor, of: OperationView, premises_ids: Sequence[UUID]
) -> tuple[PickedPlace, ...]:
    """The places that somebody chose, in their order, as far as there are such."""
    viewer.must(policies.PLAN)
    known = places.find_premises_cards(viewer=viewer, premises_ids=premises_ids)
    cards = [known[key] for key in premises_ids if key in known]
    return _picks(viewer, of, cards, {})


def _riskiest(viewer: Actor, *, kind: str, council: str) -> dict[UUID, RiskCard]:
    ranked = intelligence.premises_at_risk(
        viewer=viewer, kind=kind, council=council, limit=RISKIEST
    )
    return {risk.premises.id: risk for risk in ranked.cards}


def _picks(
    viewer: Actor,
    of: OperationView,
    cards: Sequence[PremisesCard],
    risks: dict[UUID, RiskCard],
) -> tuple[PickedPlace, ...]:
    planned = planned_already(
        viewer=viewer, operation_id=of.id, premises_ids=[card.id for card in cards]
    )
    places_of = [ProposedPlace(card.id, of.id, card) for card in cards]
    proposed, decided = find_proposals(viewer, places_of), _find_decided(of, cards)
    return tuple(
        replace(
            _pick(of, card, risks.get(card.id), planned.get(card.id, [])),
            proposes=str(VisitKind(proposed[card.id].kind).label),
            decided=tuple(decided[card.id]),
        )
        for card in cards
    )


def _find_decided(
    of: OperationView, cards: Sequence[PremisesCard]
) -> dict[UUID, list[str]]:
    """The kinds that somebody decided on, as labels, by the premises' id."""
    rows = VisitOption.objects.filter(
        candidate__operation_id=of.id,
        candidate__premises_id__in=[card.id for card in cards],
        candidate__removed_at__isnull=True,
    ).select_related("candidate")
    found: dict[UUID, list[str]] = defaultdict(list)
    for row in rows.order_by("kind", "id"):
        found[row.candidate.premises_id].append(row.get_kind_display())
    return found


def _pick(
    of: OperationView,
    card: PremisesCard,
    risk: RiskCard | None,
    planned: Sequence[PlannedVisitCard],
) -> PickedPlace:
    return PickedPlace(
        premises=card,
        band=risk.band if risk else "",
        band_label=risk.band_label if risk else "",
        score=risk.score if risk else 0,
        reasons=tuple(reason.text for reason in risk.reasons) if risk else (),
        planned=tuple(planned),
        is_barred=of.is_synthetic and policies.is_real(card),
    )
