"""A supervisor's work: caseloads, a worker who leaves, talks; and protected figures."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from tests.cast import FOUNDER, NOON, TODAY, Cast
from tests.made.courses import make_closed_case
from tests.made.safeguarding import make_case
from unhidden.access.absent import Absent
from unhidden.agencies import actions as agencies
from unhidden.agencies.leaving import actions as leaving
from unhidden.agencies.models import Engagement
from unhidden.safeguarding import queries as cases
from unhidden.safeguarding.models import SupervisionTalk
from unhidden.safeguarding.supervision import actions, queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def taker(cast: Cast) -> UUID:
    """A second worker of BAWSO's, on no case."""
    agencies.request_engagement(
        person_id=cast.people["stranger"],
        organisation_id=cast.organisations["bawso"],
        role="support_worker",
        from_on=date(2016, 1, 1),
        actor=FOUNDER,
        at=NOON,
    )
    return cast.people["stranger"]


def _hand_over(cast: Cast, case_ids: list[UUID], taker: UUID) -> int:
    return actions.hand_cases_over(
        person_id=cast.people["support_worker"],
        homes=dict.fromkeys(case_ids, taker),
        actor=cast.actor("support_manager"),
        at=NOON,
    )


def _talk(
    cast: Cast, *, by: str = "support_manager", who: str = "support_worker"
) -> UUID:
    return actions.keep_talk(
        worker_id=cast.people[who],
        held_on=TODAY,
        next_on=TODAY + timedelta(days=28),
        words="Too many nights on duty.",
        actor=cast.actor(by),
        at=NOON,
    )


def test_a_supervisor_sees_every_open_case_of_the_organisation_and_who_has_it(
    cast: Cast,
) -> None:
    case_id = make_case(cast)
    make_closed_case(cast)

    found = queries.read_caseload(
        viewer=cast.actor("support_manager"), at=NOON, today=TODAY
    )

    assert [line.id for line in found.lines] == [case_id]
    assert found.lines[0].lead_worker == cast.people["support_worker"]
    counted = {load.person_id: load.open for load in found.loads}
    assert counted[cast.people["support_worker"]] == 1


def test_what_is_overdue_is_counted_for_who_has_it(cast: Cast) -> None:
    make_case(cast)
    later = NOON + timedelta(days=5)

    found = queries.read_caseload(
        viewer=cast.actor("support_manager"), at=later, today=later.date()
    )

    loads = {load.person_id: load.overdue for load in found.loads}
    assert loads[cast.people["support_worker"]] == 1


@pytest.mark.parametrize(
    "who", ["support_worker", "safeguarding_lead", "investigator", "officer"]
)
def test_nobody_else_sees_caseloads(cast: Cast, who: str) -> None:
    make_case(cast)

    with pytest.raises(Absent):
        queries.read_caseload(viewer=cast.actor(who), at=NOON, today=TODAY)


def test_another_organisations_supervisor_sees_none_of_it(cast: Cast) -> None:
    make_case(cast)

    found = queries.read_caseload(
        viewer=cast.actor("other_support_manager"), at=NOON, today=TODAY
    )

    assert found.lines == ()


def test_a_worker_who_leaves_has_nothing_left_once_the_cases_have_a_home(
    cast: Cast, taker: UUID
) -> None:
    case_ids = [make_case(cast), make_case(cast)]

    assert _hand_over(cast, case_ids, taker) == 2

    for case_id in case_ids:
        with pytest.raises(Absent):
            cases.get_case(
                viewer=cast.actor("support_worker"), case_id=case_id, at=NOON
            )
        view = cases.get_case(viewer=cast.actor("stranger"), case_id=case_id, at=NOON)
        assert view.may_work
    leaving.end_engagement(
        engagement_id=_engagement(cast, "support_worker"),
        homes={},
        actor=cast.actor("administrator"),
        at=NOON,
    )


def test_an_engagement_does_not_end_while_a_case_has_no_home(cast: Cast) -> None:
    make_case(cast)

    with pytest.raises(leaving.NoHome):
        leaving.end_engagement(
            engagement_id=_engagement(cast, "support_worker"),
            homes={},
            actor=cast.actor("administrator"),
            at=NOON,
        )


def test_all_cases_are_handed_over_or_none(cast: Cast, taker: UUID) -> None:
    mine, gone = make_case(cast), make_case(cast)
    _hand_over(cast, [gone], taker)

    with pytest.raises(actions.PlaceMoved):
        _hand_over(cast, [mine, gone], taker)

    assert cases.get_case(viewer=cast.actor("support_worker"), case_id=mine, at=NOON)


@pytest.mark.parametrize("who", ["other_support_worker", "officer", "support_manager"])
def test_cases_go_to_colleagues_who_may_have_them_alone(cast: Cast, who: str) -> None:
    case_id = make_case(cast)

    with pytest.raises(actions.NoColleague):
        _hand_over(cast, [case_id], cast.people[who])


def test_a_case_of_another_organisation_is_not_there_to_be_handed_over(
    cast: Cast,
) -> None:
    case_id = make_case(cast)

    with pytest.raises((Absent, actions.NoColleague)):
        actions.hand_cases_over(
            person_id=cast.people["support_worker"],
            homes={case_id: cast.people["other_support_worker"]},
            actor=cast.actor("other_support_manager"),
            at=NOON,
        )


def test_a_talk_is_sealed_and_read_by_the_two_who_held_it(cast: Cast) -> None:
    _talk(cast)

    row = SupervisionTalk.objects.using("stored").get()
    assert b"nights" not in bytes(row.words_sealed.slot.content)
    (talk,) = queries.list_own_talks(viewer=cast.actor("support_worker"))
    assert talk.words == "Too many nights on duty."
    for who in ("other_support_worker", "safeguarding_lead"):
        assert queries.list_own_talks(viewer=cast.actor(who)) == ()


def test_two_presses_keep_one_talk(cast: Cast) -> None:
    _talk(cast)

    with pytest.raises(actions.TalkToday):
        _talk(cast)

    assert SupervisionTalk.objects.using("stored").count() == 1


def test_only_a_supervisor_keeps_a_talk_and_not_with_themselves(cast: Cast) -> None:
    with pytest.raises(Absent):
        _talk(cast, by="support_worker", who="support_manager")
    with pytest.raises(actions.NoColleague):
        _talk(cast, who="support_manager")


def test_a_safeguarding_lead_sees_no_count_under_five_and_none_of_this_month(
    cast: Cast,
) -> None:
    at = _before_this_month()
    for _ in range(4):
        make_case(cast, at=at)
    lead = cast.actor("safeguarding_lead")
    few = queries.list_figures(viewer=lead)
    make_case(cast, at=timezone.now())
    still_few = queries.list_figures(viewer=lead)

    make_case(cast, at=at)
    enough = queries.list_figures(viewer=lead)

    assert [one.open_cases for one in few] == [None]
    assert still_few == few
    assert [one.open_cases for one in enough] == [5]


@pytest.mark.parametrize(
    "who", ["support_manager", "officer", "planner", "investigator", "communications"]
)
def test_nobody_but_a_safeguarding_lead_sees_figures(cast: Cast, who: str) -> None:
    with pytest.raises(Absent):
        queries.list_figures(viewer=cast.actor(who))


def _before_this_month() -> datetime:
    return timezone.now().replace(day=1) - timedelta(days=20)


def _engagement(cast: Cast, part: str) -> UUID:
    found = Engagement.objects.using("stored").get(person_id=cast.people[part])
    return found.id
