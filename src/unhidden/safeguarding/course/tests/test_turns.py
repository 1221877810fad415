"""A case as a whole: lost and found, at rest, closed, and opened again by its door."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from tests.cast import NOON, TODAY, Cast
from tests.made.courses import (
    make_closed_case,
    make_quiet_case,
    make_turn,
    meet_all,
)
from tests.made.safeguarding import make_case
from tests.made.sharing import make_accepted, make_agreement
from unhidden.access.absent import Absent
from unhidden.safeguarding import actions as safeguarding
from unhidden.safeguarding.course import actions, queries
from unhidden.safeguarding.frame.actions import CaseClosed
from unhidden.safeguarding.models import Case, CaseTurn, Consent, Deadline
from unhidden.safeguarding.people.actions import team as people
from unhidden.sharing.models import Share
from unhidden.vault.models import RecordKey

pytestmark = pytest.mark.django_db

_SOON = TODAY + timedelta(days=9)
YEARS_LATER = NOON + timedelta(days=3 * 365)


def _case(case_id: UUID) -> Case:
    return Case.objects.using("stored").get(id=case_id)


def _view(cast: Cast, case_id: UUID, by: str = "support_worker") -> queries.CourseView:
    return queries.get_course(viewer=cast.actor(by), case_id=case_id, today=TODAY)


def test_a_closed_case_is_opened_again_years_later_by_the_same_door(cast: Cast) -> None:
    case_id = make_closed_case(cast)
    before = _case(case_id)

    make_turn(cast, case_id, "reopened", at=YEARS_LATER)

    after = _case(case_id)
    assert before.closed_at == NOON
    assert (after.urn, after.closed_at, after.course) == (before.urn, None, "active")
    assert [turn.kind for turn in _view(cast, case_id).turns] == ["reopened", "closed"]


def test_whoever_opens_it_again_is_told_who_led_it_before(cast: Cast) -> None:
    view = _view(cast, make_closed_case(cast))

    assert view.former_worker == "Support Worker"
    assert view.may_record == ("reopened",)


def test_whoever_comes_back_is_seen_within_three_days(cast: Cast) -> None:
    case_id = make_closed_case(cast)

    make_turn(cast, case_id, "reopened", at=YEARS_LATER)

    open_ones = Deadline.objects.using("stored").filter(
        case_id=case_id, met_at__isnull=True, ended_at__isnull=True
    )
    due = open_ones.get(code="follow_up").due_at
    assert due.date() == (YEARS_LATER + timedelta(days=3)).date()


def test_what_was_said_at_the_closing_is_sealed_and_read_by_the_team(
    cast: Cast,
) -> None:
    case_id = make_closed_case(cast)

    row = CaseTurn.objects.using("stored").get(case_id=case_id)
    assert b"a home and work" not in bytes(row.words_sealed.slot.content)
    assert _view(cast, case_id).turns[0].words == "She has a home and work."


def test_a_second_press_closes_nothing_twice(cast: Cast) -> None:
    case_id = make_closed_case(cast)

    with pytest.raises(actions.CaseMoved):
        make_turn(cast, case_id, "closed", number=0)

    assert CaseTurn.objects.using("stored").filter(case_id=case_id).count() == 1


def test_a_case_with_an_open_deadline_is_not_closed(cast: Cast) -> None:
    case_id = make_case(cast)

    with pytest.raises(actions.DeadlinesOpen):
        make_turn(cast, case_id, "closed")

    assert _case(case_id).closed_at is None


def test_who_only_works_on_a_case_does_not_close_it(cast: Cast) -> None:
    case_id = make_quiet_case(cast)
    people.add_member(
        case_id=case_id,
        person_id=cast.people["other_support_worker"],
        role="worker",
        actor=cast.actor("safeguarding_lead"),
        at=NOON,
    )

    assert "closed" not in _view(cast, case_id, "other_support_worker").may_record
    with pytest.raises(Absent):
        make_turn(cast, case_id, "closed", by="other_support_worker")


@pytest.mark.parametrize("by", ["support_manager", "officer", "investigator"])
def test_who_is_not_on_the_team_records_nothing(cast: Cast, by: str) -> None:
    case_id = make_quiet_case(cast)

    with pytest.raises(Absent):
        make_turn(cast, case_id, "left_uk", by=by)


def test_a_closed_case_takes_no_turn_but_its_opening(cast: Cast) -> None:
    case_id = make_closed_case(cast)

    for kind in ("closed", "lost_contact", "rested", "died", "left_uk"):
        with pytest.raises(CaseClosed):
            make_turn(cast, case_id, kind, wakes_on=TODAY + timedelta(days=9))


def test_contact_is_lost_only_after_two_ways_were_tried(cast: Cast) -> None:
    case_id = make_quiet_case(cast)

    with pytest.raises(actions.TooFewWays):
        make_turn(cast, case_id, "lost_contact", tried=("called",))
    make_turn(cast, case_id, "lost_contact", tried=("called", "visited"))

    assert _case(case_id).course == "lost"
    assert len(_view(cast, case_id).turns[0].tried) == 2


def test_a_case_rests_until_a_day_and_is_taken_up_again(cast: Cast) -> None:
    case_id, wakes_on = make_quiet_case(cast), TODAY + timedelta(days=90)

    make_turn(cast, case_id, "rested", wakes_on=wakes_on)
    at_rest = _case(case_id)
    make_turn(cast, case_id, "woken")

    assert (at_rest.course, at_rest.wakes_on) == ("dormant", wakes_on)
    assert (_case(case_id).course, _case(case_id).wakes_on) == ("active", None)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"happened_on": TODAY + timedelta(days=1)}, actions.DayInFuture),
        ({"happened_on": date(2020, 1, 1)}, actions.DayBeforeCase),
        ({"wakes_on": TODAY}, actions.RestNotAhead),
        ({"wakes_on": TODAY + timedelta(days=400)}, actions.RestTooLong),
    ],
)
def test_impossible_days_are_refused(
    cast: Cast, given: dict[str, date], refusal: type[Exception]
) -> None:
    case_id = make_quiet_case(cast)

    with pytest.raises(refusal):
        make_turn(cast, case_id, "rested", **{"wakes_on": _SOON, **given})  # type: ignore[arg-type]  # days alone


def test_a_child_who_turns_18_decides_as_an_adult_from_then_on(cast: Cast) -> None:
    case_id = make_case(cast, age_group="child")

    make_turn(cast, case_id, "turned_18")

    assert _case(case_id).age_group == "adult"
    assert "turned_18" not in _view(cast, case_id).may_record


def test_what_was_agreed_for_a_child_is_asked_anew_of_the_adult(cast: Cast) -> None:
    case_id = make_case(cast, age_group="child")
    _says(cast, case_id, "support", "yes", NOON)
    birthday = NOON + timedelta(days=30)

    make_turn(cast, case_id, "turned_18", at=birthday)
    before = _view(cast, case_id).to_ask_anew
    _says(cast, case_id, "support", "yes", birthday)
    after = _view(cast, case_id).to_ask_anew

    assert len(before) == 2
    assert len(after) == 1


def test_closing_ends_what_is_shared_with_its_keys(cast: Cast) -> None:
    case_id = make_quiet_case(cast)
    safeguarding.add_note(
        case_id=case_id,
        text="She is safe.",
        actor=cast.actor("support_worker"),
        at=NOON,
    )
    share_id = make_accepted(cast, case_id, make_agreement(cast))
    held = RecordKey.objects.using("stored").filter(
        team_id=cast.organisations["red_cross"]
    )
    before = held.count()

    make_turn(cast, case_id, "closed")

    assert Share.objects.using("stored").get(id=share_id).state == "ended"
    assert (before, held.count()) == (1, 0)


def test_an_adult_who_refuses_everything_comes_back_after_fourteen_months(
    cast: Cast,
) -> None:
    case_id = make_case(cast)
    for kind in ("nrm", "support", "investigation"):
        _says(cast, case_id, kind, "no", NOON)
    meet_all(cast, case_id)
    make_turn(cast, case_id, "closed", code="declined")
    back = NOON + timedelta(days=425)

    make_turn(cast, case_id, "reopened", at=back)
    _says(cast, case_id, "support", "yes", back)
    _says(cast, case_id, "nrm", "yes", back)

    case = _case(case_id)
    assert (case.course, case.nrm_state) == ("active", "consent_given")
    said = Consent.objects.using("stored").filter(case_id=case_id)
    assert said.filter(answer="no").count() == 3


def _says(cast: Cast, case_id: UUID, kind: str, answer: str, at: datetime) -> None:
    safeguarding.record_consent(
        case_id=case_id,
        new=safeguarding.NewConsent(kind, answer, "en"),
        actor=cast.actor("support_worker"),
        at=at,
    )
