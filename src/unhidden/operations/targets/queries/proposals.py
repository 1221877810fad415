"""The kind of visit that the rule proposes for each candidate."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.intelligence import queries as intelligence
from unhidden.intelligence.queries import PremisesScore
from unhidden.operations.models import PremisesCandidate, PremisesWarrant
from unhidden.operations.targets.queries.earlier import find_earlier_visits
from unhidden.operations.targets.rules.kinds import (
    KindProposal,
    PlaceFacts,
    propose_kind,
)
from unhidden.places.queries import PremisesCard


@dataclass(frozen=True, slots=True)
class ProposedPlace:
    """Premises that are no candidate of the operation yet; ``id`` is their own."""

    id: UUID
    operation_id: UUID
    premises: PremisesCard

    @property
    def premises_id(self) -> UUID:
        return self.premises.id


def find_proposals(
    viewer: Actor,
    rows: Collection[PremisesCandidate | ProposedPlace],
    scores: Mapping[UUID, PremisesScore] | None = None,
) -> dict[UUID, KindProposal]:
    """What the rule proposes, by the candidate's id; ``scores`` where they are known.

    What a safeguarding visit found proposes nothing: its record keeps its purpose.
    """
    places = {row.premises_id for row in rows}
    if scores is None:
        scores = intelligence.find_scores(viewer=viewer, premises_ids=places)
    earlier = find_earlier_visits(viewer, places)
    joint = {one.premises_id for one in earlier if one.is_joint}
    warranted = _find_warranted(rows)
    return {
        row.id: propose_kind(
            PlaceFacts(
                premises_kind=row.premises.kind,
                band=scores[row.premises_id].band if row.premises_id in scores else "",
                has_warrant=row.premises_id in warranted,
                is_joint_wanted=row.premises_id in joint,
            )
        )
        for row in rows
    }


def _find_warranted(
    rows: Collection[PremisesCandidate | ProposedPlace],
) -> set[UUID]:
    held = PremisesWarrant.objects.filter(withdrawn_at__isnull=True).filter(
        operation_id__in={row.operation_id for row in rows},
        premises_id__in={row.premises_id for row in rows},
    )
    return set(held.values_list("premises_id", flat=True))
