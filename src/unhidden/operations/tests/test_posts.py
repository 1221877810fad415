"""Posts are dated: they give command from one moment to another, and then nothing."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from tests.cast import NOON, Cast
from tests.made.agencies import end_engagement, make_colleague
from tests.made.command import appoint, engage, hand_over, make_commander
from tests.made.operations import make_closed_week, make_operation
from unhidden.access.absent import Absent
from unhidden.access.context import acting_as
from unhidden.operations.command import actions, queries
from unhidden.operations.command.actions import posts, refusals
from unhidden.operations.command.queries.posts import (
    holds_post,
    list_possible_holders,
)
from unhidden.operations.models import CommandPost

HOUR = timedelta(hours=1)
ONE_DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


def held(cast: Cast, operation_id: UUID, part: str) -> list[tuple[str, bool]]:
    """The posts that somebody reads as their own, and whether each lasts."""
    cards = queries.list_posts(
        viewer=cast.actor(part), operation_id=operation_id, at=NOON + 2 * HOUR
    )
    return [(card.post, card.is_current) for card in cards if card.is_own]


def commands(cast: Cast, operation_id: UUID, part: str) -> bool:
    found = queries.find_commander(viewer=cast.actor(part), operation_id=operation_id)
    return found.may_command


def in_sql(cast: Cast, operation_id: UUID, part: str, *posts: str) -> bool:
    with acting_as(cast.actor(part).doing("operation_delivery")):
        return holds_post(operation_id, posts)


def test_a_post_gives_command_of_its_operation_and_of_no_other(cast: Cast) -> None:
    operation_id, other = make_operation(cast), make_operation(cast, name="Other")

    appoint(cast, operation_id)

    assert commands(cast, operation_id, "officer")
    assert not commands(cast, other, "officer")
    assert in_sql(cast, operation_id, "officer", "gold", "safeguarding")
    assert not in_sql(cast, operation_id, "officer", "gold", "silver")


def test_a_post_gives_nothing_before_it_begins_nor_from_its_end(cast: Cast) -> None:
    operation_id = make_operation(cast)
    appoint(cast, operation_id, to_at=NOON + HOUR)
    appoint(cast, operation_id, "controller", from_at=NOON + 9000 * ONE_DAY)

    assert held(cast, operation_id, "officer") == [
        ("safeguarding", False),
        ("controller", False),
    ]
    assert not in_sql(cast, operation_id, "officer", "safeguarding", "controller")


def test_the_planner_of_the_lead_commands_without_a_post(cast: Cast) -> None:
    operation_id = make_operation(cast)

    assert commands(cast, operation_id, "planner")
    assert not in_sql(cast, operation_id, "planner", "gold", "silver")


def test_only_who_decides_about_the_operation_appoints(cast: Cast) -> None:
    operation_id = make_operation(cast)
    appoint(cast, operation_id)

    with pytest.raises(Absent):
        appoint(cast, operation_id, "controller", by="officer")


def test_nobody_makes_themselves_gold(cast: Cast) -> None:
    operation_id = make_operation(cast)
    gold = appoint(cast, operation_id, "gold", make_commander(cast))

    with pytest.raises(refusals.GoldByOneself):
        appoint(cast, operation_id, "gold", "planner")
    with pytest.raises(refusals.PostToOneself):
        hand_over(cast, gold, "planner", by="planner")


def test_a_post_has_one_holder_at_a_time_and_bronze_one_for_each_strand(
    cast: Cast,
) -> None:
    operation_id = make_operation(cast)
    appoint(cast, operation_id, to_at=NOON + HOUR)

    with pytest.raises(refusals.PostIsTaken) as refused:
        appoint(cast, operation_id, part="charity_visitor", from_at=NOON)
    appoint(cast, operation_id, part="charity_visitor", from_at=NOON + HOUR)
    for part in ("officer", "charity_visitor"):
        appoint(cast, operation_id, "place_of_safety", part)
    with pytest.raises(refusals.PostIsTaken):
        appoint(cast, operation_id, "place_of_safety")
    appoint(cast, operation_id, "bronze", strand="Custody")
    appoint(cast, operation_id, "bronze", "charity_visitor", strand="Visits")
    with pytest.raises(refusals.PostIsTaken):
        appoint(cast, operation_id, "bronze", strand=" custody ")
    with pytest.raises(refusals.StrandMissing):
        appoint(cast, operation_id, "bronze")

    assert refused.value.name


def test_whoever_has_no_part_in_the_operation_holds_no_post(cast: Cast) -> None:
    operation_id = make_operation(cast, partners=())

    with pytest.raises(refusals.HolderMayNotCommand):
        appoint(cast, operation_id, part="charity_visitor")


@pytest.mark.parametrize("post", ["gold", "silver"])
def test_only_who_could_take_a_plan_is_gold_or_silver(cast: Cast, post: str) -> None:
    operation_id, commander = make_operation(cast), make_commander(cast)
    offered = {
        one.person_id
        for one in list_possible_holders(
            viewer=cast.actor("planner"), operation_id=operation_id, at=NOON, post=post
        )
    }

    cast.people["visitor"] = make_colleague(cast, "A visitor", "council", "planner")

    for part in ("officer", "analyst", "charity_visitor", "visitor"):
        with pytest.raises(refusals.HolderMayNotPlan):
            appoint(cast, operation_id, post, part)
    post_id = appoint(cast, operation_id, post, commander)
    with pytest.raises(refusals.HolderMayNotPlan):
        hand_over(cast, post_id, "officer", by=commander)

    assert offered == {cast.people["planner"], cast.people[commander]}
    assert in_sql(cast, operation_id, commander, post)


def test_who_plans_no_more_does_not_take_silver_over(cast: Cast) -> None:
    operation_id, commander = make_operation(cast), make_commander(cast)
    post_id = appoint(cast, operation_id, "silver", "planner")
    actions.offer_post(
        post_id=post_id,
        person_id=cast.people[commander],
        actor=cast.actor("planner"),
        at=NOON,
    )
    end_engagement(cast, commander, homes={})
    engage(cast, commander, "officer")

    with pytest.raises(refusals.HolderMayNotPlan):
        actions.take_post(post_id=post_id, actor=cast.actor(commander), at=NOON)

    assert in_sql(cast, operation_id, "planner", "silver")


def test_a_post_is_its_holders_until_the_other_has_taken_it(cast: Cast) -> None:
    operation_id = make_operation(cast)
    post_id = appoint(cast, operation_id, to_at=NOON + 9000 * ONE_DAY)

    actions.offer_post(
        post_id=post_id,
        person_id=cast.people["charity_visitor"],
        actor=cast.actor("officer"),
        at=NOON,
    )
    assert in_sql(cast, operation_id, "officer", "safeguarding")
    assert not in_sql(cast, operation_id, "charity_visitor", "safeguarding")
    new_id = actions.take_post(
        post_id=post_id, actor=cast.actor("charity_visitor"), at=NOON + HOUR
    )

    ended, taken = (CommandPost.objects.get(id=each) for each in (post_id, new_id))
    assert ended.to_at == ended.closed_at == taken.from_at == NOON + HOUR
    assert ended.handed_to_id == taken.person_id == cast.people["charity_visitor"]
    assert taken.to_at == NOON + 9000 * ONE_DAY
    assert not in_sql(cast, operation_id, "officer", "safeguarding")
    assert in_sql(cast, operation_id, "charity_visitor", "safeguarding")


@pytest.mark.parametrize("answer", ["decline", "withdraw"])
def test_a_post_that_is_declined_or_taken_back_is_not_taken(
    cast: Cast, answer: str
) -> None:
    operation_id = make_operation(cast)
    post_id = appoint(cast, operation_id)
    to = cast.actor("charity_visitor")
    with pytest.raises(refusals.PostNotOffered):
        actions.take_post(post_id=post_id, actor=to, at=NOON)
    assert to.person_id
    holder = cast.actor("officer")
    actions.offer_post(post_id=post_id, person_id=to.person_id, actor=holder, at=NOON)

    if answer == "decline":
        posts.decline_post(post_id=post_id, actor=to, at=NOON)
    else:
        posts.withdraw_offer(post_id=post_id, actor=holder, at=NOON)

    with pytest.raises(refusals.PostNotOffered):
        actions.take_post(post_id=post_id, actor=to, at=NOON)
    assert in_sql(cast, operation_id, "officer", "safeguarding")


def test_what_is_over_is_neither_offered_nor_ended_again(cast: Cast) -> None:
    operation_id = make_operation(cast)
    post_id = appoint(cast, operation_id)
    planned = appoint(cast, operation_id, "controller", to_at=NOON + HOUR)
    actor = cast.actor("planner")
    actions.end_post(post_id=post_id, actor=actor, at=NOON + HOUR)

    # As of a moment before: whoever looked then has lost the race.
    for key, at in ((post_id, NOON), (planned, NOON + HOUR)):
        with pytest.raises(refusals.PostIsOver):
            actions.end_post(post_id=key, actor=actor, at=at)
        with pytest.raises(refusals.PostIsOver):
            hand_over(cast, key, "charity_visitor", by="planner", at=at)
    assert CommandPost.objects.get(id=planned).to_at == NOON + HOUR


def test_a_post_begins_now_or_later(cast: Cast) -> None:
    operation_id = make_operation(cast)

    for begins, ends in ((NOON - HOUR, None), (NOON - 2 * MINUTE, NOON)):
        with pytest.raises(refusals.PostBeginsEarlier):
            appoint(cast, operation_id, from_at=begins, to_at=ends)
    post_id = appoint(cast, operation_id, from_at=NOON - 2 * MINUTE)

    assert CommandPost.objects.get(id=post_id).from_at == NOON


def test_a_stranger_to_a_post_does_not_end_it(cast: Cast) -> None:
    operation_id = make_operation(cast)
    post_id = appoint(cast, operation_id)
    appoint(cast, operation_id, "controller", "charity_visitor")

    with pytest.raises(Absent):
        actions.end_post(
            post_id=post_id, actor=cast.actor("charity_visitor"), at=NOON + HOUR
        )


def test_nobody_is_appointed_once_the_operation_is_closed(cast: Cast) -> None:
    week = make_closed_week(cast)

    with pytest.raises(refusals.OperationIsOver):
        appoint(cast, week.operation_id)
