"""Where the current week may go: candidates, groups, a warrant, and what is decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.demo.region import Region, read_data_file
from unhidden.demo.weeks import PlannedWeek
from unhidden.operations import actions as operations
from unhidden.operations import queries as plans

POWER = "Police and Criminal Evidence Act 1984, section 8 (synthetic)"
AUTHORITY = "SYN/0000"


@dataclass(frozen=True, slots=True)
class _Choosing:
    """Who chooses, for which operation, and when."""

    operation_id: UUID
    actor: Actor
    at: datetime

    @property
    def arguments(self) -> dict[str, Any]:
        return {
            "operation_id": self.operation_id,
            "actor": self.actor,
            "at": self.at,
        }


def choose_targets(region: Region, week: PlannedWeek, *, at: datetime) -> None:
    """Choose about sixty places: those with a visit, others by kind, and revisits.

    Two groups of them warn each other. One warrant ends in four days. Of a few places
    nobody has decided yet what they get.
    """
    data = read_data_file("targets_now.json")
    planner = region.actor("planner", at.date())
    choosing = _Choosing(week.operation_id, planner, at)
    known = [
        plans.planned_visit(viewer=planner, planned_id=visit.id).premises_id
        for visit in week.visits
    ]
    _add(choosing, known, "desk")
    more = {
        kind: [each for each in region.premises[kind] if each not in known][:count]
        for kind, count in data["more"].items()
    }
    for kind, places in more.items():
        _add(choosing, places, data["sources"].get(kind, "desk"))
    view = plans.get_operation(viewer=planner, operation_id=week.operation_id)
    again = plans.list_revisits(viewer=planner, of=view)[: data["revisits"]]
    _add(choosing, [one.premises_id for one in again], "revisit")
    _decide(choosing, data["undecided"])
    _group(choosing, more, data["strikes"])
    _keep_warrant(choosing, more[data["warrant"]["kind"]][0], data["warrant"])


def _add(choosing: _Choosing, places: Sequence[UUID], source: str) -> None:
    if places:
        operations.add_candidates(
            premises_ids=list(places), source=source, **choosing.arguments
        )


def _decide(choosing: _Choosing, undecided: int) -> None:
    """Decide on each place what its visit is, or what the rule proposes; but a few."""
    cards = plans.list_candidates(
        viewer=choosing.actor, operation_id=choosing.operation_id
    )
    open_ones = [card for card in cards if not card.planned][-undecided:]
    by_kind: dict[str, list[UUID]] = {}
    for card in cards:
        if card in open_ones:
            continue
        planned = [one.kind for one in card.planned]
        kind = planned[0] if planned else card.proposal.kind
        # Nothing enforces here without a warrant, of which one is kept below.
        by_kind.setdefault("soft" if _lacks_power(kind, planned) else kind, []).append(
            card.id
        )
    for kind, ids in sorted(by_kind.items()):
        operations.decide_kinds(
            candidate_ids=ids,
            decision=operations.KindDecision(kind, POWER, AUTHORITY),
            **choosing.arguments,
        )


def _lacks_power(kind: str, planned: Sequence[str]) -> bool:
    return kind == "enforcement" and not planned


def _group(
    choosing: _Choosing, more: dict[str, list[UUID]], strikes: list[dict[str, Any]]
) -> None:
    cards = {
        card.premises_id: card.id
        for card in plans.list_candidates(
            viewer=choosing.actor, operation_id=choosing.operation_id
        )
    }
    for strike in strikes:
        places = more[strike["kind"]][: strike["count"]]
        operations.group_candidates(
            candidate_ids=[cards[each] for each in places],
            name=strike["name"],
            rule="strike",
            **choosing.arguments,
        )


def _keep_warrant(choosing: _Choosing, place: UUID, data: dict[str, Any]) -> None:
    """One place has a warrant, and may be entered until it ends."""
    ends_at = choosing.at + timedelta(days=data["ends_in_days"])
    operations.keep_warrant(
        new=operations.NewWarrant(
            premises_id=place,
            act=POWER,
            number=data["number"],
            issued_at=choosing.at - timedelta(days=2),
            expires_at=ends_at.replace(hour=12),
            entries=1,
        ),
        **choosing.arguments,
    )
    cards = plans.list_candidates(
        viewer=choosing.actor, operation_id=choosing.operation_id
    )
    operations.decide_kinds(
        candidate_ids=[card.id for card in cards if card.premises_id == place],
        decision=operations.KindDecision("enforcement", POWER, data["number"]),
        **choosing.arguments,
    )
