"""Two people at once on one brief: one of them wins, and the other is told."""

from __future__ import annotations

import pytest

from tests.cast import NOON, Cast
from tests.made.briefs import WORDS, acknowledge, issue_brief, make_brief, write_brief
from tests.made.operations import make_week
from tests.support.together import together
from unhidden.operations.briefing.actions import drafts, refusals
from unhidden.operations.briefing.queries import briefs

pytestmark = pytest.mark.django_db(transaction=True)


def named(ended: list[object]) -> list[str]:
    return sorted(type(each).__name__ for each in ended)


def test_two_planners_begin_the_same_brief(cast: Cast) -> None:
    week = make_week(cast)
    planner = cast.actor("planner")

    def begin() -> object:
        return drafts.begin_brief(
            operation_id=week.operation_id, team_id=None, actor=planner, at=NOON
        )

    first, second = together(begin, begin)

    assert first == second


def test_two_planners_save_and_issue_one_brief(cast: Cast) -> None:
    week = make_week(cast)
    brief_id = make_brief(cast, week.operation_id, week.team_id)

    def save() -> object:
        return write_brief(cast, brief_id, WORDS | {"radio": "9"}, revision=1)

    saved = together(save, save)
    issued = together(
        lambda: issue_brief(cast, brief_id), lambda: issue_brief(cast, brief_id)
    )

    assert named(saved) == ["DraftMoved", "int"]
    assert named(issued) == ["NothingChanged", "int"]


def test_one_person_acknowledges_twice_at_once(cast: Cast) -> None:
    week = make_week(cast)
    brief_id = make_brief(cast, week.operation_id, week.team_id)
    issue_brief(cast, brief_id)
    cast.actor("officer")

    ended = together(
        lambda: acknowledge(cast, brief_id, "officer", 1),
        lambda: acknowledge(cast, brief_id, "officer", 1),
    )

    card = briefs.get_brief(viewer=cast.actor("planner"), brief_id=brief_id)
    assert named(ended) == [refusals.BriefAlreadyRead.__name__, "NoneType"]
    assert len(card.readers) - len(card.unread_readers) == 1
