from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from unhidden.safeguarding.supervision import rules
from unhidden.safeguarding.supervision.rules import CaseLine

AT = datetime(2016, 8, 1, 9, tzinfo=UTC)
TODAY = AT.date()
PEOPLE = [UUID(int=n) for n in range(1, 5)]

LINES = st.lists(
    st.builds(
        CaseLine,
        id=st.uuids(),
        urn=st.integers(1, 999).map("NW-SC-{:06d}".format),
        course=st.sampled_from(["active", "lost", "dormant"]),
        workers=st.sets(st.sampled_from(PEOPLE), max_size=3).map(
            lambda found: tuple(sorted(found))
        ),
        lead_worker=st.none(),
        next_due_at=st.none()
        | st.integers(-50, 50).map(lambda h: AT + timedelta(hours=h)),
        last_contact_on=st.none() | st.dates(date(2015, 1, 1), TODAY),
        quiet_days=st.none() | st.integers(1, 400),
        next_review_on=st.none() | st.dates(date(2016, 1, 1), date(2017, 1, 1)),
        wakes_on=st.none() | st.dates(date(2016, 1, 1), date(2017, 1, 1)),
    ),
    max_size=20,
)


@given(LINES)
def test_no_case_is_overdue_and_nearly_overdue(lines: list[CaseLine]) -> None:
    assert not any(
        rules.is_overdue(one, AT) and rules.is_near(one, AT) for one in lines
    )


@given(LINES)
def test_every_case_of_a_worker_is_counted_once(lines: list[CaseLine]) -> None:
    loads = {one.person_id: one for one in rules.count_loads(lines, at=AT)}

    for person in PEOPLE:
        theirs = [one for one in lines if person in one.workers]
        counted = loads.get(person)
        assert (counted.open + counted.resting if counted else 0) == len(theirs)


@given(LINES, st.sampled_from(["due", "contact", "review", "reference", "?"]))
def test_an_order_loses_no_case(lines: list[CaseLine], by: str) -> None:
    ordered = rules.order_lines(lines, by)

    assert sorted(one.id for one in ordered) == sorted(one.id for one in lines)


@given(LINES, st.sampled_from(["", "overdue", "near", "quiet", "review", "nobody"]))
def test_a_filter_by_worker_leaves_only_theirs(
    lines: list[CaseLine], what: str
) -> None:
    left = rules.choose_lines(
        lines, at=AT, today=TODAY, what=what, worker=str(PEOPLE[0])
    )

    assert all(PEOPLE[0] in one.workers for one in left)


@given(LINES)
def test_the_most_urgent_comes_first(lines: list[CaseLine]) -> None:
    dates = [one.next_due_at for one in rules.order_lines(lines, "due")]

    with_date = [each for each in dates if each is not None]
    assert with_date == sorted(with_date)
    assert dates[len(with_date) :] == [None] * (len(dates) - len(with_date))


def test_a_talk_was_held_and_the_next_one_is_later() -> None:
    day = timedelta(days=1)

    assert rules.find_next_talk(TODAY, TODAY + day, TODAY) == ""
    assert rules.find_next_talk(TODAY + day, TODAY + 2 * day, TODAY) == "future"
    assert rules.find_next_talk(TODAY, TODAY, TODAY) == "backwards"
