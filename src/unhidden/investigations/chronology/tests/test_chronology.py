"""What items tell stands in order, with disagreeing times side by side."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.cast import NOON, Cast
from tests.made.exhibits import TAKEN, register
from tests.made.unused import MadeUnused, make_unused
from unhidden.investigations.chronology.actions import entering, refusals
from unhidden.investigations.chronology.queries.chronology import (
    ChronologyFilter,
    get_chronology,
)
from unhidden.investigations.models import ChronologyEvent

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=30)


@pytest.fixture(name="made")
def _made(cast: Cast) -> MadeUnused:
    return make_unused(cast)


def enter(
    made: MadeUnused, what: str, at: datetime = NOON, how: str = "minute", **more: Any
) -> UUID:
    item = more.pop("item", 1)
    learnt = more.pop("learnt", LATER)
    new = entering.NewChronologyEvent(at, how, learnt, what, item, **more)
    return entering.enter_event(new=new, **made.by(made.leader, LATER))


def test_disagreeing_times_stand_side_by_side_and_one_is_taken_out(
    made: MadeUnused,
) -> None:
    first = enter(made, "The van leaves")
    same = enter(made, " The  van leaves ")
    other = enter(made, "It left", NOON + timedelta(days=2), "day", same_as=first)
    enter(made, "The shutters close", NOON + timedelta(hours=1))

    assert first == same

    def told(**asked: Any) -> list[tuple[list[str], bool]]:
        view = get_chronology(
            viewer=made.leader,
            investigation_id=made.id,
            asked=ChronologyFilter(**asked),
            at=LATER,
        )
        return [
            ([row.what for row in each.rows], each.is_disputed) for each in view.groups
        ]

    assert told() == [
        (["The van leaves", "It left"], True),
        (["The shutters close"], False),
    ]
    assert told(source="clock") == []
    assert len(told(from_on=(NOON + timedelta(days=1)).date())) == 1
    entering.withdraw_event(chronology_id=other, **made.by(made.leader, LATER))
    entering.withdraw_event(chronology_id=other, **made.by(made.leader, LATER))
    assert told()[0] == (["The van leaves"], False)
    assert ChronologyEvent.objects.using("stored").count() == 3
    with pytest.raises(refusals.SameEventGone):
        enter(made, "Again", same_as=other)


def test_an_exhibit_stands_where_it_was_taken_with_when_it_was_entered(
    made: MadeUnused,
) -> None:
    register(made)

    view = get_chronology(
        viewer=made.leader,
        investigation_id=made.id,
        asked=ChronologyFilter(source="exhibit"),
        at=LATER,
    )

    ((row,),) = [each.rows for each in view.groups]
    assert row.what == "AB/1: Ledger with a blue cover"
    assert (row.happened_at, row.learnt_at) == (TAKEN, NOON)


def test_what_is_no_event_of_an_item_is_refused(made: MadeUnused) -> None:
    made.enter(1, "intelligence")
    wrong: list[tuple[dict[str, Any], Any]] = [
        ({"at": LATER + timedelta(days=1)}, refusals.ChronologyAhead),
        ({"learnt": NOON - timedelta(days=1)}, refusals.LearntBefore),
        ({"item": 99}, refusals.NoSuchSourceItem),
        ({"item": 2}, refusals.ItemWithoutWords),
        ({"what": "Rang 07700 900123"}, refusals.ReadAgain),
    ]
    for more, refusal in wrong:
        with pytest.raises(refusal):
            enter(made, **{"what": "The van leaves"} | more)
    enter(made, "Rang 07700 900123", is_read_again=True)
