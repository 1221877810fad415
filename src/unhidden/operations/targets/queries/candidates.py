"""Candidates of an operation: all that its planner, and the search of a week, need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import query
from unhidden.intelligence import queries as intelligence
from unhidden.intelligence.queries import PremisesScore
from unhidden.operations.models import (
    CandidateBar,
    CandidateGroup,
    CandidateSource,
    GroupRule,
    PlannedVisit,
    PlanStatus,
    PremisesCandidate,
    ProposalReason,
    VisitKind,
    VisitOption,
    WindowKind,
)
from unhidden.operations.policies import PLAN
from unhidden.operations.rules import LANGUAGE_PREFIX
from unhidden.operations.targets.queries.cards import (
    BarCard,
    CandidateCard,
    GroupCard,
    GroupName,
    OptionCard,
    PinCard,
    PlacePoint,
    PlannedAtPlace,
    ProposalCard,
    WarrantCard,
)
from unhidden.operations.targets.queries.proposals import find_proposals
from unhidden.operations.targets.queries.warrants import find_warrants
from unhidden.operations.targets.rules.kinds import KindProposal
from unhidden.operations.targets.rules.windows import VisitWindow
from unhidden.places import queries as places
from unhidden.places.queries import PremisesCard

CUSTODY = "custody"


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is read once for all candidates, by candidate or by premises."""

    cards: Mapping[UUID, PremisesCard]
    scores: Mapping[UUID, PremisesScore]
    councils: Mapping[str, tuple[float, float]]
    proposals: Mapping[UUID, KindProposal]
    planned: Mapping[UUID, list[PlannedAtPlace]]
    warrants: Mapping[UUID, list[WarrantCard]]
    bands: Mapping[str, str]


@query
def list_candidates(
    *, viewer: Actor, operation_id: UUID, is_removed: bool = False
) -> list[CandidateCard]:
    """The candidates of an operation that the viewer plans, the riskiest first.

    With ``is_removed`` those that were taken out. Nobody else meets any.
    """
    viewer.must(PLAN)
    rows = _rows().filter(operation_id=operation_id)
    found = list(rows.filter(removed_at__isnull=not is_removed).order_by("id"))
    beside = _read_beside(viewer, operation_id, found)
    cards = [_card(row, beside) for row in found]
    return sorted(cards, key=lambda one: (-one.score, one.premises, str(one.id)))


@query
def list_removed_ids(*, viewer: Actor, operation_id: UUID) -> list[UUID]:
    """The candidates that were taken out and may be put back."""
    viewer.must(PLAN)
    rows = PremisesCandidate.objects.filter(operation_id=operation_id)
    rows = rows.filter(removed_at__isnull=False).order_by("id")
    return list(rows.values_list("id", flat=True))


@query
def get_candidate(
    *, viewer: Actor, operation_id: UUID, candidate_id: UUID
) -> CandidateCard:
    """One candidate that was not taken out; raises Absent."""
    viewer.must(PLAN)
    rows = _rows().filter(operation_id=operation_id, removed_at__isnull=True)
    row = rows.filter(id=candidate_id).first()
    if row is None:
        raise Absent
    return _card(row, _read_beside(viewer, operation_id, [row]))


@query
def list_groups(*, viewer: Actor, operation_id: UUID) -> list[GroupCard]:
    """The groups of the operation's candidates, by name; empty ones too."""
    viewer.must(PLAN)
    kept = PremisesCandidate.objects.filter(
        operation_id=operation_id, removed_at__isnull=True
    )
    members: dict[UUID | None, list[UUID]] = defaultdict(list)
    for row in kept.order_by("premises__name", "id"):
        members[row.strike_id].append(row.id)
        members[row.apart_id].append(row.id)
    rows = CandidateGroup.objects.filter(operation_id=operation_id)
    return [
        GroupCard(
            row.id, row.name, row.rule, row.get_rule_display(), tuple(members[row.id])
        )
        for row in rows.order_by("name", "id")
    ]


def _rows() -> QuerySet[PremisesCandidate]:
    return PremisesCandidate.objects.select_related(
        "premises", "strike", "apart"
    ).prefetch_related("options__decided_by", "bars__team")


def _read_beside(
    viewer: Actor, operation_id: UUID, rows: Sequence[PremisesCandidate]
) -> _Beside:
    ids = {row.premises_id for row in rows}
    scores = intelligence.find_scores(viewer=viewer, premises_ids=ids)
    cards = places.find_premises_cards(viewer=viewer, premises_ids=ids)
    is_lost = any(card.latitude is None for card in cards.values())
    warrants: dict[UUID, list[WarrantCard]] = defaultdict(list)
    for warrant in find_warrants(operation_id, ids):
        warrants[warrant.premises_id].append(warrant)
    return _Beside(
        cards=cards,
        scores=scores,
        councils=places.find_council_points() if is_lost else {},
        proposals=find_proposals(viewer, rows, scores),
        planned=_find_planned(operation_id, ids),
        warrants=warrants,
        bands=dict(intelligence.list_bands()),
    )


def _find_planned(
    operation_id: UUID, premises_ids: Iterable[UUID]
) -> dict[UUID, list[PlannedAtPlace]]:
    rows = PlannedVisit.objects.filter(
        operation_id=operation_id, premises_id__in=set(premises_ids)
    ).exclude(status=PlanStatus.CANCELLED)
    found: dict[UUID, list[PlannedAtPlace]] = defaultdict(list)
    for row in rows.order_by("on", "id"):
        found[row.premises_id].append(
            PlannedAtPlace(
                planned_id=row.id,
                kind=row.kind,
                kind_label=row.get_kind_display(),
                on=row.on,
                status=row.status,
                purpose=row.purpose,
                power=row.power,
            )
        )
    return found


def _card(row: PremisesCandidate, beside: _Beside) -> CandidateCard:
    place = beside.cards[row.premises_id]
    risk = beside.scores.get(row.premises_id, PremisesScore(0, ""))
    return CandidateCard(
        id=row.id,
        premises_id=row.premises_id,
        premises=place.name,
        address=", ".join(filter(None, (place.address, place.postcode))),
        premises_kind=place.kind,
        premises_kind_label=place.kind_label,
        council=place.council,
        council_code=place.council_code,
        point=_point(place, beside.councils),
        source=row.source,
        source_label=row.get_source_display(),
        band=risk.band,
        band_label=beside.bands.get(risk.band, ""),
        score=risk.score,
        is_safeguarding=row.is_safeguarding,
        language=row.language,
        days=tuple(row.days),
        window=VisitWindow(row.opens, row.closes, row.window),
        window_label=row.get_window_display(),
        options=tuple(_options(row)),
        proposal=_proposal(beside.proposals[row.id]),
        strike=_group(row.strike if row.strike_id else None),
        apart=_group(row.apart if row.apart_id else None),
        after_id=row.after_id,
        pin=PinCard(
            team_id=row.pinned_team_id,
            on=row.pinned_on,
            at=row.pinned_at,
            people=frozenset(row.pinned_people),
        ),
        bars=tuple(_bar(bar) for bar in row.bars.all()),
        warrants=tuple(beside.warrants.get(row.premises_id, ())),
        planned=tuple(beside.planned.get(row.premises_id, ())),
    )


def _point(
    place: PremisesCard, councils: Mapping[str, tuple[float, float]]
) -> PlacePoint | None:
    """Where it is; of its council alone where nobody knows more."""
    if place.latitude is not None and place.longitude is not None:
        return PlacePoint(place.latitude, place.longitude)
    middle = councils.get(place.council_code)
    return PlacePoint(*middle, is_of_council=True) if middle else None


def _options(row: PremisesCandidate) -> list[OptionCard]:
    """In the order in which kinds of visit are named everywhere."""
    order = list(VisitKind.values)
    return sorted(
        (_option(row, each) for each in row.options.all()),
        key=lambda one: order.index(one.kind),
    )


def _option(row: PremisesCandidate, each: VisitOption) -> OptionCard:
    support = frozenset(each.support_skills)
    uses = [(CUSTODY, each.custody)] if each.custody else []
    if row.language and f"{LANGUAGE_PREFIX}{row.language}" not in each.lead_skills:
        uses.append((f"interpreter:{row.language}", 1))
    return OptionCard(
        kind=each.kind,
        kind_label=each.get_kind_display(),
        value=each.value,
        minutes=each.minutes,
        crews=(frozenset(each.lead_skills), *[support] * each.support_crews),
        uses=tuple(uses),
        custody=each.custody,
        power=each.power,
        authority=each.authority,
        because=each.because,
        because_label=each.get_because_display(),
        decided_by=each.decided_by.name,
        decided_at=each.decided_at,
    )


def _proposal(found: KindProposal) -> ProposalCard:
    return ProposalCard(
        kind=found.kind,
        kind_label=str(VisitKind(found.kind).label),
        because=found.because,
        because_label=str(ProposalReason(found.because).label),
    )


def _group(row: CandidateGroup | None) -> GroupName | None:
    return GroupName(row.id, row.name) if row else None


def _bar(bar: CandidateBar) -> BarCard:
    return BarCard(
        id=bar.id,
        team_id=bar.team_id,
        team=bar.team.name if bar.team else "",
        on=bar.on,
        kind=bar.kind,
        kind_label=str(VisitKind(bar.kind).label) if bar.kind else "",
        reason=bar.reason,
    )


def list_rules() -> list[tuple[str, str]]:
    """The rules of groups, as codes and labels."""
    return [(value, str(label)) for value, label in GroupRule.choices]


def list_sources() -> list[tuple[str, str]]:
    """Where candidates come from, as codes and labels."""
    return [(value, str(label)) for value, label in CandidateSource.choices]


def list_windows() -> list[tuple[str, str]]:
    """The kinds of hours, as codes and labels."""
    return [(value, str(label)) for value, label in WindowKind.choices]
