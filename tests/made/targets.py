"""Candidates, decisions and warrants, made by the cast's planner."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tests.cast import NOON, Cast
from tests.made.operations import AUTHORITY, POWER
from tests.made.places import make_premises
from unhidden.operations.targets.actions import groups, kinds, warrants
from unhidden.operations.targets.actions.candidates import add_candidates
from unhidden.operations.targets.actions.kinds import KindDecision
from unhidden.operations.targets.actions.warrants import NewWarrant
from unhidden.operations.targets.queries import candidates
from unhidden.operations.targets.queries.cards import CandidateCard

ACT = "Police and Criminal Evidence Act 1984, section 8"


def make_candidate(
    cast: Cast,
    operation_id: UUID,
    *,
    premises_id: UUID | None = None,
    at: datetime = NOON,
    **place: Any,
) -> UUID:
    """Premises of their own, as a candidate from the register."""
    planner = cast.actor("planner")
    found = add_candidates(
        operation_id=operation_id,
        premises_ids=[premises_id or make_premises(by=planner, **place)],
        source="register",
        actor=planner,
        at=at,
    )
    return found.added[0]


def decide(
    cast: Cast,
    operation_id: UUID,
    *candidate_ids: UUID,
    kind: str = "soft",
    power: str = POWER,
    authority: str = AUTHORITY,
    is_added: bool = False,
    at: datetime = NOON,
) -> None:
    kinds.decide_kinds(
        operation_id=operation_id,
        candidate_ids=candidate_ids,
        decision=KindDecision(kind, power, authority, is_added=is_added),
        actor=cast.actor("planner"),
        at=at,
    )


def group(
    cast: Cast,
    operation_id: UUID,
    *candidate_ids: UUID,
    name: str = "Red Gate",
    rule: str = "strike",
) -> None:
    groups.group_candidates(
        operation_id=operation_id,
        candidate_ids=candidate_ids,
        name=name,
        rule=rule,
        actor=cast.actor("planner"),
        at=NOON,
    )


def make_warrant(
    cast: Cast,
    operation_id: UUID,
    premises_id: UUID,
    *,
    number: str = AUTHORITY,
    issued_at: datetime = NOON - timedelta(days=1),
    expires_at: datetime = NOON + timedelta(days=90),
    entries: int = 1,
    at: datetime = NOON,
) -> UUID:
    return warrants.keep_warrant(
        operation_id=operation_id,
        new=NewWarrant(
            premises_id,
            ACT,
            number,
            issued_at,
            expires_at,
            entries,
            granted_by="Wrexham Magistrates’ Court",
        ),
        actor=cast.actor("planner"),
        at=at,
    )


def card_of(cast: Cast, operation_id: UUID, candidate_id: UUID) -> CandidateCard:
    return candidates.get_candidate(
        viewer=cast.actor("planner"),
        operation_id=operation_id,
        candidate_id=candidate_id,
    )
