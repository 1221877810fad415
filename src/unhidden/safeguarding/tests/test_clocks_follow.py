"""Clocks and the NRM follow what other parts of a case tell of its person."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from tests.cast import NOON, Cast
from tests.made.courses import make_turn
from tests.made.safeguarding import make_case
from unhidden.access import context
from unhidden.safeguarding import actions
from unhidden.safeguarding.consent.actions.recording import ConsentNotAsked
from unhidden.safeguarding.models import Case, Deadline, NrmForm
from unhidden.safeguarding.overview import queries as overview
from unhidden.safeguarding.referrals.actions import filling, stages
from unhidden.safeguarding.referrals.queries.filled import read_saved

pytestmark = pytest.mark.django_db
BORN = "14 June 2008"


def _identify(cast: Cast, case_id: UUID, born: str, at: datetime = NOON) -> None:
    actions.record_identity(
        case_id=case_id,
        identity=actions.SurvivorIdentity(name="Mai", born=born),
        actor=cast.actor("support_worker"),
        at=at,
    )


def _running(case_id: UUID) -> dict[str, date]:
    rows = Deadline.objects.using("stored").filter(
        case_id=case_id, met_at__isnull=True, ended_at__isnull=True
    )
    return {row.code: row.due_at.date() for row in rows.order_by("id")}


def _state(case_id: UUID) -> str:
    return Case.objects.using("stored").get(id=case_id).nrm_state


def test_a_childs_birth_date_starts_the_clocks_of_its_month(cast: Cast) -> None:
    case_id = make_case(cast, age_group="child")

    _identify(cast, case_id, BORN)
    _identify(cast, case_id, BORN)

    running = _running(case_id)
    assert running["age_18_90"] == date(2026, 3, 3)
    assert running["age_18_30"] == date(2026, 5, 2)
    assert running["age_18_0"] == date(2026, 6, 1)
    rows = Deadline.objects.using("stored").filter(case_id=case_id)
    assert rows.filter(code="age_18_0").count() == 1
    assert all(row.started_at.day != 14 for row in rows)


def test_another_birth_date_takes_the_place_of_the_first(cast: Cast) -> None:
    case_id = make_case(cast, age_group="child")
    _identify(cast, case_id, BORN)

    _identify(cast, case_id, "14/7/2009")

    assert _running(case_id)["age_18_0"] == date(2027, 7, 1)


def test_no_birthday_is_counted_of_an_adult_or_of_a_year_alone(cast: Cast) -> None:
    adult, child = make_case(cast), make_case(cast, age_group="child")

    _identify(cast, adult, "14 June 2007")
    _identify(cast, child, "about 2008")

    assert "age_18_0" not in _running(adult)
    assert "age_18_0" not in _running(child)


def test_who_turns_18_is_asked_anew_and_no_longer_counted_as_a_child(
    cast: Cast,
) -> None:
    case_id = make_case(cast, age_group="child")
    _identify(cast, case_id, BORN)

    make_turn(cast, case_id, "turned_18", at=NOON + timedelta(days=170))

    assert _state(case_id) == "turned_18_transition"
    assert _running(case_id).keys() == {"follow_up"}


@pytest.mark.parametrize("age_group", ["adult", "child"])
def test_nothing_runs_of_who_has_died(cast: Cast, age_group: str) -> None:
    case_id = make_case(cast, age_group=age_group)

    make_turn(cast, case_id, "died", at=NOON + timedelta(days=1))

    assert _state(case_id) == "died"
    assert _running(case_id) == {}


def test_a_draft_begun_there_is_counted_until_it_is_set_aside(cast: Cast) -> None:
    case_id = make_case(cast, age_group="child")
    worker = cast.actor("support_worker")
    actions.begin_form(case_id=case_id, actor=worker, at=NOON)

    stages.note_begun_there(
        case_id=case_id, day=date(2026, 1, 3), actor=worker, at=NOON
    )

    running = _running(case_id)
    assert running["ho_draft_warning"] == date(2026, 1, 24)
    assert running["ho_draft_expiry"] == date(2026, 1, 31)
    stages.set_form_aside(case_id=case_id, actor=worker, at=NOON)
    assert "ho_draft_expiry" not in _running(case_id)


def test_the_home_page_counts_cases_with_something_due_by_tomorrow(cast: Cast) -> None:
    make_case(cast)
    make_case(cast, age_group="child")

    def counted(days: int) -> int:
        return overview.count_due_cases(
            viewer=cast.actor("support_worker"), at=NOON + timedelta(days=days)
        )

    assert [counted(0), counted(2), counted(3)] == [1, 1, 2]


CHILDS = {"child_la_referral", "ictg_referral", "follow_up"}


@pytest.mark.parametrize("kind", ["found_child", "found_unsure"])
def test_an_adult_found_to_be_a_child_is_referred_unasked_and_the_council_told(
    cast: Cast, kind: str
) -> None:
    case_id = make_case(cast)
    assert _state(case_id) == "consent_pending"

    make_turn(cast, case_id, kind, code="assessed")

    assert _state(case_id) == "not_required_child"
    assert _running(case_id).keys() >= CHILDS
    with pytest.raises(ConsentNotAsked):
        actions.record_consent(
            case_id=case_id,
            new=actions.NewConsent("nrm", "yes", "en"),
            actor=cast.actor("support_worker"),
            at=NOON,
        )


def test_no_duty_to_notify_runs_of_a_child_and_the_birthday_is_counted(
    cast: Cast,
) -> None:
    case_id = make_case(cast)
    _identify(cast, case_id, "about 2008")

    _identify(cast, case_id, BORN)

    assert _state(case_id) == "not_required_child"
    running = _running(case_id)
    assert running.keys() >= CHILDS | {"age_18_0"}
    assert "dtn_due" not in running


@pytest.mark.parametrize("answer", ["yes", "not-sure"])
def test_a_form_that_says_child_makes_the_case_a_childs(
    cast: Cast, answer: str
) -> None:
    case_id = make_case(cast)
    worker = cast.actor("support_worker")
    actions.begin_form(case_id=case_id, actor=worker, at=NOON)

    _answer_age(cast, case_id, answer, 1)

    assert _state(case_id) == "not_required_child"
    assert _running(case_id).keys() >= CHILDS


def test_a_form_that_says_adult_leaves_a_child_a_child(cast: Cast) -> None:
    case_id = make_case(cast, age_group="child")
    actions.begin_form(case_id=case_id, actor=cast.actor("support_worker"), at=NOON)

    _answer_age(cast, case_id, "no", 1)

    assert _state(case_id) == "not_required_child"
    assert Case.objects.using("stored").get(id=case_id).age_group == "child"


def test_a_child_found_to_be_an_adult_is_asked_and_the_form_says_so(
    cast: Cast,
) -> None:
    case_id = make_case(cast, age_group="child")
    worker = cast.actor("support_worker")
    actions.begin_form(case_id=case_id, actor=worker, at=NOON)

    make_turn(cast, case_id, "found_adult", code="document")

    assert _state(case_id) == "consent_pending"
    assert _running(case_id).keys() == {"follow_up"}
    form = NrmForm.objects.using("stored").get()
    with context.acting_as(worker.doing("safeguarding_support")):
        saved = read_saved(form, worker)
    assert saved["pv-under-age"].answers == {"pv-under-age": "no"}


def _answer_age(cast: Cast, case_id: UUID, answer: str, number: int) -> None:
    filling.save_step(
        case_id=case_id,
        step_code="pv-under-age",
        answers={"pv-under-age": answer},
        number=number,
        actor=cast.actor("support_worker"),
        at=NOON,
    )
