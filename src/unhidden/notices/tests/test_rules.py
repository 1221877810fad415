"""Who is told when; and what a watcher of somebody's e-mail cannot learn from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unhidden.notices.rules import (
    LONGEST_PAUSE,
    PACES,
    QUIET,
    TRIED_FOR,
    DueNotice,
    NoticeHour,
    NoticePace,
    NoticeRecipient,
    NoticeTopic,
    PersonWork,
    WaitingMatter,
    choose_notices,
    find_round,
    pause_after,
)

AT = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
HOURS = ("08:00", "13:00", "17:00")
FIRST, LATER = NoticeHour(AT, is_first=True), NoticeHour(AT, is_first=False)
DESK, BAWSO = UUID(int=1), UUID(int=2)
ANA, ELIN, SUPPORT = UUID(int=11), UUID(int=12), UUID(int=13)
READS = PersonWork(DESK, frozenset({("reporting.read_reports", "")}))
SUPPORTS = PersonWork(
    BAWSO,
    frozenset({("safeguarding.work_case", ""), ("emergency.review", "a case")}),
)
ANALYST = NoticeRecipient(ANA, (READS,))
REPORT = WaitingMatter(NoticeTopic.REPORTS, "reporting.read_reports", DESK)
DANGER = WaitingMatter(NoticeTopic.DANGER, "reporting.read_reports", DESK)
DEADLINE = WaitingMatter(
    NoticeTopic.DEADLINES, "safeguarding.work_case", person_id=SUPPORT
)
ON_CALL = {NoticeTopic.DANGER: NoticePace.AT_ONCE}


def told(
    people: Sequence[NoticeRecipient],
    waiting: Sequence[WaitingMatter],
    this_round: NoticeHour | None = None,
    at: datetime = AT,
) -> list[DueNotice]:
    return list(choose_notices(people, waiting, at=at, this_round=this_round))


def test_what_the_public_told_waits_for_the_hour() -> None:
    assert told([ANALYST], [REPORT]) == []
    assert told([ANALYST], [REPORT], LATER) == [DueNotice(ANA, is_warning=False)]
    assert told([ANALYST], [], LATER) == []


@pytest.mark.parametrize(
    ("pace", "this_round", "is_told"),
    [
        (NoticePace.HOURS, LATER, True),
        (NoticePace.DAILY, LATER, False),
        (NoticePace.DAILY, FIRST, True),
        (NoticePace.OFF, FIRST, False),
    ],
)
def test_how_soon_is_theirs_to_choose(
    pace: NoticePace, this_round: NoticeHour, is_told: bool
) -> None:
    person = replace(ANALYST, paces={NoticeTopic.REPORTS: pace})

    assert bool(told([person], [REPORT], this_round)) is is_told


def test_a_pace_that_is_not_offered_counts_for_nothing() -> None:
    person = replace(ANALYST, paces={NoticeTopic.REPORTS: NoticePace.AT_ONCE})

    assert told([person], [REPORT]) == []
    assert told([person], [REPORT], LATER) != []


def test_of_the_public_of_cases_and_of_sources_nothing_but_need_is_told_at_once() -> (
    None
):
    topics = {topic for topic, paces in PACES.items() if NoticePace.AT_ONCE in paces}

    assert topics == {
        NoticeTopic.DANGER,
        NoticeTopic.EMERGENCIES,
        NoticeTopic.APPROVALS,
        NoticeTopic.REQUESTS,
        NoticeTopic.CREWS,
        NoticeTopic.PHONES,
    }


def test_who_was_told_is_told_no_more_until_they_sign_in() -> None:
    assert told([replace(ANALYST, told_at=AT)], [REPORT], FIRST) == []


def test_what_began_before_they_signed_in_is_told_no_sooner_than_daily() -> None:
    offer = WaitingMatter(NoticeTopic.APPROVALS, "agencies.keep_keys", DESK, since=AT)
    work = PersonWork(DESK, frozenset({("agencies.keep_keys", "")}))
    paces = {NoticeTopic.APPROVALS: NoticePace.AT_ONCE}
    before, after = AT - timedelta(hours=1), AT + timedelta(hours=1)

    assert told([NoticeRecipient(ANA, (work,), before, paces=paces)], [offer]) != []
    assert told([NoticeRecipient(ANA, (work,), after, paces=paces)], [offer]) == []
    assert (
        told([NoticeRecipient(ANA, (work,), after, paces=paces)], [offer], LATER) == []
    )
    assert (
        told([NoticeRecipient(ANA, (work,), after, paces=paces)], [offer], FIRST) != []
    )


def test_each_overdue_crew_is_told_once_whatever_was_told_before_it() -> None:
    work = PersonWork(DESK, frozenset({("decision_log.keep", "")}))
    crew = WaitingMatter(NoticeTopic.CREWS, "decision_log.keep", DESK, ANA, since=AT)
    later = replace(crew, since=AT + timedelta(minutes=30))
    before, after = AT - timedelta(hours=1), AT + timedelta(minutes=1)
    silver = NoticeRecipient(ANA, (work,), before)

    assert told([silver], [crew]) == [DueNotice(ANA, is_warning=False)]
    # A letter of this morning is no reason to be silent, nor is that of another crew.
    assert told([replace(silver, told_at=before)], [crew]) != []
    assert told([replace(silver, told_at=after)], [crew, later]) != []
    # Once told, or once signed in, nobody is told of the same crew again.
    for known in (replace(silver, told_at=after), replace(silver, seen_at=after)):
        assert told([known], [crew], FIRST) == []
        assert told([known], [crew]) == []


def test_who_is_barred_is_told_nothing() -> None:
    person = replace(ANALYST, is_closed=True, paces=ON_CALL)

    assert told([person], [REPORT, DANGER], FIRST) == []


def test_a_danger_is_told_at_once_to_who_is_on_call() -> None:
    on_call, other = replace(ANALYST, paces=ON_CALL), NoticeRecipient(ELIN, (READS,))

    assert told([on_call, other], [DANGER]) == [DueNotice(ANA, is_warning=True)]


def test_where_nobody_is_on_call_all_who_are_told_of_reports_are_warned() -> None:
    off = {NoticeTopic.REPORTS: NoticePace.OFF}
    others = [ANALYST, NoticeRecipient(ELIN, (READS,), paces=off)]

    assert told(others, [DANGER]) == [DueNotice(ANA, is_warning=True)]


def test_a_danger_is_told_through_what_was_told_before_and_once() -> None:
    on_call = replace(ANALYST, paces=ON_CALL, told_at=AT)

    assert told([on_call], [DANGER]) != []
    assert told([replace(on_call, warned_at=AT)], [DANGER]) == []


def test_who_has_just_signed_in_sees_the_danger_there() -> None:
    on_call = replace(ANALYST, paces=ON_CALL, seen_at=AT)

    assert told([on_call], [DANGER], at=AT + QUIET / 2) == []
    assert told([on_call], [DANGER], at=AT + QUIET) != []


@pytest.mark.parametrize(
    "change",
    [
        {"besides": frozenset({ANA})},
        {"person_id": ELIN},
        {"organisation_id": BAWSO},
        {"permission": "agencies.manage_people"},
        {"domain": "a case"},
    ],
)
def test_nobody_is_told_of_what_waits_for_others(change: dict[str, object]) -> None:
    other = replace(REPORT, **change)  # type: ignore[arg-type]

    assert told([ANALYST], [other], FIRST) == []


def test_the_hours_are_those_of_the_clocks_here() -> None:
    summer = datetime(2026, 7, 1, 6, 59, tzinfo=UTC)

    assert find_round(summer, HOURS).at.isoformat() == "2026-06-30T17:00:00+01:00"
    later = find_round(summer + timedelta(minutes=1), HOURS)
    assert (later.at.isoformat(), later.is_first) == ("2026-07-01T08:00:00+01:00", True)


def test_pauses_grow_and_end_within_the_day() -> None:
    pauses = [pause_after(count) for count in range(40)]

    assert pauses == sorted(pauses)
    assert max(pauses) == LONGEST_PAUSE < TRIED_FOR


paces_chosen = st.fixed_dictionaries(
    {},
    optional={topic: st.sampled_from(offered) for topic, offered in PACES.items()},
)
moments = st.none() | st.integers(-600, 600).map(
    lambda each: AT + timedelta(minutes=each)
)
rounds = st.sampled_from([None, FIRST, LATER])


@st.composite
def colleagues(draw: st.DrawFn) -> list[NoticeRecipient]:
    """Two of a desk and somebody who supports survivors, as they may be."""
    return [
        NoticeRecipient(
            who,
            (work,),
            draw(moments),
            draw(st.none() | st.just(AT)),
            draw(st.none() | st.just(AT)),
            draw(paces_chosen),
            draw(st.booleans()),
        )
        for who, work in ((ANA, READS), (ELIN, READS), (SUPPORT, SUPPORTS))
    ]


@given(people=colleagues(), this_round=rounds, more=st.integers(2, 10))
def test_one_report_and_ten_are_told_alike(
    people: list[NoticeRecipient], this_round: NoticeHour | None, more: int
) -> None:
    assert told(people, [REPORT], this_round) == told(
        people, [REPORT] * more, this_round
    )


@given(people=colleagues(), this_round=rounds)
def test_a_survivors_case_is_told_to_no_desk(
    people: list[NoticeRecipient], this_round: NoticeHour | None
) -> None:
    """And between the hours it is told to nobody."""
    without = told(people, [REPORT], this_round)
    with_case = told(people, [REPORT, DEADLINE], this_round)

    others = [each for each in with_case if each.person_id != SUPPORT]
    assert others == without
    assert this_round is not None or with_case == without


@given(people=colleagues(), this_round=rounds)
def test_whose_hour_it_is_anyway_is_told_the_same_with_a_case(
    people: list[NoticeRecipient], this_round: NoticeHour | None
) -> None:
    both = PersonWork(DESK, READS.may | SUPPORTS.may)
    same = {NoticeTopic.REPORTS: NoticePace.HOURS}
    everybody = [
        replace(each, work=(both,), paces={**each.paces, **same}) for each in people
    ]

    assert told(everybody, [REPORT], this_round) == told(
        everybody, [REPORT, replace(DEADLINE, person_id=None)], this_round
    )
