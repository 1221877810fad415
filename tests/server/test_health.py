"""The process that watches and ``unhidden status``, against a real server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.watched import WatchedInstallation, wait_until, watched
from tests.support.mail_server import MailCatcher, catching_mail

_LONG_AGO = (
    "update procrastinate_workers set last_heartbeat = now() - interval '1 hour'"
)


@pytest.fixture
def mail() -> Iterator[MailCatcher]:
    with catching_mail() as server:
        yield server


@pytest.fixture
def made(place: Path, mail: MailCatcher) -> Iterator[WatchedInstallation]:
    with watched(place, mail.port) as installation:
        yield installation


def test_a_worker_that_is_killed_is_noticed(made: WatchedInstallation) -> None:
    made.start("health")
    wait_until(lambda: made.states().get("worker") == "failing")
    made.start("worker")
    wait_until(lambda: made.states().get("worker") == "well")
    wait_until(lambda: made.ask()[0] == 200)
    code, said = made.status()
    assert (code, "WRONG" in said) == (0, False), said

    made.kill("worker")
    made.run_sql(_LONG_AGO)  # time passes

    wait_until(lambda: made.ask()[0] == 503)
    assert made.states()["worker"] == "failing"
    code, said = made.status()
    assert code == 1
    assert (
        "WRONG    Background worker: The worker has been silent for 60 minutes." in said
    )
    assert "docs/operators/alarms.md, “Background worker”" in said


def test_a_database_that_is_away_is_said_by_all_and_comes_back(
    made: WatchedInstallation,
) -> None:
    made.start("health")
    wait_until(lambda: made.states().get("database") == "well")

    made.stop_server()

    wait_until(lambda: made.states().get("database") == "failing")
    assert made.ask()[0] == 503
    assert made.states()["worker"] == "unknown"
    assert made.states()["backup"] == "well"
    assert b'unhidden_check_well{check="database"} 0.0' in made.ask("/metrics")[1]
    code, said = made.status("--json")
    checks = {each["check"]: each for each in json.loads(said)["checks"]}
    assert code == 1
    assert checks["database"]["says"].startswith("The database server refuses")
    assert checks["unsealed"]["state"] == "unknown"
    assert checks["health"]["state"] == "well"
    made.start_server()
    wait_until(lambda: made.states().get("database") == "well")


def test_status_answers_without_the_process_that_watches(
    made: WatchedInstallation,
) -> None:
    code, said = made.status()

    assert code == 1
    assert "well     Database: The database answers." in said
    assert "WRONG    Health process: The health process does not answer." in said


def test_a_password_that_is_not_taken_is_told_from_a_server_that_is_away(
    made: WatchedInstallation,
) -> None:
    made.run_sql("alter role unhidden_health password 'another'")

    _, said = made.status()

    assert "Database: The database server does not take the password." in said


def test_settings_of_the_server_that_log_words_are_named(
    made: WatchedInstallation,
) -> None:
    made.run_sql("alter system set log_duration = on")
    made.run_sql("alter system set log_statement = 'mod'")
    made.run_sql("select pg_reload_conf()")

    wanted = "Set for the server: log_duration = off, log_statement = none."
    wait_until(lambda: wanted in made.status()[1])


def test_a_role_that_may_too_much_and_tables_of_another_program_are_said(
    made: WatchedInstallation,
) -> None:
    made.run_sql("alter role unhidden_staff bypassrls")
    made.run_sql("comment on database test_unhidden_template is '{\"schema\": 9999}'")

    _, said = made.status()

    assert "rights that no program may have: unhidden_staff." in said
    assert "The tables (schema 9999) belong to a newer program" in said


def test_there_is_nothing_but_two_pages(made: WatchedInstallation) -> None:
    made.start("health")
    wait_until(made.states)

    assert made.ask("/")[0] == 404
    assert made.ask("/health?x=1")[0] in (200, 503)
    assert made.ask("/metrics")[1].startswith(b"# HELP unhidden_check_well ")
