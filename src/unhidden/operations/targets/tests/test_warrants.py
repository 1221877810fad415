"""Warrants: no team is sent before, after or too often; an entry used counts down."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.cast import NOON, TODAY, Cast
from tests.made.operations import (
    AUTHORITY,
    POWER,
    make_operation,
    make_planned_visit,
    make_team,
    start,
)
from tests.made.places import make_premises
from tests.made.targets import ACT, make_warrant
from tests.made.visits import Planned, make_visit
from tests.support import audited as audit
from unhidden.access.absent import Absent
from unhidden.operations.targets.actions import refusals, warrants
from unhidden.operations.targets.actions.warrants import NewWarrant
from unhidden.operations.targets.queries import warrants as queries
from unhidden.operations.targets.queries.cards import WarrantCard
from unhidden.operations.targets.rules.warrants import EntryFault
from unhidden.operations.tests.steps import assign, cancel, card, reinstate

pytestmark = pytest.mark.django_db


class Raid:
    """An operation with a team, a place, and an enforcement visit without a team."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.operation_id = make_operation(cast)
        self.team_id = make_team(cast, self.operation_id)
        self.place = make_premises(by=cast.actor("planner"))
        self.planned_id = make_planned_visit(
            cast, self.operation_id, premises_id=self.place, kind="enforcement"
        )

    def task(self, at: time | None) -> None:
        assign(self.cast, self.planned_id, self.team_id, starts_at=at)

    @property
    def held(self) -> list[WarrantCard]:
        return queries.list_warrants(
            viewer=self.cast.actor("planner"), operation_id=self.operation_id
        )


@pytest.fixture
def raid(cast: Cast) -> Raid:
    return Raid(cast)


def test_a_visit_is_tasked_before_its_warrant_ends_and_not_after(
    cast: Cast, raid: Raid
) -> None:
    make_warrant(cast, raid.operation_id, raid.place, expires_at=NOON)

    for at, fault in (
        (time(12), EntryFault.ENDED),
        (None, EntryFault.HOUR_NEEDED),
    ):
        with pytest.raises(refusals.EntryNotLawful) as refusal:
            raid.task(at)
        assert (refusal.value.fault, refusal.value.at) == (fault, NOON)
    raid.task(time(11, 30))

    assert card(cast, raid.planned_id).team_id == raid.team_id


def test_a_visit_waits_for_its_warrant_without_a_team(cast: Cast, raid: Raid) -> None:
    granted = NOON + timedelta(hours=2)
    make_warrant(cast, raid.operation_id, raid.place, issued_at=granted)

    with pytest.raises(refusals.EntryNotLawful) as refusal:
        raid.task(time(13))
    assign(cast, raid.planned_id, None, starts_at=time(13))
    raid.task(time(14))

    assert (refusal.value.fault, refusal.value.at) == (
        EntryFault.NOT_GRANTED_YET,
        granted,
    )


@pytest.mark.parametrize(
    ("day", "at", "fault"),
    [
        (0, time(12, 59), EntryFault.NOT_GRANTED_YET),
        (0, None, EntryFault.HOUR_NEEDED),
        (0, time(13), None),
        (1, None, None),
        (2, time(11, 59), None),
        (2, time(12), EntryFault.ENDED),
        (2, None, EntryFault.HOUR_NEEDED),
        (3, None, EntryFault.ENDED),
    ],
)
def test_nobody_goes_before_a_warrant_is_granted_or_after_it_ends(
    cast: Cast, raid: Raid, day: int, at: time | None, fault: EntryFault | None
) -> None:
    make_warrant(
        cast,
        raid.operation_id,
        raid.place,
        issued_at=NOON + timedelta(hours=1),
        expires_at=NOON + timedelta(days=2),
    )

    found = queries.find_fault_of_entry(
        planned_id=raid.planned_id,
        operation_id=raid.operation_id,
        premises_id=raid.place,
        authority=AUTHORITY,
        on=TODAY + timedelta(day),
        starts_at=at,
    )

    assert (found[0] if found else None) is fault


def test_an_entry_that_one_team_is_sent_for_sends_no_other(
    cast: Cast, raid: Raid
) -> None:
    warrant: dict[str, Any] = {"premises_id": raid.place, "kind": "enforcement"}
    make_warrant(cast, raid.operation_id, raid.place)
    raid.task(time(10))
    tomorrow = TODAY + timedelta(1)

    raid.task(time(11))
    with pytest.raises(refusals.EntryNotLawful) as refusal:
        make_planned_visit(
            cast, raid.operation_id, on=tomorrow, team_id=raid.team_id, **warrant
        )
    waiting = make_planned_visit(cast, raid.operation_id, on=tomorrow, **warrant)
    cancel(cast, raid.planned_id)
    assign(cast, waiting, raid.team_id, on=tomorrow)

    assert refusal.value.fault is EntryFault.USED_UP
    assert reinstate(cast, raid.planned_id) is False


def test_a_visit_names_no_warrant_of_another_place(cast: Cast, raid: Raid) -> None:
    make_warrant(cast, raid.operation_id, make_premises(by=cast.actor("planner")))

    with pytest.raises(refusals.EntryNotLawful) as refusal:
        raid.task(time(11))

    assert refusal.value.fault is EntryFault.ELSEWHERE


def test_a_visit_names_a_warrant_of_its_own_place(cast: Cast, raid: Raid) -> None:
    make_warrant(cast, raid.operation_id, raid.place, number="Another")

    with pytest.raises(refusals.EntryNotLawful) as refusal:
        raid.task(time(11))

    assert refusal.value.fault is EntryFault.ANOTHER_NUMBER


def test_a_visit_that_was_cancelled_comes_back_without_its_team_once_it_ended(
    cast: Cast, raid: Raid
) -> None:
    raid.task(time(15))
    cancel(cast, raid.planned_id)
    make_warrant(cast, raid.operation_id, raid.place, expires_at=NOON)

    kept = reinstate(cast, raid.planned_id)

    assert (kept, card(cast, raid.planned_id).team_id) == (False, None)


def test_an_entry_used_counts_down_once_and_then_none_is_left(
    cast: Cast, raid: Raid
) -> None:
    make_warrant(cast, raid.operation_id, raid.place)
    raid.task(time(10))
    start(cast, raid.operation_id)
    planned = Planned(raid.planned_id, raid.operation_id, raid.team_id, raid.place)
    before = [one.entries_left for one in raid.held]

    make_visit(cast, planned=planned, entry_basis="power", entry_detail=POWER)
    warrants.use_entry(planned_id=raid.planned_id, actor=cast.actor("officer"), at=NOON)
    again = make_planned_visit(
        cast,
        raid.operation_id,
        premises_id=raid.place,
        kind="enforcement",
        on=TODAY + timedelta(1),
    )
    with pytest.raises(refusals.EntryNotLawful) as refusal:
        assign(cast, again, raid.team_id, on=TODAY + timedelta(1))

    assert (before, [one.entries_left for one in raid.held]) == ([1], [0])
    assert refusal.value.fault is EntryFault.USED_UP


def test_only_who_goes_uses_an_entry(cast: Cast, raid: Raid) -> None:
    make_warrant(cast, raid.operation_id, raid.place)
    raid.task(time(10))

    with pytest.raises(Absent):
        warrants.use_entry(
            planned_id=raid.planned_id, actor=cast.actor("colleague"), at=NOON
        )

    assert [one.entries_left for one in raid.held] == [1]


def test_silver_sees_those_that_end_within_seven_days(cast: Cast, raid: Raid) -> None:
    soon, late = NOON + timedelta(days=4), NOON + timedelta(days=8)
    make_warrant(cast, raid.operation_id, raid.place, number="late", expires_at=late)
    make_warrant(cast, raid.operation_id, raid.place, number="soon", expires_at=soon)

    ending = queries.list_ending_warrants(
        viewer=cast.actor("planner"), operation_id=raid.operation_id, at=NOON
    )

    assert [one.number for one in ending] == ["soon"]
    assert [one.number for one in raid.held] == ["soon", "late"]


def test_a_warrant_is_kept_whole_and_once(cast: Cast, raid: Raid) -> None:
    kept = make_warrant(cast, raid.operation_id, raid.place)
    whole = NewWarrant(
        raid.place, ACT, "New", NOON, NOON + timedelta(1), granted_by="A judge"
    )

    for new, refusal in (
        (replace(whole, number=AUTHORITY), refusals.WarrantKept),
        (replace(whole, act=" "), refusals.WarrantIncomplete),
        (replace(whole, granted_by=""), refusals.WarrantIncomplete),
        (replace(whole, entries=0), refusals.WarrantIncomplete),
        (replace(whole, expires_at=NOON), refusals.WarrantEndsFirst),
    ):
        with pytest.raises(refusal):
            _keep(cast, raid.operation_id, new)

    assert "operations.warrant_kept" in audit.names_about(subject_id=kept)


def test_nobody_is_sent_by_a_warrant_that_was_withdrawn(cast: Cast, raid: Raid) -> None:
    kept = make_warrant(cast, raid.operation_id, raid.place, expires_at=NOON)
    _withdraw(cast, raid, kept)

    with pytest.raises(refusals.EntryNotLawful) as refusal:
        raid.task(time(10))
    with pytest.raises(refusals.WarrantWithdrawn):
        _withdraw(cast, raid, kept)
    right = make_warrant(cast, raid.operation_id, raid.place)
    raid.task(time(15))

    assert refusal.value.fault is EntryFault.WITHDRAWN
    assert [one.id for one in raid.held] == [right]
    assert "operations.warrant_withdrawn" in audit.names_about(subject_id=kept)


def test_a_withdrawal_says_why_who_and_what_was_entered_before(
    cast: Cast, raid: Raid
) -> None:
    kept = make_warrant(cast, raid.operation_id, raid.place)
    raid.task(time(10))
    warrants.use_entry(planned_id=raid.planned_id, actor=cast.actor("officer"), at=NOON)
    planner = cast.actor("planner")
    under = queries.list_visits_under(viewer=planner, warrant=raid.held[0])

    with pytest.raises(refusals.WithdrawalUnexplained):
        _withdraw(cast, raid, kept, " ")
    with pytest.raises(Absent):
        _withdraw(cast, raid, kept, part="officer")
    _withdraw(cast, raid, kept, "The wrong shop")

    (card,) = queries.list_withdrawn_warrants(
        viewer=planner, operation_id=raid.operation_id
    )
    assert [one.planned_id for one in under] == [raid.planned_id]
    assert (card.withdrawn_by, card.withdrawn_because) == ("Planner", "The wrong shop")
    assert (card.withdrawn_at, card.entries_left) == (NOON, 0)


def test_nobody_else_meets_a_warrant(cast: Cast, raid: Raid) -> None:
    for part in ("officer", "analyst", "partner", "safeguarding_lead"):
        with pytest.raises(Absent):
            queries.list_warrants(
                viewer=cast.actor(part), operation_id=raid.operation_id
            )


def _withdraw(
    cast: Cast, raid: Raid, kept: UUID, because: str = "Mistyped", part: str = "planner"
) -> None:
    warrants.withdraw_warrant(
        operation_id=raid.operation_id,
        warrant_id=kept,
        because=because,
        actor=cast.actor(part),
        at=NOON,
    )


def _keep(cast: Cast, operation_id: UUID, new: NewWarrant) -> None:
    warrants.keep_warrant(
        operation_id=operation_id, new=new, actor=cast.actor("planner"), at=NOON
    )
