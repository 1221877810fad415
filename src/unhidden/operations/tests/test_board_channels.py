"""Who hears that a board changed: whoever may see what changed, and nobody else."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.utils import timezone

from tests.cast import NOON, Cast
from tests.made import operations
from tests.support.postgres import Server
from unhidden.access import context
from unhidden.access.absent import Absent
from unhidden.lib.working_days import LONDON
from unhidden.operations.models import BoardEntry
from unhidden.operations.tests import boards, steps
from unhidden.operations.tests.boards import BoardWeek, make_board_week
from unhidden.operations.visits.actions import support

PARTS = ("planner", "safeguarding_lead", "analyst", "officer", "colleague")
#: ``make prove PART=rhythm`` takes a thousand.
STEPS = int(os.environ.get("UNHIDDEN_RHYTHM_STEPS", "60"))


class Ear:
    """A connection of the live process's role, and what it hears."""

    def __init__(self, connection: psycopg.Connection[Any], name: str) -> None:
        self._connection, self._name = connection, name

    def take(self) -> list[str]:
        """The channels told since the last time, in their order."""
        self._connection.execute("select pg_notify(%s, 'mark')", [self._name])
        found = []
        for notice in self._connection.notifies(timeout=10):
            if notice.payload == "mark":
                break
            found.append(notice.payload)
        return found


@pytest.fixture
def ear(
    transactional_db: None, test_server: Server, test_database: str
) -> Iterator[Ear]:
    wanted = test_server.parameters(test_database, "unhidden_live")
    with psycopg.connect(**wanted, autocommit=True) as made:  # type: ignore[arg-type]  # words
        found = made.execute("select wall.live_name()").fetchone()
        assert found is not None
        made.execute(f'listen "{found[0]}"'.encode())
        yield Ear(made, found[0])


@pytest.fixture
def today() -> date:
    """Who goes on a team's visits meets their plans until their day is over."""
    return timezone.now().astimezone(LONDON).date()


@pytest.fixture
def week(cast: Cast, today: date) -> BoardWeek:
    return make_board_week(cast, on=today)


def hearing(cast: Cast, week: BoardWeek, day: date) -> dict[str, set[str]]:
    """Each part with the channels that it may hear."""
    parts = (*PARTS, "charity_visitor", "council_officer")
    return {part: boards.channels_of(cast, week, part, on=day) for part in parts}


def test_each_scope_has_channels_of_its_own(
    cast: Cast, week: BoardWeek, today: date
) -> None:
    found = hearing(cast, week, today)

    assert len(found["planner"]) == 1  # every visit, and no place of safety
    assert found["planner"] == found["safeguarding_lead"]
    assert len(found["analyst"]) == 1
    assert found["officer"] > found["analyst"]
    assert len(found["colleague"] - found["analyst"]) == 1  # that of the own team
    assert not found["planner"] & found["colleague"]
    assert found["council_officer"] < found["charity_visitor"]
    assert all(len(each) == 32 for channels in found.values() for each in channels)


def test_who_meets_no_visit_is_told_no_channel(
    cast: Cast, week: BoardWeek, today: date
) -> None:
    assert boards.channels_of(cast, week, "communications", on=today) == set()
    unknown = replace(week, operation_id=uuid4())
    with pytest.raises(Absent):
        boards.channels_of(cast, unknown, "planner", on=today)


def test_who_went_yesterday_hears_nothing_of_it_any_more(
    cast: Cast, week: BoardWeek, today: date
) -> None:
    before = today - timedelta(days=1)

    assert boards.channels_of(cast, week, "council_officer", on=before) == set()
    assert boards.channels_of(cast, week, "planner", on=before)


def test_who_may_not_see_a_visit_hears_nothing_of_it(
    cast: Cast, ear: Ear, week: BoardWeek, today: date
) -> None:
    heard = hearing(cast, week, today)
    ear.take()

    boards.enter(cast, week.quiet, "there")
    quiet = ear.take()
    boards.enter(cast, week.plain, "there")
    plain = ear.take()

    def hears(told: list[str]) -> set[str]:
        return {part for part, channels in heard.items() if channels & set(told)}

    knows = {"planner", "safeguarding_lead"}
    crew = {"colleague", "council_officer", "charity_visitor"}
    assert hears(quiet) == knows | crew
    assert hears(plain) == set(heard) - {"council_officer"}
    assert set(quiet) | set(plain) <= set().union(*heard.values())


def test_who_hears_of_a_change_may_see_it_and_who_sees_it_hears(
    cast: Cast, ear: Ear, week: BoardWeek, today: date
) -> None:
    heard = hearing(cast, week, today)
    ear.take()

    for planned_id in (week.plain, week.quiet):
        boards.enter(cast, planned_id, "there")
        told = set(ear.take())
        for part, channels in heard.items():
            view = boards.read(cast, week, part, on=today)
            sees = planned_id in {each.id for each in view.visits}
            assert sees == bool(channels & told), part


def test_a_visit_that_changes_its_crew_is_told_to_both(
    cast: Cast, ear: Ear, today: date
) -> None:
    operation_id = operations.make_operation(cast, starts_on=today, ends_on=today)
    first = operations.make_team(cast, operation_id)
    people = ("partner", "council_officer")
    other = operations.make_team(cast, operation_id, name="Team 2", people=people)
    planned = operations.make_planned_visit(cast, operation_id, on=today, team_id=other)
    week = BoardWeek(operation_id, first, other, planned, planned)
    before = boards.channels_of(cast, week, "council_officer", on=today)
    after = boards.channels_of(cast, week, "charity_visitor", on=today)
    ear.take()

    steps.assign(cast, planned, first, on=today)

    told = set(ear.take())
    assert before & told
    assert after & told


def test_a_crew_that_comes_along_hears_that_it_does_and_that_it_does_no_more(
    cast: Cast, ear: Ear, week: BoardWeek, today: date
) -> None:
    heard = boards.channels_of(cast, week, "council_officer", on=today)
    ear.take()

    for crews in ([week.quiet_team_id], []):
        support.name_supporting_crews(
            planned_id=week.plain, team_ids=crews, actor=cast.actor("planner"), at=NOON
        )
        assert heard & set(ear.take())


def test_in_two_worlds_others_hear_the_same_whatever_a_quiet_visit_does(
    cast: Cast, ear: Ear, week: BoardWeek, today: date
) -> None:
    """Steps of which only in one world half move the quiet visit."""
    heard = hearing(cast, week, today)
    narrow = heard["officer"] | heard["analyst"]
    ear.take()

    def live(*, with_quiet: bool) -> list[list[str]]:
        chance = random.Random(21)  # noqa: S311  # the same in both worlds
        told = []
        for _ in range(STEPS):
            is_quiet = chance.random() < 0.5
            if with_quiet or not is_quiet:
                _step(cast, week.quiet if is_quiet else week.plain)
            told.append([each for each in ear.take() if each in narrow])
        return told

    one, other = live(with_quiet=True), live(with_quiet=False)

    assert one == other
    assert sum(map(len, one)) > STEPS / 3


_numbers: dict[UUID, int] = {}


def _step(cast: Cast, planned_id: UUID) -> None:
    """The planner says again how the visit stands: the least that its trigger sees."""
    planner = cast.actor("planner").doing("operation_delivery")
    assert planner.person_id
    number = _numbers[planned_id] = _numbers.get(planned_id, 0) + 1
    with context.acting_as(planner):
        BoardEntry(
            visit_id=planned_id,
            number=number,
            what="there",
            entered_by_id=planner.person_id,
            entered_at=NOON,
        ).save(force_insert=True)
