"""What is promised of candidates, warrants and welfare visits, tried in SQL.

Each attempt is the statement of somebody at work, under the role of the staff site, and
past every page and action of ours.
"""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from tests.cast import NOON, TODAY, Cast
from tests.made.operations import (
    AUTHORITY,
    make_operation,
    make_planned_visit,
    make_team,
)
from tests.made.reporting import make_report
from tests.made.targets import card_of, decide, group, make_candidate, make_warrant
from tests.made.visits import make_planned, make_visit
from unhidden.access import context
from unhidden.operations.queries import planned_visit
from unhidden.operations.targets.actions.candidates import propose_candidate
from unhidden.visits.actions.releases import ask_release

pytestmark = pytest.mark.django_db
PLANNING = "operation_delivery"
SELECT = "select id from operations_{}"


def _rows(cast: Cast, part: str, task: str, statement: str, *given: Any) -> int:
    """How many rows somebody's statement met; 0 where it was refused."""
    actor = cast.actor(part).doing(task)
    try:
        with context.acting_as(actor), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(statement, given)
                found = int(cursor.rowcount)
            transaction.set_rollback(True)
    except DatabaseError:
        return 0
    return max(found, 0)


def _planner(cast: Cast, statement: str, *given: object) -> int:
    return _rows(cast, "planner", PLANNING, statement, *given)


def test_no_team_is_sent_outside_its_warrant(cast: Cast) -> None:
    operation_id = make_operation(cast)
    team_id = make_team(cast, operation_id)
    planned_id = make_planned_visit(cast, operation_id, kind="enforcement")
    task = (
        "update operations_plannedvisit set team_id = %s, starts_at = %s,"
        " authority = %s where id = %s"
    )

    def tasked(at: time | None, authority: str = AUTHORITY) -> int:
        return _planner(cast, task, team_id, at, authority, planned_id)

    free = (tasked(time(15)), tasked(time(15), ""))
    place = planned_visit(
        viewer=cast.actor("planner"), planned_id=planned_id
    ).premises_id
    make_warrant(cast, operation_id, place, expires_at=NOON)

    assert free == (1, 0)
    assert [tasked(at) for at in (time(11, 59), time(12), time(15), None)] == [
        1, 0, 0, 0,
    ]  # fmt: skip
    assert tasked(time(11), "Another") == 0
    assert _planner(
        cast,
        "update operations_plannedvisit set status = 'cancelled',"
        " cancelled_because = 'x' where id = %s",
        planned_id,
    )


def test_a_safeguarding_visit_stays_one(cast: Cast) -> None:
    operation_id = make_operation(cast)
    quiet = make_planned_visit(cast, operation_id, kind="safeguarding")
    soft = make_planned_visit(cast, operation_id)
    change = (
        "update operations_plannedvisit set kind = %s, power = 'x', authority = 'x'"
        " where id = %s"
    )

    assert _planner(cast, change, "enforcement", quiet) == 0
    assert _planner(cast, change, "soft", quiet) == 0
    assert _planner(cast, change, "enforcement", soft) == 1


def test_a_safeguarding_candidate_gets_nothing_else_and_is_struck_by_nobody(
    cast: Cast,
) -> None:
    operation_id = make_operation(cast)
    quiet, other = (make_candidate(cast, operation_id, name=name) for name in "ab")
    decide(cast, operation_id, quiet, kind="safeguarding")
    group(cast, operation_id, other)
    strike = card_of(cast, operation_id, other).strike
    assert strike is not None
    offer = (
        "insert into operations_visitoption (id, candidate_id, kind, value, minutes,"
        " lead_skills, support_crews, support_skills, custody, power, authority,"
        " because, decided_by_id, decided_at) values (%s, %s, %s, 10, 40, '{}', 0,"
        " '{}', 0, %s, %s, 'chosen', %s, now())"
    )
    me, others = cast.people["planner"], cast.people["officer"]

    def offered(candidate_id: UUID, kind: str, number: str = "", by: UUID = me) -> int:
        power = "PACE s.8" if number else ""
        return _planner(cast, offer, uuid4(), candidate_id, kind, power, number, by)

    assert offered(other, "soft") == 1
    assert offered(other, "enforcement", "W1") == 1
    assert offered(quiet, "enforcement", "W1") == 0
    assert offered(other, "safeguarding") == 0
    assert offered(other, "enforcement") == 0
    assert offered(other, "soft", by=others) == 0
    put = "update operations_candidate set strike_id = %s where id = %s"
    assert _planner(cast, put, strike.id, quiet) == 0
    assert _planner(cast, put, None, other) == 1
    turn = "update operations_candidate set is_safeguarding = not is_safeguarding"
    assert _planner(cast, f"{turn} where id = %s", quiet) == 0


def test_only_planners_of_the_operation_meet_candidates_and_warrants(
    cast: Cast,
) -> None:
    operation_id = make_operation(cast)
    one = make_candidate(cast, operation_id)
    decide(cast, operation_id, one)
    group(cast, operation_id, one)
    make_warrant(cast, operation_id, card_of(cast, operation_id, one).premises_id)
    tables = ("candidate", "visitoption", "candidategroup", "warrant")

    met = {
        (part, str(task))
        for part in cast.people
        if part != "stranger"
        for task in ("operation_delivery", "intel_assessment", "safeguarding_support")
        for table in tables
        if _rows(cast, part, task, SELECT.format(table))
    }

    assert met == {("planner", PLANNING)}


def test_that_a_place_came_from_a_report_is_seen_by_the_desk_alone(cast: Cast) -> None:
    operation_id = make_operation(cast)
    one = make_candidate(cast, operation_id)
    propose_candidate(
        operation_id=operation_id,
        premises_id=card_of(cast, operation_id, one).premises_id,
        report_id=make_report(),
        actor=cast.actor("analyst").doing("intel_assessment"),
        at=NOON,
    )
    met = {
        part
        for part in cast.people
        if part != "stranger"
        for task in ("operation_delivery", "intel_assessment", "report_triage")
        if _rows(cast, part, task, "select id from operations_candidatetip")
    }

    assert met == {"analyst"}


@pytest.mark.parametrize(
    "change",
    [
        "set entry_basis = 'power', entry_detail = 'PACE s.17'",
        "set arrests = 1, outcome = 'arrest'",
        "set notices = 1",
        "set narrative = 'A bag of condoms, photographed'",
        "set narrative = 'Gwelwyd y derbyniadau'",
    ],
)
def test_a_record_that_breaks_its_declared_purpose_is_not_kept(
    cast: Cast, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The action's own rules are left out, so that the database stands alone."""
    monkeypatch.setattr(
        "unhidden.visits.actions.records.consistency.find_inconsistencies",
        lambda _record, _setting: (),
    )
    changes: dict[str, dict[str, Any]] = {
        "set entry_basis = 'power', entry_detail = 'PACE s.17'": {
            "entry_basis": "power",
            "entry_detail": "PACE s.17",
        },
        "set arrests = 1, outcome = 'arrest'": {"arrests": 1, "outcome": "arrest"},
        "set notices = 1": {"notices": 1},
        "set narrative = 'A bag of condoms, photographed'": {
            "narrative": "A bag of condoms, photographed"
        },
        "set narrative = 'Gwelwyd y derbyniadau'": {
            "narrative": "Gwelwyd y derbyniadau"
        },
    }
    fields = changes[change]
    quiet = make_planned(cast, kind="safeguarding")
    raid = make_planned(cast, kind="enforcement", power="PACE s.8")

    with pytest.raises(DatabaseError):
        make_visit(cast, planned=quiet, **fields)
    assert make_visit(cast, planned=raid, **fields)
    assert make_visit(cast, planned=quiet)


def test_turns_are_written_by_their_own_people_of_visits_by_consent(
    cast: Cast,
) -> None:
    soft, quiet = make_planned(cast), make_planned(cast, kind="safeguarding")
    turn = (
        "insert into operations_enforcementturn (id, planned_id, power, authority,"
        " decided_by_id, decided_at, told, recorded_by_id, recorded_at)"
        " values (%s, %s, 'PACE s.8', 'W1', %s, now(), 'Told', %s, now())"
    )
    # A row of the answer would be a reason why it is not.
    ask = (
        "with a as (select wall.turn_visit(%s, 'PACE s.8', 'W1', %s, %s, 'Told', %s))"
        " select 1 where not exists (select from a)"
    )

    def turned(part: str, planned_id: UUID) -> int:
        person = cast.people[part]
        return _rows(cast, part, PLANNING, ask, planned_id, person, NOON, NOON)

    assert (turned("officer", soft.id), turned("planner", soft.id)) == (1, 1)
    assert turned("partner", soft.id) == 0
    assert (turned("officer", quiet.id), turned("planner", quiet.id)) == (0, 0)
    for part in ("officer", "planner"):
        me = cast.people[part]
        assert _rows(cast, part, PLANNING, turn, uuid4(), soft.id, me, me) == 0
    make_warrant(cast, soft.operation_id, soft.premises_id, number="W2")
    assert (turned("officer", soft.id), turned("planner", soft.id)) == (0, 0)


def test_no_entry_is_promised_to_two_teams(cast: Cast) -> None:
    operation_id = make_operation(cast)
    team_id = make_team(cast, operation_id)
    planned_id = make_planned_visit(cast, operation_id, kind="enforcement")
    place = planned_visit(
        viewer=cast.actor("planner"), planned_id=planned_id
    ).premises_id
    second = make_planned_visit(
        cast, operation_id, premises_id=place, kind="enforcement",
        on=TODAY + timedelta(days=1),
    )  # fmt: skip
    make_warrant(cast, operation_id, place)
    task = "update operations_plannedvisit set team_id = %s where id = any(%s)"

    assert _planner(cast, task, team_id, [second]) == 1
    assert _planner(cast, task, team_id, [planned_id]) == 1
    actor = cast.actor("planner").doing(PLANNING)
    with context.acting_as(actor), connection.cursor() as cursor:
        cursor.execute(task, [team_id, [planned_id]])
    assert _planner(cast, task, team_id, [second]) == 0


def test_a_visit_saves_a_life_beside_a_safeguarding_visit_of_its_place(
    cast: Cast,
) -> None:
    quiet, other = (make_planned(cast, kind="safeguarding") for _ in range(2))
    raid = make_planned_visit(cast, quiet.operation_id, kind="enforcement")
    add = (
        "insert into operations_secondvisit (id, operation_id, first_id, second_id)"
        " values (%s, %s, %s, %s)"
    )

    assert _planner(cast, add, uuid4(), quiet.operation_id, quiet.id, raid) == 0
    assert _planner(cast, add, uuid4(), quiet.operation_id, other.id, raid) == 0


def test_a_release_is_agreed_by_a_supervisor_who_did_not_ask(cast: Cast) -> None:
    visit_id = make_visit(cast, planned=make_planned(cast, kind="safeguarding"))
    asked = ask_release(
        visit_id=visit_id,
        authority="Home Office",
        reason="A court asked",
        actor=cast.actor("planner"),
        at=NOON,
    )
    agree = (
        "update visits_immigrationrelease set agreed_by_id = %s, agreed_at = now()"
        " where id = %s"
    )

    agreed = {
        part
        for part in ("planner", "officer", "analyst", "safeguarding_lead", "overseer")
        for task in ("operation_delivery", "safeguarding_support", "intel_assessment")
        if _rows(cast, part, task, agree, cast.people[part], asked)
    }

    assert agreed == {"safeguarding_lead"}
    assert _rows(
        cast, "safeguarding_lead", "safeguarding_support", agree,
        cast.people["planner"], asked,
    ) == 0  # fmt: skip


def test_who_else_has_an_interest_is_said_to_planners_of_the_operation_alone(
    cast: Cast,
) -> None:
    at = timezone.now()
    today = timezone.localdate(at)
    operation_id = make_operation(
        cast, starts_on=today, ends_on=today + timedelta(days=3), at=at
    )
    make_candidate(cast, operation_id, at=at)
    ask = "select premises_id from wall.find_interests(%s)"

    assert _planner(cast, ask, operation_id) == 0
    for part in ("officer", "analyst", "partner", "safeguarding_lead"):
        assert _rows(cast, part, PLANNING, ask, operation_id) == 0
