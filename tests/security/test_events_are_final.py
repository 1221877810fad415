"""An event is written with its change, by the database's own hand, and is final."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Q

from tests.cast import FOUNDER, NOON, Cast
from tests.made import audit as made
from tests.made.safeguarding import make_case
from tests.support import audited
from tests.support.postgres import Server
from tests.support.roles import as_role
from unhidden.access import context
from unhidden.access.actor import NOBODY, Actor
from unhidden.access.policy import Purpose
from unhidden.agencies import actions as agencies
from unhidden.agencies.models import Organisation
from unhidden.audit import actions, queries
from unhidden.audit.models import Event, Leaf

pytestmark = pytest.mark.django_db

TABLES = ["audit_event", "audit_leaf", "audit_checkpoint", "audit_waiting"]
PARTS = """
select c.oid::regclass::text, relrowsecurity and relforcerowsecurity,
       pg_get_userbyid(relowner), coalesce(relacl::text, '')
  from pg_class c join pg_inherits i on i.inhrelid = c.oid
 where i.inhparent = 'audit_event'::regclass
"""


def sql(statement: str, *values: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def note(person: UUID | None, *, name: str = "safeguarding.note_added") -> None:
    """What arbitrary SQL can try."""
    sql(
        "select wall.note(%s, 'alteration', 'x', %s, '', now(), %s, %s)",
        *(name, uuid4(), person, json.dumps({})),
    )


def test_a_write_and_its_event_stand_or_fall_together() -> None:
    before = Event.objects.using("stored").count()

    with pytest.raises(agencies.CodeTaken):
        _two_with_one_code("once")

    assert Organisation.objects.filter(code="once").count() == 0
    assert Event.objects.using("stored").count() == before


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused() -> None:
    with pytest.raises(actions.EventOutsideTransaction):
        actions.record_event(
            name="audit.refused", actor=NOBODY, subject=Organisation(), at=NOON
        )


@pytest.mark.parametrize("role", ["public", "staff", "worker", "signin"])
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "change",
    ["insert into {} default values", "delete from {}", "truncate {}"],
)
def test_no_role_writes_past_the_procedure(role: str, table: str, change: str) -> None:
    with as_role(role), pytest.raises(DatabaseError, match="permission denied"):
        sql(change.format(table))


@pytest.mark.parametrize("role", ["public", "staff", "worker", "signin", "guard"])
def test_no_role_reaches_the_table_of_a_month(role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(PARTS)
        parts = cursor.fetchall()

    assert len(parts) > 6
    assert {(walled, owner) for _, walled, owner, _ in parts} == {
        (True, "unhidden_owner")
    }
    assert not any(f"unhidden_{role}=" in rights for *_, rights in parts)


@pytest.mark.django_db(transaction=True)
def test_the_database_refuses_to_change_what_is_final_even_for_a_superuser(
    test_server: Server, test_database: str
) -> None:
    made.add_sealed(2)
    with made.superuser(test_server, test_database) as database:
        database.execute("set session_replication_role = origin")
        parts = [row[0] for row in database.execute(PARTS)]
        for change in (
            "update audit_event set name = ''",
            "delete from audit_event",
            "update audit_leaf set position = 1",
            "delete from audit_leaf",
            "update audit_checkpoint set number = 0",
            "delete from audit_checkpoint",
            *(f"truncate {table}" for table in (*TABLES[:3], *parts)),
        ):
            with pytest.raises(psycopg.DatabaseError, match="never changed"):
                database.execute(change)


@pytest.mark.parametrize("role", ["public", "worker"])
def test_only_the_staff_site_reads_events(role: str) -> None:
    with as_role(role), pytest.raises(DatabaseError, match="permission denied"):
        sql("select * from audit_event")


def test_nobody_adds_an_event_in_anothers_name(cast: Cast) -> None:
    mair = cast.actor("support_worker").doing(Purpose.SAFEGUARDING_SUPPORT)
    for forged in (cast.people["officer"], None):
        with (
            pytest.raises(DatabaseError, match="another person"),
            context.acting_as(mair),
        ):
            note(forged)


def test_outside_a_context_only_signing_in_names_a_person(cast: Cast) -> None:
    person = cast.people["officer"]
    with as_role("staff"):
        sql("select wall.leave()")
    for role, name in (
        ("staff", "safeguarding.note_added"),
        ("public", "reporting.report_received"),
        ("worker", "reporting.report_deleted"),
    ):
        with as_role(role), pytest.raises(DatabaseError, match="nobody is inside"):
            note(person, name=name)
    with as_role("staff"):
        note(person, name="agencies.signed_in")

    (event,) = Event.objects.using("stored").filter(name="agencies.signed_in")
    assert (event.person_id, event.engagement_id, event.process) == (
        person,
        None,
        "staff",
    )


def test_who_when_purpose_and_basis_are_the_databases_own_word(cast: Cast) -> None:
    mair = cast.actor("support_worker").doing(Purpose.SAFEGUARDING_SUPPORT)
    case_id = make_case(cast)
    with context.acting_as(mair):
        sql(
            "select wall.note('audit.record_seen', 'consultation', 'x', %s,"
            " 'safeguarding_case', %s, %s, %s)",
            *(case_id, NOON - timedelta(days=900), mair.person),
            json.dumps({"role": "overseer", "basis": "team", "purpose": "audit"}),
        )
        sql(
            "select wall.note('audit.record_seen', 'consultation', 'x', %s,"
            " 'investigation', now(), %s, '{}')",
            *(case_id, mair.person),
        )

    right, wrong = (
        Event.objects.using("stored").filter(name="audit.record_seen").order_by("at")
    )
    assert (right.role, right.purpose, right.basis) == (
        "support_worker",
        "safeguarding_support",
        "team",
    )
    assert right.engagement_id == mair.engagement_id
    assert abs(right.recorded_at - wrong.recorded_at) < timedelta(minutes=5)
    assert right.at == NOON - timedelta(days=900)
    assert wrong.basis == ""


STRANGE = [
    "jsonb_build_object('detail', jsonb_build_object('a', repeat(chr(1), 200000)))",
    "jsonb_build_object('shown', array(select gen_random_uuid()"
    " from generate_series(1, 5000)))",
    "'{\"detail\": [1]}'",
    '\'{"detail": "a"}\'',
    "null",
]


@pytest.mark.parametrize("more", STRANGE)
def test_an_event_that_could_not_be_read_or_sealed_is_refused(more: str) -> None:
    sql("select wall.leave()")
    with pytest.raises(DatabaseError, match="no event"):
        sql(
            "select wall.note('audit.refused', 'alteration', 'x', null, '', now(),"
            f" null, {more})",
        )


def test_no_event_takes_the_id_of_a_sealed_one_and_so_stops_the_sealing() -> None:
    made.add_sealed(1)
    (sealed,) = Leaf.objects.using("stored").values_list("event_id", flat=True)

    with suppress(DatabaseError):
        sql(
            "select wall.note(%s, 'audit.refused', 'alteration', 'x', null, '', now(),"
            " null, '{}')",
            sealed,
        )

    made.add_events(1)
    assert made.seal() == 1


def test_an_unknown_verb_is_refused() -> None:
    sql("select wall.leave()")
    with pytest.raises(DatabaseError, match="event_verb_is_known"):
        sql(
            "select wall.note('audit.refused', 'peeking', 'x', null, '', now(),"
            " null, '{}')",
        )


def test_history_is_in_the_order_of_time(cast: Cast) -> None:
    overseer = cast.actor("overseer").doing(Purpose.AUDIT)
    police = cast.organisations["police"]

    with context.acting_as(overseer):
        names = [entry.name for entry in queries.history(subject_ids=[police])]

    assert names[0] == "agencies.organisation_added"
    assert names == [event.name for event in audited.history(subject_ids=[police])]


def test_who_saw_a_record_is_shown_to_its_team_and_to_overseers(cast: Cast) -> None:
    case_id = make_case(cast)
    mair = cast.actor("support_worker")
    with context.acting_as(mair.doing(Purpose.SAFEGUARDING_SUPPORT)):
        for _ in range(3):
            _seen(mair, subject=case_id, shown=())
    with context.acting_as(mair.doing(Purpose.SAFEGUARDING_SUPPORT)):
        _seen(mair, subject=None, shown=(case_id,))

    support_worker = _looks_at(case_id, mair.doing(Purpose.SAFEGUARDING_SUPPORT))
    overseer = _looks_at(case_id, cast.actor("overseer").doing(Purpose.AUDIT))
    stranger = cast.actor("other_support_worker").doing(Purpose.SAFEGUARDING_SUPPORT)

    here = (mair.person, "safeguarding_support", "team", False)
    in_a_list = (mair.person, "safeguarding_support", "", False)
    assert sorted(support_worker) == [in_a_list, here, here, here]
    assert [look for look in overseer if look[0] == mair.person] == support_worker
    assert _looks_at(case_id, stranger) == []


def _looks_at(record_id: UUID, viewer: Actor) -> list[tuple[object, ...]]:
    """Who met the record, on a page of its own or in a list, as a viewer is shown."""
    met = Q(subject_id=record_id) | Q(shown__contains=[record_id])
    with context.acting_as(viewer):
        looks = Event.objects.filter(met, verb="consultation")
        return list(looks.values_list("person_id", "purpose", "basis", "is_refused"))


def _seen(actor: Actor, *, subject: UUID | None, shown: tuple[UUID, ...]) -> None:
    actions.write_event(
        name="audit.record_seen",
        actor=actor,
        kind="safeguarding.case",
        subject_id=subject,
        domain="safeguarding_case" if subject else "",
        at=NOON,
        verb=actions.Verb.CONSULTATION,
        more={"shown": [str(one) for one in shown]},
    )


@transaction.atomic
def _two_with_one_code(code: str) -> None:
    _organisation(code)
    _organisation(code)


def _organisation(code: str) -> None:
    agencies.add_organisation(
        code=code,
        name_en=code,
        name_cy=code,
        kind="police",
        actor=FOUNDER,
        at=NOON,
    )
