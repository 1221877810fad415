"""The front of an investigation: what is due first, whatever subject it is of."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import NOON, PASSWORD, Cast
from tests.made.room import LEADER, MadeRoom, make_room
from unhidden.access.absent import Absent
from unhidden.investigations import actions
from unhidden.investigations.clocks.actions.starting import NewClock, start_clock
from unhidden.investigations.overview.queries.front import FIRST, FrontView, get_front

pytestmark = pytest.mark.django_db


@pytest.fixture(name="room")
def _room(cast: Cast) -> MadeRoom:
    return make_room(cast)


def front(room: MadeRoom) -> FrontView:
    return get_front(
        viewer=room.made.leader, investigation_id=room.made.id, at=timezone.now()
    )


def signed_in(cast: Cast, part: str) -> Client:
    client = Client()
    client.login(email=cast.email(part), password=PASSWORD)
    return client


def start(room: MadeRoom) -> None:
    """A clock of somebody who is in custody, since some time that is past."""
    new = NewClock(
        rule="custody_24",
        started_at=NOON - timedelta(hours=1),
        person_id=room.made.accused,
        reference="CU/7",
    )
    start_clock(new=new, **room.made.by(room.made.leader))


def test_what_is_due_first_stands_first_whatever_it_is_of(
    room: MadeRoom, cast: Cast
) -> None:
    far, near = date(2100, 5, 4), timezone.now().date() - timedelta(days=1)
    room.raise_action(due_on=far, text="Ask the bank")
    room.raise_action(due_on=near, text="Find the rota")
    room.raise_action(text="Without a day")
    start(room)

    found = front(room)

    assert [item.page for item in found.due] == [
        "investigations:clock",
        "investigations:action",
        "investigations:action",
    ]
    assert [item.is_late for item in found.due] == [True, True, False]
    assert "Find the rota" in str(found.due[1].what)
    shown = signed_in(cast, LEADER).get(f"/investigations/{room.made.id}/").text
    assert "What is due first" in shown
    assert "4 May 2100" in shown
    assert shown.index("Find the rota") < shown.index("Ask the bank")
    assert f"/investigations/{room.made.id}/room/actions/2/" in shown
    assert "Without a day" not in shown


def test_more_than_the_first_is_counted(room: MadeRoom, cast: Cast) -> None:
    for number in range(FIRST + 2):
        room.raise_action(due_on=date(2100, 1, 1), text=f"Task {number}")

    shown = signed_in(cast, LEADER).get(f"/investigations/{room.made.id}/").text

    assert len(front(room).due) == FIRST
    assert "2 more with a day come later." in shown


def test_what_waits_without_a_day_is_counted_by_its_page(room: MadeRoom) -> None:
    room.raise_line()
    room.register()
    room.raise_action()

    waits = {queue.page: queue.count for queue in front(room).queues}

    assert waits["investigations:lines"] == 1
    assert waits["investigations:papers"] == 1
    assert waits["investigations:actions"] == 1
    assert waits["investigations:unused"] >= 1


def test_a_closed_investigation_has_nothing_due(room: MadeRoom) -> None:
    room.raise_action(due_on=date(2020, 1, 1))

    actions.close_investigation(**room.made.by(room.made.leader))

    assert front(room).due == ()


def test_the_front_is_for_the_team_and_asks_little(
    room: MadeRoom, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    start(room)
    room.raise_action(due_on=date(2020, 1, 1))

    with django_assert_max_num_queries(32):
        front(room)

    with pytest.raises(Absent):
        get_front(viewer=cast.actor("officer"), investigation_id=room.made.id, at=NOON)
