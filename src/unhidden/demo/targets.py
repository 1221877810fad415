"""Where the current week may go: candidates, groups, a warrant, and what is decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.demo.region import Region, read_data_file
from unhidden.demo.weeks import ChosenPlace
from unhidden.operations import actions as operations
from unhidden.operations import queries as plans
from unhidden.operations.queries import CandidateCard
from unhidden.operations.targets.actions import kinds

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

    def list_cards(self) -> list[CandidateCard]:
        """The candidates as they stand."""
        return plans.list_candidates(viewer=self.actor, operation_id=self.operation_id)


def choose_targets(
    region: Region,
    operation_id: UUID,
    chosen: Sequence[ChosenPlace],
    *,
    days: Sequence[date],
    at: datetime,
) -> None:
    """Choose about sixty places: those of the week, others by kind, and revisits.

    Two groups of them warn each other. One warrant ends in four days. Of a few places
    nobody has decided yet what they get.
    """
    data = read_data_file("targets_now.json")
    planner = region.actor("planner", at.date())
    choosing = _Choosing(operation_id, planner, at)
    kind_of = {place.id: place.kind for place in chosen}
    _add(choosing, list(kind_of), "desk")
    more = {
        kind: [each for each in region.premises[kind] if each not in kind_of][:count]
        for kind, count in data["more"].items()
    }
    for kind, places in more.items():
        _add(choosing, places, data["sources"].get(kind, "desk"))
    view = plans.get_operation(viewer=planner, operation_id=operation_id)
    again = plans.list_revisits(viewer=planner, of=view)[: data["revisits"]]
    _add(choosing, [one.premises_id for one in again], "revisit")
    _decide(choosing, kind_of, data["undecided"])
    _group(choosing, more, data["strikes"])
    _keep_warrant(choosing, more[data["warrant"]["kind"]][0], data["warrant"])
    _ask_who_leads(choosing)
    _say_which_days(choosing, chosen, days)


def _add(choosing: _Choosing, places: Sequence[UUID], source: str) -> None:
    if places:
        operations.add_candidates(
            premises_ids=list(places), source=source, **choosing.arguments
        )


def _decide(choosing: _Choosing, kind_of: Mapping[UUID, str], undecided: int) -> None:
    """Decide on each place what was chosen, or what the rule proposes; but a few."""
    cards = choosing.list_cards()
    open_ones = [card for card in cards if card.premises_id not in kind_of][-undecided:]
    by_kind: dict[str, list[UUID]] = {}
    for card in cards:
        if card in open_ones:
            continue
        # Nothing else enforces without a warrant, of which one is kept below.
        proposed = card.proposal.kind
        usual = "soft" if proposed == "enforcement" else proposed
        by_kind.setdefault(kind_of.get(card.premises_id, usual), []).append(card.id)
    for kind, ids in sorted(by_kind.items()):
        operations.decide_kinds(
            candidate_ids=ids,
            decision=operations.KindDecision(kind, POWER, AUTHORITY),
            **choosing.arguments,
        )


def _ask_who_leads(choosing: _Choosing) -> None:
    """Enforcement is led by a crew that can make an entry."""
    for card in choosing.list_cards():
        for option in card.options:
            if option.kind != "enforcement":
                continue
            kinds.change_option(
                candidate_id=card.id,
                kind=option.kind,
                terms=kinds.OptionTerms(
                    value=option.value,
                    minutes=option.minutes,
                    lead_skills=(*sorted(option.lead_skills), "method_of_entry"),
                    support_crews=len(option.crews) - 1,
                    support_skills=(),
                    custody=option.custody,
                    power=option.power,
                    authority=option.authority,
                ),
                **choosing.arguments,
            )


def _say_which_days(
    choosing: _Choosing, places: Sequence[ChosenPlace], days: Sequence[date]
) -> None:
    """Each owner is there on two of the days; groups go on any.

    Where somebody waits to be found, a team goes on the first day.
    """
    first = {place.id for place in places if place.people}
    for number, card in enumerate(choosing.list_cards()):
        if card.strike is not None:
            continue
        there = days[number % len(days)], days[(number + 2) % len(days)]
        operations.set_windows(
            candidate_ids=[card.id],
            window=card.window,
            days=days[:1] if card.premises_id in first else there,
            **choosing.arguments,
        )


def _group(
    choosing: _Choosing, more: dict[str, list[UUID]], strikes: list[dict[str, Any]]
) -> None:
    cards = {card.premises_id: card.id for card in choosing.list_cards()}
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
            granted_by=data["granted_by"],
            issued_at=choosing.at - timedelta(days=2),
            expires_at=ends_at.replace(hour=12),
            entries=1,
        ),
        **choosing.arguments,
    )
    cards = choosing.list_cards()
    operations.decide_kinds(
        candidate_ids=[card.id for card in cards if card.premises_id == place],
        decision=operations.KindDecision("enforcement", POWER, data["number"]),
        **choosing.arguments,
    )
