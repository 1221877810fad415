"""What is known of an operation, or of one of its crews, that a brief could say."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import F

from unhidden.access.actor import Actor
from unhidden.intelligence import queries as intelligence
from unhidden.operations.briefing import rules
from unhidden.operations.briefing.queries.subjects import BriefSubject, load_subject
from unhidden.operations.command.queries.texts import TextVersion, list_texts
from unhidden.operations.models import (
    CommandRisk,
    OperationBrief,
    PlannedVisit,
    PlanStatus,
    RosterShift,
    SafetyPlace,
    VisitKind,
)
from unhidden.operations.rosters.queries.cards import OutfitCard
from unhidden.operations.rosters.queries.resources import list_outfits

SEE_RISK = "intelligence.see_risk"


@dataclass(frozen=True, slots=True)
class BriefFacts:
    """What is known of an operation, or of one of its crews, in no language yet.

    ``earlier`` are visits to the same premises; ``bands`` their risk, of the crew's
    premises alone.
    """

    is_of_team: bool
    subject: BriefSubject
    texts: dict[str, TextVersion]
    risks: tuple[rules.OpenRisk, ...]
    outfit: OutfitCard
    shifts: tuple[RosterShift, ...]
    safety_places: tuple[SafetyPlace, ...]
    earlier: tuple[PlannedVisit, ...]
    bands: dict[UUID, str]


def load_facts(viewer: Actor, brief: OperationBrief) -> BriefFacts:
    """What the brief's planner may tell the crew, or everybody who goes."""
    subject = load_subject(brief)
    texts = list_texts(viewer=viewer, operation_id=brief.operation_id)
    outfits = list_outfits(viewer=viewer, operation_id=brief.operation_id)
    is_of_team = brief.team_id is not None
    return BriefFacts(
        is_of_team=is_of_team,
        subject=subject,
        texts={card.kind: card.latest_version for card in texts if card.latest_version},
        risks=_load_risks(brief.operation_id),
        outfit=outfits.get(brief.team_id, OutfitCard())
        if brief.team_id
        else OutfitCard(),
        shifts=_load_shifts(brief.team_id) if brief.team_id else (),
        safety_places=_load_safety_places(brief.operation_id),
        earlier=_load_earlier(subject) if is_of_team else (),
        bands=_load_bands(viewer, subject) if is_of_team else {},
    )


def _load_risks(operation_id: UUID) -> tuple[rules.OpenRisk, ...]:
    """The open ones, the highest first."""
    rows = CommandRisk.objects.filter(operation_id=operation_id, closed_at=None)
    rated = rows.annotate(rating=F("likelihood") * F("impact"))
    return tuple(
        rules.OpenRisk(row.subject, row.owner, row.risk, row.control)
        for row in rated.order_by("-rating", "id")
    )


def _load_shifts(team_id: UUID) -> tuple[RosterShift, ...]:
    rows = RosterShift.objects.filter(team_id=team_id, starts_at__isnull=False)
    return tuple(rows.order_by("on", "id"))


def _load_safety_places(operation_id: UUID) -> tuple[SafetyPlace, ...]:
    rows = SafetyPlace.objects.filter(
        operation_id=operation_id, removed_at__isnull=True
    )
    return tuple(rows.select_related("manager").order_by("name", "id"))


def _load_earlier(subject: BriefSubject) -> tuple[PlannedVisit, ...]:
    """Visits that were made at the crew's premises.

    What a safeguarding visit was for, no other crew is told.
    """
    made = PlannedVisit.objects.filter(
        premises_id__in=subject.premises, status=PlanStatus.DONE
    )
    earlier = made.exclude(kind=VisitKind.SAFEGUARDING)
    return tuple(earlier.order_by("on", "id"))


def _load_bands(viewer: Actor, subject: BriefSubject) -> dict[UUID, str]:
    """The band of risk of each of the premises, for who may see it."""
    if not viewer.may(SEE_RISK):
        return {}
    known = intelligence.find_scores(viewer=viewer, premises_ids=subject.premises)
    lowest, _label = intelligence.list_bands()[-1]
    return {
        key: known[key].band if key in known else lowest for key in subject.premises
    }
