"""A call for help stands on the board of its visit, or waits for somebody."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection

from tests.cast import NOON, Cast
from tests.made.field import Phone
from tests.made.visits import Planned, make_planned
from tests.support.roles import as_role
from unhidden.agencies.models import Person
from unhidden.field.devices import actions as devices
from unhidden.field.tests import landing
from unhidden.operations.board.actions import entries
from unhidden.operations.models import BoardEntry
from unhidden.operations.visits.actions import visits

pytestmark = pytest.mark.django_db


def land(
    cast: Cast, phone: Phone, planned: UUID | None, part: str = "officer", **said: Any
) -> UUID:
    """An alarm that lands; gives the id of its row."""
    sent = landing.send(
        phone,
        **{"kind": "alarm", "author": cast.people[part], "planned": planned} | said,
    )
    assert landing.commit(sent)["is"] == "received"
    (row,) = landing.run_as_guard(
        "select id from field_submission where submission_id = %s", sent.id
    )
    return UUID(str(row))


def enter(row: UUID, planned: UUID | None) -> UUID | None:
    """As the worker does it."""
    with as_role("worker"), connection.cursor() as cursor:
        cursor.execute(
            "select wall.enter_landed_alarm(%s, %s, clock_timestamp())", [row, planned]
        )
        (entry,) = cursor.fetchone()
    return entry and UUID(str(entry))


@pytest.fixture
def planned(cast: Cast) -> Planned:
    return make_planned(cast, kind="safeguarding")


def own_phone(cast: Cast) -> Phone:
    phone = Phone()
    landing.enrol_phone(cast, phone)
    return phone


def test_help_stands_on_the_board_once_in_its_caller_s_name(
    cast: Cast, planned: Planned
) -> None:
    row = land(cast, own_phone(cast), planned.id)

    assert enter(row, planned.id) == row
    assert enter(row, planned.id) == row

    (entry,) = BoardEntry.objects.all()
    assert (entry.id, entry.what, entry.number) == (row, "alarm", 1)
    assert entry.entered_by_id == cast.people["officer"]
    assert entry.team_id == planned.team_id


def test_nobody_has_seen_it_until_a_named_person_says_so(
    cast: Cast, planned: Planned
) -> None:
    phone = own_phone(cast)
    sent = landing.send(
        phone, kind="alarm", author=cast.people["officer"], planned=planned.id
    )
    landing.commit(sent)
    (row,) = landing.run_as_guard("select id from field_submission")
    enter(UUID(str(row)), planned.id)
    assert landing.ask(phone, sent)[0]["alarm"] is None

    entries.receive_alarm(alarm_id=UUID(str(row)), actor=cast.actor("planner"), at=NOON)

    told = landing.ask(phone, sent)[0]["alarm"]
    assert told["seen_by"] == Person.objects.get(id=cast.people["planner"]).name


@pytest.mark.parametrize("case", ["cancelled", "over", "other", "unknown", "none"])
def test_help_without_a_board_is_kept_and_waits(
    cast: Cast, planned: Planned, case: str
) -> None:
    phone = own_phone(cast)
    part, named = "officer", planned.id
    if case == "cancelled":
        visits.cancel_visit(
            planned_id=planned.id,
            reason="Nobody is there",
            actor=cast.actor("planner"),
            at=NOON,
        )
    elif case == "over":
        landing.run_as_guard("update operations_operation set status = 'closed'")
    elif case == "other":
        part = "planner"
        phone = Phone()
    else:
        named = uuid4() if case == "unknown" else None  # type: ignore[assignment]
    row = land(cast, phone, named, part)

    assert enter(row, named) is None
    assert not BoardEntry.objects.exists()


@pytest.mark.parametrize("gone", ["lost", "ended", "unknown", "another's"])
def test_whoever_found_a_phone_calls_nobody_to_a_place(
    cast: Cast, planned: Planned, gone: str
) -> None:
    phone = Phone() if gone == "unknown" else own_phone(cast)
    actor = cast.actor("officer")
    author = "officer"
    if gone == "lost":
        devices.report_lost(device_id=phone.id, reason="Left", actor=actor, at=NOON)
    elif gone == "ended":
        devices.end_device(device_id=phone.id, actor=actor, at=NOON)
    elif gone == "another's":
        author = "charity_visitor"

    assert enter(land(cast, phone, planned.id, author), planned.id) is None


def test_only_what_landed_as_a_call_for_help_is_one(
    cast: Cast, planned: Planned
) -> None:
    row = land(cast, own_phone(cast), planned.id, kind="account")

    for each in (row, uuid4()):
        with pytest.raises(DatabaseError, match="enter_landed_alarm"):
            enter(each, planned.id)


def waiting() -> list[tuple[Any, ...]]:
    with as_role("worker"), connection.cursor() as cursor:
        cursor.execute(
            "select topic, permission, organisation_id, person_id"
            " from wall.alarms_that_wait()"
        )
        return list(cursor.fetchall())


def test_who_commands_hears_that_help_waits_and_not_of_what_is_on_a_board(
    cast: Cast, planned: Planned
) -> None:
    phone = own_phone(cast)
    row = land(cast, phone, None)
    assert waiting() == []

    landing.run_as_guard(
        "update field_submission set state = 'waits', reason = 'plan_unknown'"
        " where id = %s",
        row,
    )

    lead = cast.organisations["police"]
    assert waiting() == [("crews", "operations.plan", lead, None)]
    landing.run_as_guard(
        "insert into operations_commandpost (id, operation_id, post, strand, person_id,"
        " organisation_id, from_at) values (gen_random_uuid(), %s, 'controller', '',"
        " %s, %s, now() - interval '1 hour')",
        *(planned.operation_id, cast.people["planner"], lead),
    )
    assert waiting() == [("crews", "decision_log.keep", lead, cast.people["planner"])]
