"""A large investigation in bulk rows, under the staff site's role and rules."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import Any
from uuid import UUID, uuid4

from benchmarks.case.ground import BenchCase
from unhidden.access.actor import Actor
from unhidden.access.context import acting_as
from unhidden.investigations.models import (
    ActionStep,
    Exhibit,
    ExhibitMove,
    InvestigatedPerson,
    Material,
    MaterialDecision,
    MaterialDescription,
    Paper,
    PersonRole,
    RoomAction,
)

#: Rows of one statement, and of one transaction: its context is good for a minute.
BATCH, AT_ONCE = 1_000, 2_000
HANDS = ("DC Ash", "Store A", "PC Bevan", "Laboratory", "Store B")
#: What is decided of every item, but of the test, where it may be either.
_EVERY = {
    "relevance": "relevant",
    "use": "unused",
    "sensitivity": "none_sensitive",
    "test": "not_met",
}
_DRAWERS = ("desk", "safe", "till", "van", "loft")


@dataclass(frozen=True, slots=True)
class CaseSize:
    """How many there are of each."""

    people: int
    suspects: int
    exhibits: int
    papers: int
    items: int
    actions: int
    moves: int = 8


FULL = CaseSize(200, 8, 5_000, 3_000, 20_000, 4_000)
QUICK = CaseSize(20, 2, 500, 300, 2_000, 400)


def fill_case(case: BenchCase, size: CaseSize, *, undecided: int) -> None:
    """People, exhibits with moves, documents, actions; all of it items of material.

    All items but the last ``undecided`` are decided and described, each by itself.
    """
    _add_people(case, size)
    sources = [
        *(("exhibit", each) for each in _add_exhibits(case, size)),
        *(("paper", each) for each in _add_papers(case, size.papers)),
        *(("action", each) for each in _add_actions(case, size.actions)),
    ]
    _enter(case, sources, size.items)
    _decide(case, undecided)


def _save(actor: Actor, model: Any, rows: Iterable[Any]) -> None:
    waiting = iter(rows)
    while some := list(islice(waiting, AT_ONCE)):
        with acting_as(actor):
            model.objects.bulk_create(some, batch_size=BATCH)


def _add_people(case: BenchCase, size: CaseSize) -> None:
    """Those who are not suspects, whom the ground made."""
    who, at = case.leader, case.opened_at
    people = [
        InvestigatedPerson(
            investigation_id=case.id, number=n, added_by_id=who.person, added_at=at
        )
        for n in range(size.suspects + 1, size.people + 1)
    ]
    _save(who, InvestigatedPerson, people)
    roles = [
        PersonRole(
            investigation_id=case.id,
            person=each,
            role="witness" if each.number % 3 else "victim",
            began_at=at,
            given_by_id=who.person,
        )
        for each in people
    ]
    _save(who, PersonRole, roles)


def _add_exhibits(case: BenchCase, size: CaseSize) -> Sequence[UUID]:
    """Each with its moves, an hour apart, from hand to hand."""
    who, at = case.leader, case.opened_at
    began = at - timedelta(hours=size.moves + 2)
    rows = [
        Exhibit(
            investigation_id=case.id,
            reference=f"{'ABCDEFGH'[n % 8]}Q/{n + 1}",
            kind="document",
            description=f"Synthetic ledger {n + 1} of the wages",
            found_at=f"Office, {_DRAWERS[n % 5]}",
            found_by=HANDS[0],
            seized_by=HANDS[0],
            seized_at=began,
            power="pace_18",
            registered_by_id=who.person,
            registered_at=at,
        )
        for n in range(size.exhibits)
    ]
    _save(who, Exhibit, rows)
    for turn in range(1, size.moves + 1):
        moved = began + timedelta(hours=turn - 1)
        _save(
            who,
            ExhibitMove,
            (
                ExhibitMove(
                    investigation_id=case.id,
                    exhibit=each,
                    turn=turn,
                    moved_at=moved,
                    from_holder=each.found_at if turn == 1 else find_holder(turn - 1),
                    to_holder=find_holder(turn),
                    seal_before="" if turn == 1 else f"S{n}",
                    seal_after=f"S{n}",
                    purpose="seized" if turn == 1 else "handed_on",
                    recorded_by_id=who.person,
                    recorded_at=at,
                )
                for n, each in enumerate(rows)
            ),
        )
    return [each.id for each in rows]


def find_holder(turn: int) -> str:
    """Who holds every exhibit after its move of this number."""
    return HANDS[(turn - 1) % len(HANDS)]


def _add_papers(case: BenchCase, count: int) -> Sequence[UUID]:
    who, at = case.leader, case.opened_at
    rows = [
        Paper(
            investigation_id=case.id,
            kind="D",
            number=n + 1,
            title=f"Synthetic rota {n + 1}",
            received_on=at.date(),
            registered_by_id=who.person,
            registered_at=at,
        )
        for n in range(count)
    ]
    _save(who, Paper, rows)
    return [each.id for each in rows]


def _add_actions(case: BenchCase, count: int) -> Sequence[UUID]:
    who, at = case.leader, case.opened_at
    rows = [
        RoomAction(
            investigation_id=case.id,
            number=n + 1,
            text=f"Ask the owner of van {n + 1}",
            priority=("high", "medium", "low")[n % 3],
            raised_by_id=who.person,
            raised_at=at,
        )
        for n in range(count)
    ]
    _save(who, RoomAction, rows)
    steps = (
        ActionStep(
            investigation_id=case.id,
            action=each,
            turn=1,
            queue="for_allocation",
            taken_by_id=who.person,
            taken_at=at,
        )
        for each in rows
    )
    _save(who, ActionStep, steps)
    return [each.id for each in rows]


def _enter(case: BenchCase, sources: Sequence[tuple[str, UUID]], items: int) -> None:
    """What is recorded, and as much else as is still missing, after what is there."""
    who, at = case.leader, case.opened_at
    with acting_as(who):
        there = Material.objects.filter(investigation_id=case.id).count()
    more = items - there - len(sources)
    every = [*sources, *(("other", uuid4()) for _ in range(more))]
    _save(
        who,
        Material,
        (
            Material(
                investigation_id=case.id,
                number=there + n,
                kind=kind,
                source_id=source_id,
                source="own",
                received_on=at.date(),
                entered_by_id=who.person,
                entered_at=at,
            )
            for n, (kind, source_id) in enumerate(every, start=1)
        ),
    )


def _decide(case: BenchCase, undecided: int) -> None:
    """By the disclosure officer; of every axis, and for every accused."""
    who = case.officer
    with acting_as(who):
        rows = Material.objects.filter(investigation_id=case.id).order_by("number")
        numbered = list(rows.values_list("id", "number"))
    decided = numbered[: len(numbered) - undecided]
    for axis, value in _EVERY.items():
        accused = case.accused if axis == "test" else (None,)
        rows_ = (
            _make_decision(case, id_, (axis, each), _test(n) if each else value, who)
            for id_, n in decided
            for each in accused
        )
        _save(who, MaterialDecision, rows_)
    dice = random.Random(1)  # noqa: S311  # made data, no secret
    described = (
        MaterialDescription(
            investigation_id=case.id,
            material_id=id_,
            turn=1,
            text=f"Rota of the car wash, sheet {number}, {dice.choice(_DRAWERS)}",
            written_by_id=who.person,
            written_at=case.opened_at,
        )
        for id_, number in decided
    )
    _save(who, MaterialDescription, described)


def _test(number: int) -> str:
    return "not_met" if number % 20 else "may_meet"


def _make_decision(
    case: BenchCase,
    material_id: UUID,
    on: tuple[str, UUID | None],
    value: str,
    who: Actor,
) -> MaterialDecision:
    """The first of an item on an axis, for an accused where it is per accused."""
    axis, accused = on
    return MaterialDecision(
        investigation_id=case.id,
        material_id=material_id,
        axis=axis,
        accused_id=accused,
        turn=1,
        value=value,
        reason="Nothing of the wages." if value == "not_met" else "",
        decided_by_id=who.person,
        decided_at=case.opened_at,
    )
