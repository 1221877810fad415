"""One procedure tells how the database is, and nothing of a single report."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from tests.cast import Cast
from tests.made import audit as made_audit
from tests.made.reporting import make_report
from tests.support.roles import as_guard, as_role
from unhidden.health import actions, rules
from unhidden.health.facts import (
    ASK,
    DatabaseFacts,
    HealthReading,
    MachineFacts,
    RoleConnections,
    parse_database_facts,
)
from unhidden.hosting.health.metrics import NAMES, write_metrics

HEALTH = "unhidden_health"
MACHINE = MachineFacts(free_megabytes=90_000, floor_megabytes=1024)


def ask(process: str = "health") -> DatabaseFacts:
    with as_role(process), connection.cursor() as cursor:
        cursor.execute(ASK)
        role, found = cursor.fetchone()
    return parse_database_facts(role, json.loads(found))


def as_network_sees(facts: DatabaseFacts) -> tuple[str, list[str]]:
    """The metrics, and the states that /health gives, of one moment."""
    reading = HealthReading(
        at=datetime(2026, 1, 1, tzinfo=UTC),
        role=HEALTH,
        schema=facts.schema,
        machine=MACHINE,
        database=facts,
    )
    checks = rules.judge_reading(reading)
    told = [f"{c.code} {c.state}" for c in checks if c.code not in rules.UNTOLD]
    return write_metrics(reading, checks).decode(), told


@pytest.mark.parametrize("process", ["health", "staff", "worker"])
def test_who_may_ask_is_answered(process: str, db: None) -> None:
    facts = ask(process)

    assert facts.role == f"unhidden_{process}"
    assert facts.powerful_roles == ()
    assert abs(timezone.now() - facts.at) < timedelta(minutes=1)
    assert set(facts.settings) == rules.LOG_SETTINGS.keys()


@pytest.mark.parametrize("process", ["public", "signin"])
def test_nobody_else_may_ask(process: str, db: None) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        ask(process)


def test_who_watches_reads_no_table_and_calls_nothing_else(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.oid::regclass::text from pg_class c"
            " join pg_namespace n on n.oid = c.relnamespace"
            " where n.nspname in ('public', 'wall', 'audit') and c.relkind in"
            " ('r', 'p', 'v', 'm', 'S') and (case when c.relkind = 'S' then"
            " has_sequence_privilege(%(r)s, c.oid, 'usage, select, update') else"
            " has_any_column_privilege(%(r)s, c.oid, 'select, insert, update') or"
            " has_table_privilege(%(r)s, c.oid, 'delete, truncate') end)",
            {"r": HEALTH},
        )
        tables = cursor.fetchall()
        cursor.execute(
            "select p.proname::text from pg_proc p where p.pronamespace ="
            " 'wall'::regnamespace and has_function_privilege(%s, p.oid, 'execute')",
            [HEALTH],
        )
        functions = cursor.fetchall()

    assert tables == []
    assert functions == [("health",)]


def test_what_was_observed_is_told(db: None) -> None:
    with as_role("worker"):
        actions.note_beginning(at=timezone.now())
        actions.note_observation("chains", is_well=True, at=timezone.now())
        actions.note_observation("chains", is_well=False, at=timezone.now())

    found = ask().observations

    assert {name: each.is_well for name, each in found.items()} == {
        "begun": True,
        "chains": False,
    }


def test_the_oldest_event_that_waits_is_told_and_the_days_of_the_public_apart(
    db: None,
) -> None:
    made_audit.add_events(2)
    before = ask()

    assert before.unsealed_since is not None
    assert before.unsealed_days_since is None


def test_nothing_that_the_network_is_told_moves_with_a_report(
    cast: Cast, db: None
) -> None:
    before = ask()

    make_report()
    after = replace(ask(), at=before.at)

    assert as_network_sees(after) == as_network_sees(before)


def test_nothing_that_the_network_is_told_moves_when_somebody_signs_in(
    db: None,
) -> None:
    """Who is on call signs in after a report of danger, and at night nobody else."""
    asleep = {
        f"unhidden_{role}": RoleConnections(1, 14) for role in ("staff", "signin")
    }
    awake = {name: RoleConnections(6, 14) for name in asleep}
    facts = ask()

    before = as_network_sees(replace(facts, connections=asleep))

    assert as_network_sees(replace(facts, connections=awake)) == before


def test_a_day_that_was_not_sealed_is_told_on_the_machine_alone(db: None) -> None:
    before = ask()
    over = timezone.now() - timedelta(hours=3)
    with as_guard(), connection.cursor() as cursor:
        cursor.execute(
            "insert into audit_waiting values (gen_random_uuid(), %s, %s)", [over, over]
        )

    after = ask()

    assert after.unsealed_days_since == over
    assert as_network_sees(replace(after, at=before.at)) == as_network_sees(before)


def test_the_metrics_are_those_of_the_list(db: None) -> None:
    text, _ = as_network_sees(ask())

    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert {line.partition("{")[0].partition(" ")[0] for line in lines} <= set(NAMES)
    assert "unhidden_public" not in text
    assert 'check="unsealed_days"' not in text
    assert 'check="queue"' not in text
