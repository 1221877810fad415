"""Nobody and nothing is wanted twice at one hour."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.planning.clashes import (
    SHORTEST_MINUTES,
    Clash,
    PlannedSlot,
    clashes_with,
    find_clashes,
)

MONDAY = date(2016, 10, 17)
TUESDAY = date(2016, 10, 18)
TEN = time(10)
TEAM, ANN, BEN = UUID(int=1), UUID(int=2), UUID(int=3)
CAR_WASH = UUID(int=4)
FIRST, SECOND = UUID(int=11), UUID(int=12)

few_ids = st.integers(min_value=1, max_value=4).map(lambda number: UUID(int=number))
slots = st.builds(
    PlannedSlot,
    id=few_ids,
    on=st.sampled_from([MONDAY, TUESDAY]),
    starts_at=st.none() | st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    team_id=st.none() | few_ids,
    people=st.frozensets(few_ids, max_size=3),
    premises_id=st.none() | few_ids,
)


def slot(
    key: UUID,
    *,
    on: date = MONDAY,
    starts_at: time | None = TEN,
    team_id: UUID | None = None,
    people: tuple[UUID, ...] = (),
    premises_id: UUID | None = None,
) -> PlannedSlot:
    return PlannedSlot(key, on, starts_at, team_id, frozenset(people), premises_id)


def test_a_team_has_one_visit_at_an_hour() -> None:
    one = slot(FIRST, team_id=TEAM, people=(ANN, BEN))
    other = slot(SECOND, team_id=TEAM, people=(ANN, BEN))

    assert find_clashes(one, other) == (Clash.TEAM,)


def test_a_person_of_two_teams_is_in_one_place() -> None:
    one = slot(FIRST, team_id=TEAM, people=(ANN, BEN))
    other = slot(SECOND, team_id=UUID(int=9), people=(BEN,))

    assert find_clashes(one, other) == (Clash.PERSON,)


def test_premises_have_one_visit_at_an_hour() -> None:
    one = slot(FIRST, people=(ANN,), premises_id=CAR_WASH)
    other = slot(SECOND, people=(BEN,), premises_id=CAR_WASH)

    assert find_clashes(one, other) == (Clash.PREMISES,)


def test_slots_without_a_team_or_a_place_share_nothing() -> None:
    assert find_clashes(slot(FIRST), slot(SECOND)) == ()


@pytest.mark.parametrize(
    ("minute", "found"),
    [(0, (Clash.TEAM,)), (SHORTEST_MINUTES - 1, (Clash.TEAM,)), (SHORTEST_MINUTES, ())],
)
def test_two_visits_closer_than_the_shortest_visit_clash(
    minute: int, found: tuple[Clash, ...]
) -> None:
    one = slot(FIRST, team_id=TEAM)
    other = slot(SECOND, team_id=TEAM, starts_at=time(10, minute))

    assert find_clashes(one, other) == found


def test_another_day_is_free() -> None:
    one = slot(FIRST, team_id=TEAM)

    assert find_clashes(one, slot(SECOND, team_id=TEAM, on=TUESDAY)) == ()


def test_a_visit_without_an_hour_clashes_with_nothing() -> None:
    one = slot(FIRST, team_id=TEAM, starts_at=None)

    assert find_clashes(one, slot(SECOND, team_id=TEAM)) == ()


def test_among_many_each_clash_is_named_once() -> None:
    wanted = slot(FIRST, team_id=TEAM, people=(ANN,), premises_id=CAR_WASH)
    others = [
        slot(SECOND, team_id=TEAM, people=(ANN,)),
        slot(UUID(int=13), team_id=TEAM, people=(ANN,)),
        slot(UUID(int=14), people=(ANN,), premises_id=CAR_WASH),
    ]

    found = clashes_with(wanted, others)

    assert found == (Clash.TEAM, Clash.PERSON, Clash.PREMISES)


@given(one=slots, other=slots)
def test_a_clash_is_mutual(one: PlannedSlot, other: PlannedSlot) -> None:
    assert find_clashes(one, other) == find_clashes(other, one)


@given(one=slots)
def test_nothing_clashes_with_itself(one: PlannedSlot) -> None:
    assert find_clashes(one, one) == ()


@given(wanted=slots, others=st.lists(slots, max_size=6), more=slots)
def test_another_slot_never_removes_a_clash(
    wanted: PlannedSlot, others: list[PlannedSlot], more: PlannedSlot
) -> None:
    before = set(clashes_with(wanted, others))

    assert before <= set(clashes_with(wanted, [*others, more]))


@given(one=slots, other=slots, newcomer=few_ids)
def test_a_newcomer_never_frees_a_team(
    one: PlannedSlot, other: PlannedSlot, newcomer: UUID
) -> None:
    joined = PlannedSlot(
        one.id,
        one.on,
        one.starts_at,
        one.team_id,
        one.people | {newcomer},
        one.premises_id,
    )

    assert set(find_clashes(one, other)) <= set(find_clashes(joined, other))
