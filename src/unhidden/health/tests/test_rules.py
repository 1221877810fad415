"""Each check is seen well and failing, and says what it cannot know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from unhidden.health import presenters, rules, schedule
from unhidden.health.checks import CheckState, HealthCheck
from unhidden.health.facts import (
    DatabaseFacts,
    HealthReading,
    MachineFacts,
    Observation,
    RoleConnections,
)

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
SEEN = Observation(is_well=True, seen_at=NOW - timedelta(minutes=10))
DATABASE = DatabaseFacts(
    role="unhidden_health",
    powerful_roles=(),
    schema=70,
    at=NOW,
    unsealed_since=NOW - timedelta(seconds=4),
    unsealed_days_since=NOW - timedelta(seconds=4),
    unapplied_since=NOW - timedelta(seconds=4),
    leads_without_keys=0,
    worker_seen_at=NOW - timedelta(seconds=9),
    jobs={name: NOW - timedelta(minutes=1) for name in schedule.JOBS},
    failed_jobs={},
    connections={"unhidden_staff": RoleConnections(3, 15)},
    settings={name: right[0] for name, right in rules.LOG_SETTINGS.items()},
    observations={
        "begun": Observation(is_well=True, seen_at=NOW - timedelta(days=90)),
        **dict.fromkeys(("chains", "anchors", "mail", "queue", "matching"), SEEN),
    },
)
MACHINE = MachineFacts(
    free_megabytes=90_000,
    floor_megabytes=1024,
    backup_at=NOW - timedelta(hours=10),
    is_certificate_named=True,
    certificate_ends_at=NOW + timedelta(days=60),
)
WELL = HealthReading(
    at=NOW,
    role="unhidden_health",
    schema=70,
    machine=MACHINE,
    database=DATABASE,
    is_mail_named=True,
)


def judge(reading: HealthReading) -> Mapping[str, HealthCheck]:
    return {check.code: check for check in rules.judge_reading(reading)}


def with_database(**changes: Any) -> HealthReading:
    return replace(WELL, database=replace(DATABASE, **changes))


def with_machine(**changes: Any) -> HealthReading:
    return replace(WELL, machine=replace(MACHINE, **changes))


def with_observation(subject: str, **changes: Any) -> HealthReading:
    seen = {**DATABASE.observations, subject: replace(SEEN, **changes)}
    return with_database(observations=seen)


def test_of_a_well_installation_every_check_is_well() -> None:
    found = judge(WELL)

    assert tuple(found) == rules.CODES
    assert {check.state for check in found.values()} == {CheckState.WELL}


LONG_AGO = NOW - timedelta(hours=4)
FAILING: Mapping[str, HealthReading] = {
    "role_powerful": with_database(powerful_roles=("unhidden_staff",)),
    "role_other": with_database(role="postgres"),
    "schema_newer": with_database(schema=71),
    "schema_older": with_database(schema=69),
    "unsealed_late": with_database(unsealed_since=LONG_AGO),
    "unsealed_days_late": with_database(unsealed_days_since=LONG_AGO),
    "unapplied_late": with_database(unapplied_since=LONG_AGO),
    "receivers_missing": with_database(leads_without_keys=1),
    "worker_gone": with_database(worker_seen_at=None),
    "worker_silent": with_database(worker_seen_at=LONG_AGO),
    "jobs_late": with_database(jobs={**DATABASE.jobs, "audit.seal": LONG_AGO}),
    "failed_some": with_database(failed_jobs={"audit.seal": 2}),
    "connections_near": with_database(
        connections={"unhidden_staff": RoleConnections(14, 15)}
    ),
    "logging_wrong": with_database(
        settings={**DATABASE.settings, "log_statement": "all"}
    ),
    "chains_wrong": with_observation("chains", is_well=False),
    "anchors_wrong": with_observation("anchors", is_well=False),
    "mail_wrong": with_observation("mail", is_well=False),
    "queue_wrong": with_observation("queue", is_well=False),
    "matching_wrong": with_observation("matching", is_well=False),
    "backup_late": with_machine(backup_at=NOW - timedelta(hours=31)),
    "backup_none": with_machine(backup_at=None),
    "disk_late": with_machine(free_megabytes=2000),
    "certificate_late": with_machine(certificate_ends_at=NOW + timedelta(days=13)),
}


@pytest.mark.parametrize("reason", FAILING)
def test_what_is_wrong_fails_its_own_check_alone(reason: str) -> None:
    wrong = [c for c in rules.judge_reading(FAILING[reason]) if not c.is_well]

    assert [check.reason for check in wrong] == [reason]
    assert wrong[0].is_failing
    assert "%" not in presenters.describe_check(wrong[0])


UNKNOWN: Mapping[str, HealthReading] = {
    "disk_unknown": with_machine(free_megabytes=None),
    "certificate_unread": with_machine(certificate_ends_at=None),
    **{
        f"{subject}_unseen": with_observation(subject, seen_at=LONG_AGO)
        for subject in ("chains", "anchors", "mail", "queue", "matching")
    },
}


@pytest.mark.parametrize("reason", UNKNOWN)
def test_what_could_not_be_found_out_is_not_well(reason: str) -> None:
    wrong = [c for c in rules.judge_reading(UNKNOWN[reason]) if not c.is_well]

    assert [(c.reason, c.state) for c in wrong] == [(reason, CheckState.UNKNOWN)]


UNWATCHED: Mapping[str, HealthReading] = {
    "certificate_unnamed": with_machine(is_certificate_named=False),
    "mail_unnamed": replace(WELL, is_mail_named=False),
    "backup_demonstration": replace(
        with_machine(backup_at=None), is_demonstration=True
    ),
}


@pytest.mark.parametrize("reason", UNWATCHED)
def test_what_the_settings_leave_to_others_is_said_and_no_fault(reason: str) -> None:
    found = {c.reason: c for c in rules.judge_reading(UNWATCHED[reason])}

    assert found[reason].state is CheckState.UNWATCHED
    assert all(check.is_well for check in found.values())


@pytest.mark.parametrize(
    "word", ["refused", "password", "disk", "timeout", "connections", "rights", ""]
)
def test_without_the_database_the_machine_is_still_judged(word: str) -> None:
    found = judge(replace(WELL, database=None, failure=word))

    assert found["database"].reason == f"database_{word or 'other'}"
    assert found["database"].is_failing
    assert found["worker"].state is CheckState.UNKNOWN
    assert found["backup"].is_well
    assert found["disk"].is_well
    assert all(presenters.describe_check(check) for check in found.values())


def test_a_worker_that_has_just_begun_has_an_hour_to_look() -> None:
    begun = {"begun": Observation(is_well=True, seen_at=NOW - timedelta(minutes=2))}
    found = judge(with_database(observations=begun, jobs={}))

    assert {found[code].reason for code in ("chains", "anchors")} == {"unseen_yet"}
    assert found["jobs"].is_well


def test_a_job_that_never_had_its_turn_is_late_in_the_end() -> None:
    jobs = {k: at for k, at in DATABASE.jobs.items() if k != "reporting.delete_reports"}

    check = judge(with_database(jobs=jobs))["jobs"]

    assert check.values == {"jobs": "reporting.delete_reports"}


def test_a_demonstration_may_sleep_at_night() -> None:
    jobs = {**DATABASE.jobs, "reporting.delete_reports": NOW - timedelta(days=9)}
    reading = with_database(jobs=jobs)

    assert judge(reading)["jobs"].is_failing
    assert judge(replace(reading, is_demonstration=True))["jobs"].is_well


def test_every_reason_has_a_sentence_and_every_code_a_name() -> None:
    wanted = {*FAILING, *UNKNOWN, *UNWATCHED, *(f"{c}_well" for c in rules.CODES)}

    wanted -= {"failed_well"}
    assert wanted <= presenters.SENTENCES.keys()
    assert {*rules.CODES, "health"} == presenters.TITLES.keys()
    assert {*rules.TOLD_BY_WORKER, *rules.TOLD_BY_HEALTH} <= set(rules.CODES)
