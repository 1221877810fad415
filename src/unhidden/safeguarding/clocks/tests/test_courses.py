"""What happens in the NRM moves a case and its deadlines, and can be taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import ProgrammingError, transaction

from tests.cast import NOON, Cast
from tests.made.safeguarding import make_case
from unhidden.access.context import acting_as
from unhidden.safeguarding import actions
from unhidden.safeguarding.clocks.actions import duty, meeting, recording
from unhidden.safeguarding.clocks.queries import course
from unhidden.safeguarding.clocks.rules import states
from unhidden.safeguarding.models import Case, Deadline, DeadlineChange

pytestmark = pytest.mark.django_db
DAY = NOON.date()


def _refer(cast: Cast) -> UUID:
    case_id = make_case(cast)
    worker = cast.actor("support_worker")
    new = actions.NewConsent("nrm", "yes", "en")
    actions.record_consent(case_id=case_id, new=new, actor=worker, at=NOON)
    actions.record_referral(
        case_id=case_id, is_dtn=False, reference="HO-1", actor=worker, at=NOON
    )
    return case_id


def _record(cast: Cast, case_id: UUID, to_state: str, days: int, **told: Any) -> None:
    at = NOON + timedelta(days=days)
    case = Case.objects.using("stored").get(id=case_id)
    recording.record_state(
        case_id=case_id,
        from_state=told.pop("from_state", case.nrm_state),
        to_state=to_state,
        event=actions.StateEvent(told.pop("on", at.date()), **told),
        actor=cast.actor("support_worker"),
        at=at,
    )


def _open(case_id: UUID) -> dict[str, Deadline]:
    rows = Deadline.objects.using("stored").filter(
        case_id=case_id, met_at__isnull=True, ended_at__isnull=True
    )
    return {row.code: row for row in rows.order_by("id")}


def _take_back(cast: Cast, case_id: UUID, days: int) -> None:
    worker = cast.actor("support_worker")
    at = NOON + timedelta(days=days)
    view = course.get_course(viewer=worker, case_id=case_id, at=at)
    recording.take_back(case_id=case_id, change_id=view.last_id, actor=worker, at=at)


def test_a_decision_meets_its_deadline_and_starts_the_next(cast: Cast) -> None:
    case_id = _refer(cast)

    _record(cast, case_id, "rg_positive", 6, words="They wrote that it is likely.")

    running = _open(case_id)
    assert "rg_expected" not in running
    recovery = running["recovery_min_end"].due_at.date()
    assert recovery == DAY + timedelta(days=36)
    met = DeadlineChange.objects.using("stored").get(
        deadline__code="rg_expected", step="met"
    )
    assert met.nrm_change is not None


def test_a_suspended_decision_lets_its_deadline_stand_still(cast: Cast) -> None:
    case_id = _refer(cast)
    before = _open(case_id)["rg_expected"].due_at

    _record(cast, case_id, "rg_suspended", 2)
    _record(cast, case_id, "rg_pending", 16)

    assert (_open(case_id)["rg_expected"].due_at - before).days == 14


def test_what_is_taken_back_leaves_case_and_deadlines_as_they_were(cast: Cast) -> None:
    case_id = _refer(cast)
    before = {code: row.due_at for code, row in _open(case_id).items()}
    _record(cast, case_id, "rg_positive", 6)

    _take_back(cast, case_id, 7)

    assert {code: row.due_at for code, row in _open(case_id).items()} == before
    assert Case.objects.using("stored").get(id=case_id).nrm_state == "rg_pending"
    with pytest.raises(states.UndoTooLate):
        _take_back(cast, case_id, 60)


def test_a_withdrawal_ends_the_wait_and_taking_it_back_starts_it_anew(
    cast: Cast,
) -> None:
    case_id = _refer(cast)
    due = _open(case_id)["rg_expected"].due_at
    _record(cast, case_id, "withdrawn", 2)
    assert "rg_expected" not in _open(case_id)

    _take_back(cast, case_id, 3)

    assert _open(case_id)["rg_expected"].due_at == due


def test_of_two_who_record_at_once_the_second_is_told(cast: Cast) -> None:
    case_id = _refer(cast)
    _record(cast, case_id, "rg_positive", 6)

    with pytest.raises(states.StateChangedMeanwhile):
        _record(cast, case_id, "rg_negative", 6, from_state="submitted")


def test_what_happened_is_not_to_come_and_not_before_the_last(cast: Cast) -> None:
    case_id = _refer(cast)

    with pytest.raises(states.StateNotYet):
        _record(cast, case_id, "rg_positive", 6, on=DAY + timedelta(days=7))
    with pytest.raises(states.EventBeforeLast):
        _record(cast, case_id, "rg_positive", 6, on=DAY - timedelta(days=1))


def test_a_deadline_that_was_met_by_mistake_runs_again(cast: Cast) -> None:
    case_id = make_case(cast)
    worker = cast.actor("support_worker")
    evidence = actions.ClockEvidence(DAY, "phone", "person")
    given: dict[str, Any] = {"case_id": case_id, "code": "follow_up", "at": NOON}
    actions.meet_deadline(**given, evidence=evidence, actor=worker)

    meeting.reopen_deadline(**given, actor=worker)

    assert "follow_up" in _open(case_id)
    with pytest.raises(states.NothingToTakeBack):
        meeting.reopen_deadline(**given, actor=worker)


def test_what_was_done_is_not_done_before_the_deadline_began(cast: Cast) -> None:
    evidence = actions.ClockEvidence(DAY - timedelta(days=1), "phone", "person")

    with pytest.raises(meeting.EvidenceBeforeStart):
        actions.meet_deadline(
            case_id=make_case(cast),
            code="follow_up",
            evidence=evidence,
            actor=cast.actor("support_worker"),
            at=NOON,
        )


def test_the_duty_runs_for_the_police_from_their_belief_and_not_for_a_charity(
    cast: Cast,
) -> None:
    case_id = make_case(cast)
    told: dict[str, Any] = {"case_id": case_id, "believed_on": DAY, "at": NOON}
    with pytest.raises(duty.NoDutyHere):
        duty.record_belief(**told, actor=cast.actor("support_worker"))

    duty.record_belief(**told, actor=cast.actor("safeguarding_lead"))

    found = _open(case_id)["dtn_due"]
    assert found.organisation_id == cast.organisations["police"]
    assert found.due_at.date().isoformat() == "2026-02-05"
    with pytest.raises(duty.NoDutyHere):
        duty.record_belief(**told, actor=cast.actor("safeguarding_lead"))


def test_a_deadline_is_met_in_ones_own_name_alone(cast: Cast) -> None:
    case_id = _refer(cast)
    code = next(iter(_open(case_id)))
    worker = cast.actor("support_worker").doing("safeguarding_support")

    def meet(person_id: UUID) -> None:
        with acting_as(worker), transaction.atomic():
            Deadline.objects.filter(case_id=case_id, code=code).update(
                met_at=NOON, met_by_id=person_id
            )

    def begin_met(person_id: UUID) -> None:
        with acting_as(worker), transaction.atomic():
            Deadline.objects.create(
                case_id=case_id, code=code, started_at=NOON, due_at=NOON,
                met_at=NOON, met_by_id=person_id,
            )  # fmt: skip

    for write in (meet, begin_met):
        with pytest.raises(ProgrammingError, match="in one's own name"):
            write(cast.people["safeguarding_lead"])
        write(cast.people["support_worker"])
