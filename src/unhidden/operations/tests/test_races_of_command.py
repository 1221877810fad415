"""Two who command at once: one wins, the other is told, and no number is lost."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from tests.cast import NOON, Cast
from tests.made.command import appoint, decide
from tests.made.operations import make_operation
from unhidden.decision_log.queries.decisions import LogFilter, read_log
from unhidden.lib.refusals import ActionRefused
from unhidden.operations.command import actions, queries
from unhidden.operations.command.actions.refusals import (
    PostIsOver,
    PostIsTaken,
    PostNotOffered,
)

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[type[BaseException] | None]:
    """Do all of them at once; how each ended, those who succeeded first."""
    barrier = Barrier(len(acts))

    def attempt(act: Callable[[], object]) -> type[BaseException] | None:
        barrier.wait()
        try:
            act()
        except ActionRefused as refusal:
            return type(refusal)
        finally:
            connections.close_all()
        return None

    with ThreadPoolExecutor(len(acts)) as pool:
        ended = list(pool.map(attempt, acts))
    return sorted(ended, key=lambda refusal: refusal is not None)


def test_two_who_take_over_at_once_and_one_does(cast: Cast) -> None:
    operation_id = make_operation(cast)
    post_id = appoint(cast, operation_id)

    to = cast.actor("charity_visitor")
    assert to.person_id
    actions.offer_post(
        post_id=post_id, person_id=to.person_id, actor=cast.actor("officer"), at=NOON
    )

    ended = at_once(
        *[lambda: actions.take_post(post_id=post_id, actor=to, at=NOON)] * 2
    )

    cards = queries.list_posts(
        viewer=cast.actor("planner"), operation_id=operation_id, at=NOON
    )
    assert ended[0] is None
    assert ended[1] in (PostIsOver, PostNotOffered)
    assert [card.is_current for card in cards].count(True) == 1


def test_two_planners_give_one_post_and_one_does(cast: Cast) -> None:
    operation_id = make_operation(cast)
    cast.actor("planner")

    ended = at_once(
        lambda: appoint(cast, operation_id),
        lambda: appoint(cast, operation_id, part="charity_visitor"),
    )

    assert ended == [None, PostIsTaken]


def test_five_who_decide_at_once_take_the_numbers_from_one_to_five(cast: Cast) -> None:
    operation_id = make_operation(cast)
    planner = cast.actor("planner")

    at_once(*[lambda: decide(cast, operation_id)] * 5)

    page = read_log(
        viewer=planner,
        domain="operation",
        subject_id=operation_id,
        wanted=LogFilter(),
        at=NOON,
    )
    assert [card.number for card in page.decisions] == [5, 4, 3, 2, 1]
