"""Events stand once, in order; times that cannot all be true are said to disagree."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.investigations.chronology.rules.events import (
    ToldEvent,
    begin_of,
    do_disagree,
    end_of,
    group_events,
)
from unhidden.investigations.chronology.rules.words import find_ways_to_reach
from unhidden.investigations.models import EventPrecision
from unhidden.lib.working_days import LONDON

MOMENTS = st.datetimes(
    datetime(2015, 1, 1),  # noqa: DTZ001  # the zone is given below
    datetime(2030, 1, 1),  # noqa: DTZ001
    timezones=st.just(LONDON),
)
PRECISIONS = st.sampled_from(sorted(EventPrecision.values))
EVENTS = st.lists(
    st.builds(
        ToldEvent,
        key=st.integers(1, 12),
        happened_at=MOMENTS,
        precision=PRECISIONS,
        same_as=st.none() | st.integers(1, 14),
    ),
    max_size=12,
    unique_by=lambda event: event.key,
)


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


@given(MOMENTS, PRECISIONS)
def test_a_moment_lies_in_what_it_stands_for(moment: datetime, precision: str) -> None:
    begin, end = begin_of(moment, precision), end_of(moment, precision)
    assert begin <= moment < end
    assert begin_of(begin, precision) == begin
    assert begin_of(end, precision) == end


@given(EVENTS)
def test_each_event_stands_once_and_beside_what_tells_of_the_same(
    events: list[ToldEvent],
) -> None:
    groups = group_events(events)

    keys = [each.key for group in groups for each in group]
    assert sorted(map(str, keys)) == sorted(str(each.key) for each in events)
    place = {each.key: index for index, group in enumerate(groups) for each in group}
    for each in events:
        if each.same_as in place:
            assert place[each.key] == place[each.same_as]
    firsts = [begin_of(group[0].happened_at, group[0].precision) for group in groups]
    assert firsts == sorted(firsts)


def test_times_disagree_where_no_moment_is_left() -> None:
    night = ToldEvent(1, at(2016, 10, 16, 23, 50), "minute")
    morning = ToldEvent(2, at(2016, 10, 17), "day", 1)
    autumn = ToldEvent(3, at(2016, 10, 1), "month", 1)

    assert do_disagree([night, morning])
    assert not do_disagree([night, autumn])
    assert not do_disagree([autumn])
    assert [
        [each.key for each in group] for group in group_events([night, morning, autumn])
    ] == [[3, 1, 2]]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The van left the car wash at 6am", 0),
        ("They rang 07700 900123", 1),
        ("They live at LL11 1AA, ask x@example.org", 2),
        ("Pay of £1,250 for 2016 to 2017", 0),
    ],
)
def test_ways_to_reach_somebody_are_seen(text: str, count: int) -> None:
    assert len(find_ways_to_reach(text)) == count
