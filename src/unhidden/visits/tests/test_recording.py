"""A visit is recorded whole, once, by its own team, while the operation runs."""

from __future__ import annotations

import threading
from uuid import UUID

import pytest
from django.db import ProgrammingError, connection, connections, transaction

from tests.cast import NOON, Cast, make_cast
from tests.made.visits import (
    Planned,
    make_find,
    make_planned,
    make_record,
    make_visit,
)
from tests.support import audited as audit
from unhidden.access.absent import Absent
from unhidden.operations import actions as operations
from unhidden.operations import queries as plans
from unhidden.operations.frame.actions.refusals import OperationNotRunning
from unhidden.operations.visits.actions import visits
from unhidden.operations.visits.actions.refusals import VisitNotPlanned
from unhidden.visits.actions import records
from unhidden.visits.actions.records import (
    RecordDoesNotAddUp,
    SignUnknown,
    VisitAlreadyRecorded,
)
from unhidden.visits.models import PossibleVictim, SignAnswer, Visit
from unhidden.visits.queries import one as one_queries
from unhidden.visits.rules.consistency import VisitInconsistency
from unhidden.visits.rules.records import (
    FoundVictim,
    HeadcountGroup,
    ReferralMade,
    SignAnswered,
)

pytestmark = pytest.mark.django_db


def test_everything_that_was_counted_is_kept(cast: Cast) -> None:
    visit_id = make_visit(
        cast,
        outcome="potential_victim_identified",
        signs=(
            SignAnswered("gen_cannot_leave", "seen"),
            SignAnswered("gen_no_docs", "could_not_look"),
        ),
        referrals=(
            ReferralMade("council_child", " Section 130 "),
            ReferralMade("fire", "Order"),
        ),
        possible_victims=(
            FoundVictim("child", "none_yet", is_brought_to_safety=True),
            FoundVictim("adult", "labour", is_brought_to_safety=False),
        ),
        narrative="The back door was locked from outside",
    )

    visit = one_queries.get_visit(viewer=cast.actor("officer"), visit_id=visit_id)
    assert (visit.spoken_to, visit.leaflets, visit.people_there) == (2, 3, 3)
    assert [(one.age, one.sex, one.count) for one in visit.present] == [
        ("young", "male", 1),
        ("adult", "female", 2),
    ]
    assert [one.code for one in visit.seen] == ["gen_cannot_leave"]
    answers = {one.code: one.answer for s in visit.sections for one in s.signs}
    assert answers["gen_no_docs"] == "could_not_look"
    assert [(one.to, one.legal_basis) for one in visit.referrals] == [
        ("council_child", "Section 130"),
        ("fire", "Order"),
    ]
    assert [(one.number, one.age_group) for one in visit.possible_victims] == [
        (1, "child"),
        (2, "adult"),
    ]
    assert visit.recorded_by == "Officer"


def test_recording_marks_the_plan_done_and_leaves_its_trace(cast: Cast) -> None:
    planned = make_planned(cast)

    visit_id = make_find(cast, planned=planned)

    plan = plans.planned_visit(viewer=cast.actor("officer"), planned_id=planned.id)
    assert plan.status == "done"
    assert audit.names_about(subject_id=visit_id) == ["visits.visit_recorded"]
    (person,) = one_queries.get_visit(
        viewer=cast.actor("officer"), visit_id=visit_id
    ).possible_victims
    assert audit.names_about(subject_id=person.id) == ["visits.possible_victim_found"]


@pytest.mark.parametrize("by", ["officer", "charity_visitor"])
def test_every_member_of_the_team_may_record(cast: Cast, by: str) -> None:
    assert make_visit(cast, by=by)


@pytest.mark.parametrize(
    "by", ["colleague", "council_officer", "planner", "analyst", "support_worker"]
)
def test_for_anybody_else_there_is_no_such_visit(cast: Cast, by: str) -> None:
    planned = make_planned(cast)

    with pytest.raises(Absent):
        make_visit(cast, planned=planned, by=by)

    assert not Visit.objects.using("stored").exists()


def test_a_stranger_records_nothing(cast: Cast) -> None:
    planned = make_planned(cast)

    with pytest.raises(Absent):
        records.record_visit(
            planned_id=planned.id, record=make_record(), actor=cast.stranger, at=NOON
        )


def test_a_visit_that_nobody_planned_is_absent(cast: Cast) -> None:
    with pytest.raises(Absent):
        make_visit(cast, planned=Planned(*[UUID(int=7)] * 4))


def test_a_visit_is_recorded_once(cast: Cast) -> None:
    planned = make_planned(cast)
    first = make_visit(cast, planned=planned)

    with pytest.raises(VisitAlreadyRecorded) as refusal:
        make_visit(cast, planned=planned)

    assert refusal.value.visit_id == first
    assert Visit.objects.using("stored").count() == 1


def test_a_visit_stays_recorded_once_after_the_operation_closed(cast: Cast) -> None:
    planned = make_planned(cast)
    first = make_visit(cast, planned=planned)
    operations.close_operation(
        operation_id=planned.operation_id, actor=cast.actor("planner"), at=NOON
    )

    with pytest.raises(VisitAlreadyRecorded) as refusal:
        make_visit(cast, planned=planned)

    assert refusal.value.visit_id == first


def test_nothing_is_recorded_before_the_operation_runs(cast: Cast) -> None:
    planned = make_planned(cast, is_running=False)

    with pytest.raises(OperationNotRunning):
        make_visit(cast, planned=planned)


def test_a_cancelled_visit_is_not_recorded(cast: Cast) -> None:
    planned = make_planned(cast)
    visits.cancel_visit(
        planned_id=planned.id,
        reason="The premises burnt down",
        actor=cast.actor("planner"),
        at=NOON,
    )

    with pytest.raises(VisitNotPlanned):
        make_visit(cast, planned=planned)


def test_a_record_that_does_not_add_up_leaves_nothing_behind(cast: Cast) -> None:
    planned = make_planned(cast)

    with pytest.raises(RecordDoesNotAddUp) as refusal:
        make_visit(cast, planned=planned, spoken_to=9, entry_detail="")

    assert refusal.value.problems == (
        VisitInconsistency.CONSENT_BY_NOBODY,
        VisitInconsistency.SPOKE_TO_MORE_THAN_WERE_THERE,
    )
    assert not Visit.objects.using("stored").exists()
    assert "operations.visit_made" not in audit.names_about(subject_id=planned.id)


def test_a_visit_that_is_not_over_is_not_recorded(cast: Cast) -> None:
    with pytest.raises(RecordDoesNotAddUp, match="not_over_yet"):
        make_visit(cast, started_at=NOON, ended_at=NOON.replace(hour=13))


def test_the_catalogue_says_which_signs_are_strong(cast: Cast) -> None:
    planned = make_planned(cast)
    strong = (SignAnswered("gen_cannot_leave", "seen"),)
    weak = (SignAnswered("gen_no_docs", "seen"),)

    with pytest.raises(RecordDoesNotAddUp, match="strong_sign"):
        make_visit(cast, planned=planned, outcome="no_concern", signs=strong)

    assert make_visit(cast, planned=planned, outcome="no_concern", signs=weak)


def test_a_sign_that_nobody_knows_is_refused(cast: Cast) -> None:
    with pytest.raises(SignUnknown):
        make_visit(cast, signs=(SignAnswered("gen_invented", "seen"),))


def test_groups_of_nobody_are_not_kept(cast: Cast) -> None:
    present = (HeadcountGroup("adult", "male", 2), HeadcountGroup("child", "male", 0))

    visit_id = make_visit(cast, present=present)

    visit = one_queries.get_visit(viewer=cast.actor("officer"), visit_id=visit_id)
    assert [one.age for one in visit.present] == ["adult"]


@pytest.mark.parametrize("model", [Visit, SignAnswer, PossibleVictim])
@pytest.mark.parametrize("verb", ["update {} set id = id", "delete from {}"])
def test_the_staff_site_can_neither_change_nor_take_away_a_record(
    cast: Cast, model: type[Visit], verb: str
) -> None:
    statement = verb.format(model._meta.db_table)

    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_of_two_members_who_record_at_once_one_does() -> None:
    cast = make_cast()
    planned = make_planned(cast)
    actors = [cast.actor("officer"), cast.actor("charity_visitor")]
    kept: list[UUID] = []
    refused: list[UUID | None] = []
    together = threading.Barrier(2)

    def record(part: int) -> None:
        try:
            together.wait()
            kept.append(
                records.record_visit(
                    planned_id=planned.id,
                    record=make_record(),
                    actor=actors[part],
                    at=NOON,
                )
            )
        except VisitAlreadyRecorded as refusal:
            refused.append(refusal.visit_id)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=record, args=(part,)) for part in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(kept) == len(refused) == 1
    assert refused[0] in (None, *kept)
    assert Visit.objects.using("stored").count() == 1
