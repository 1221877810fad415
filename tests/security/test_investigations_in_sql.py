"""What is promised of an investigation's posts and statuses, tried in SQL.

Each attempt is a statement of somebody on the team at work, under the role of the staff
site, and past every page and action of ours.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import NOON, Cast
from tests.made.room import MadeRoom, make_room
from tests.security.record_in_sql import DONE, attempt, change, row
from unhidden.access.actor import Actor
from unhidden.investigations.models import Post
from unhidden.investigations.posts.actions.teams import end_member

pytestmark = pytest.mark.django_db


@pytest.fixture(name="room")
def _room(cast: Cast) -> MadeRoom:
    return make_room(cast)


def post(room: MadeRoom, by: Actor, **given: Any) -> tuple[str, dict[str, Any]]:
    return row(
        "post",
        **{
            "investigation_id": room.made.id,
            "person_id": by.person,
            "function": "analyst",
            "is_sterile": False,
            "began_at": NOON,
            "given_by_id": by.person,
            **given,
        },
    )


def test_who_manages_alone_gives_and_ends_posts(room: MadeRoom) -> None:
    leader, member = room.made.leader, room.made.officer
    sio = Post.objects.using("stored").get(
        investigation=room.made.id, function="sio", ended_at=None
    )
    ends = {"ended_at": NOON, "ended_by_id": member.person}

    assert attempt(leader, post(room, leader)) == DONE
    assert attempt(member, post(room, member)) == "wall"
    assert attempt(member, post(room, member, person_id=leader.person)) == "wall"
    assert attempt(member, change("post", sio.id, **ends)) == "nothing"


def test_who_says_that_they_are_in_conflict_ends_what_they_schedule_by(
    room: MadeRoom,
) -> None:
    member = room.made.officer
    held = Post.objects.using("stored").get(
        investigation=room.made.id, function="disclosure_officer"
    )
    ended = change("post", held.id, ended_at=NOON, ended_by_id=member.person)

    assert attempt(member, ended) == DONE


@pytest.mark.parametrize("when", [timedelta(days=-1), timedelta(days=1)])
def test_a_post_begins_and_ends_neither_before_nor_after_now(
    room: MadeRoom, when: timedelta
) -> None:
    leader = room.made.leader
    at = timezone.now() + when if when > timedelta() else NOON + when
    sio = Post.objects.using("stored").get(
        investigation=room.made.id, function="sio", ended_at=None
    )
    ended = change("post", sio.id, ended_at=at, ended_by_id=leader.person)
    rule = "a_post_begins_when_it_is_given"

    assert attempt(leader, post(room, leader, began_at=at)) == rule
    assert attempt(leader, ended) in {rule, "a_post_ends_after_it_began"}


def test_nobody_writes_a_post_that_is_over(room: MadeRoom) -> None:
    leader = room.made.leader
    over = {"ended_at": NOON, "ended_by_id": leader.person}

    found = attempt(leader, post(room, leader, **over))

    assert found == "a_post_begins_when_it_is_given"


def test_a_post_gives_nothing_to_who_left_the_team(room: MadeRoom) -> None:
    leader, member = room.made.leader, room.made.officer
    asked = "select 1 / cardinality(wall.investigations_by_post(%(of)s))"
    holds = (asked, {"of": ["disclosure_officer"]})
    assert attempt(member, holds) == DONE

    end_member(person_id=member.person, **room.made.by(leader))

    assert attempt(member, holds) == "wall"


def step(room: MadeRoom, by: Actor, **given: Any) -> tuple[str, dict[str, Any]]:
    return row(
        "statusstep",
        **{
            "investigation_id": room.made.id,
            "turn": 1,
            "from_status": "open",
            "to_status": "charged",
            "reason": "",
            "changed_by_id": by.person,
            "changed_at": NOON,
            **given,
        },
    )


def test_a_status_changes_by_a_step_of_who_manages(room: MadeRoom) -> None:
    leader, member = room.made.leader, room.made.officer
    charged = change("investigation", room.made.id, status="charged")
    filed = change("investigation", room.made.id, status="filed")

    assert attempt(leader, step(room, leader), charged) == DONE
    assert attempt(leader, charged) == "a_status_changes_by_a_step"
    assert attempt(leader, step(room, leader), filed) == "a_status_changes_by_a_step"
    assert attempt(leader, step(room, leader)) == "a_status_step_is_taken"
    assert attempt(member, step(room, member)) == "wall"


@pytest.mark.parametrize(
    "wrong",
    [
        {"turn": 2},
        {"from_status": "trial", "to_status": "concluded"},
        {"to_status": "trial"},
        {"to_status": "open"},
    ],
)
def test_a_status_follows_another(room: MadeRoom, wrong: dict[str, Any]) -> None:
    leader = room.made.leader
    to = change("investigation", room.made.id, status=wrong.get("to_status", "charged"))

    assert attempt(leader, step(room, leader, **wrong), to) == (
        "a_status_follows_another"
    )


def test_the_senior_investigating_officer_says_the_day_of_the_law(
    room: MadeRoom,
) -> None:
    before = change("investigation", room.made.id, law_as_at="2016-10-26")

    assert attempt(room.made.leader, before) == DONE
    assert attempt(room.made.officer, before) == "the_sio_says_the_day_of_the_law"


def test_nothing_else_of_the_head_is_changed(room: MadeRoom) -> None:
    for named in ("title", "grounds", "urn"):
        found = attempt(
            room.made.leader, change("investigation", room.made.id, **{named: "x"})
        )
        assert found == "wall", named
