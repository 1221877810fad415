"""Where candidates come from: risk, the register, earlier visits, the desk's tips."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.access.context import query, with_purpose
from unhidden.access.policy import Purpose
from unhidden.intelligence import queries as intelligence
from unhidden.operations.frame.queries.cards import OperationView
from unhidden.operations.frame.queries.operations import name_of
from unhidden.operations.models import (
    CandidateTip,
    Operation,
    OperationStatus,
    PremisesCandidate,
)
from unhidden.operations.policies import PLAN, PROPOSE, is_real
from unhidden.operations.targets.queries.cards import RevisitCard, TipCard
from unhidden.operations.targets.queries.earlier import find_earlier_visits
from unhidden.places import queries as places
from unhidden.places.queries import PremisesCard
from unhidden.reporting import queries as reporting


@dataclass(frozen=True, slots=True)
class OfferedPlace:
    """A place that may become a candidate.

    ``is_barred`` is a real place, which a synthetic operation leaves alone;
    ``is_known`` one that is a candidate already.
    """

    premises: PremisesCard
    score: int
    band: str
    reasons: tuple[str, ...]
    is_known: bool
    is_barred: bool


@dataclass(frozen=True, slots=True)
class OfferedPage:
    """One page of places that may become candidates, and how many there are."""

    places: tuple[OfferedPlace, ...]
    total: int


@query
def list_risky_places(
    *,
    viewer: Actor,
    of: OperationView,
    band: str = "",
    kind: str = "",
    council: str = "",
    start: int = 0,
    limit: int = 25,
) -> OfferedPage:
    """The desk's risk list, the riskiest first."""
    viewer.must(PLAN)
    page = intelligence.premises_at_risk(
        viewer=viewer, band=band, kind=kind, council=council, start=start, limit=limit
    )
    known = _known(of, [card.premises.id for card in page.cards])
    offered = [
        OfferedPlace(
            premises=card.premises,
            score=card.score,
            band=card.band,
            reasons=tuple(reason.text for reason in card.shown_reasons),
            is_known=card.premises.id in known,
            is_barred=_is_barred(of, card.premises),
        )
        for card in page.cards
    ]
    return OfferedPage(tuple(offered), page.total)


@query
def search_register(
    *,
    viewer: Actor,
    of: OperationView,
    text: str,
    kind: str = "",
    council: str = "",
    start: int = 0,
    limit: int = 25,
) -> OfferedPage:
    """Open premises of the register whose name, address or postcode say this."""
    viewer.must(PLAN)
    page = places.search_premises(
        viewer=viewer, text=text, kind=kind, council=council, start=start, limit=limit
    )
    ids = [card.id for card in page.cards]
    known = _known(of, ids)
    scores = intelligence.find_scores(viewer=viewer, premises_ids=ids)
    offered = [
        OfferedPlace(
            premises=card,
            score=scores[card.id].score if card.id in scores else 0,
            band=scores[card.id].band if card.id in scores else "",
            reasons=(),
            is_known=card.id in known,
            is_barred=_is_barred(of, card),
        )
        for card in page.cards
    ]
    return OfferedPage(tuple(offered), page.total)


@query
def list_revisits(*, viewer: Actor, of: OperationView) -> list[RevisitCard]:
    """Premises that a visit says to visit again, the newest first; each once.

    Of safeguarding visits none: their records serve no other purpose. Nor what is a
    candidate already, or a real place for a synthetic operation.
    """
    viewer.must(PLAN)
    newest = {one.premises_id: one for one in find_earlier_visits(viewer)}
    cards = places.find_premises_cards(viewer=viewer, premises_ids=newest)
    known = _known(of, newest)
    found = [
        RevisitCard(
            premises_id=key,
            premises=cards[key].name,
            address=", ".join(filter(None, (cards[key].address, cards[key].postcode))),
            visited_on=one.visited_on,
            outcome_label=one.outcome_label,
            follow_up_on=one.follow_up_on,
        )
        for key, one in newest.items()
        if key not in known
        and not cards[key].is_closed
        and not _is_barred(of, cards[key])
    ]
    return sorted(found, key=lambda one: one.visited_on, reverse=True)


@query
@with_purpose(Purpose.INTEL_ASSESSMENT)
def list_tips(*, viewer: Actor, report_id: UUID | None = None) -> list[TipCard]:
    """What the viewer's desk proposed because of reports; of one report, if named.

    Raises Absent for a report that is not theirs.
    """
    viewer.must(PROPOSE)
    rows = CandidateTip.objects.select_related("premises", "proposed_by")
    if report_id is not None:
        reporting.get_waiting_report(viewer=viewer, report_id=report_id)
        rows = rows.filter(report_id=report_id)
    return [
        TipCard(row.premises.name, row.report_id, row.proposed_by.name, row.proposed_at)
        for row in rows.order_by("-proposed_at", "id")
    ]


@query
@with_purpose(Purpose.INTEL_ASSESSMENT)
def list_open_operations(*, viewer: Actor) -> list[tuple[str, str]]:
    """The operations that are not closed and that the viewer sees, the next first."""
    viewer.must(PROPOSE)
    rows = Operation.objects.exclude(status=OperationStatus.CLOSED)
    return [(str(row.id), name_of(row)) for row in rows.order_by("starts_on", "id")]


@query
def find_places_to_propose(*, viewer: Actor, text: str) -> list[PremisesCard]:
    """Open premises that these words find, the first of them; none without words."""
    viewer.must(PROPOSE)
    if not text:
        return []
    return places.search_premises(viewer=viewer, text=text, limit=20).cards


def _known(of: OperationView, premises_ids: Iterable[UUID]) -> set[UUID]:
    rows = PremisesCandidate.objects.filter(
        operation_id=of.id, premises_id__in=set(premises_ids), removed_at__isnull=True
    )
    return set(rows.values_list("premises_id", flat=True))


def _is_barred(of: OperationView, card: PremisesCard) -> bool:
    return of.is_synthetic and is_real(card)
