"""What is well and what is not, by what was read: plain values, no clock, no Django.

Each check has a code, a state and a reason; the sentence of each reason stands in
``presenters``, and docs/operators/alarms.md has a section for each code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta

from unhidden.health import schedule
from unhidden.health.checks import CheckState, HealthCheck
from unhidden.health.facts import DatabaseFacts, HealthReading
from unhidden.lib.database_roles import GUARD, ROLES

#: What the server's log must not hold: words of statements, and when somebody came.
LOG_SETTINGS: Mapping[str, tuple[str, ...]] = {
    "log_connections": ("off", ""),
    "log_duration": ("off",),
    "log_error_verbosity": ("terse",),
    "log_min_duration_sample": ("-1",),
    "log_min_duration_statement": ("-1",),
    "log_min_error_statement": ("panic",),
    "log_min_messages": ("warning", "error", "log", "fatal", "panic"),
    "log_statement": ("none",),
    "log_transaction_sample_rate": ("0",),
    "track_commit_timestamp": ("off",),
}
#: The worker seals every few seconds and says that it lives every ten.
UNSEALED, UNSEALED_DAY = timedelta(minutes=2), timedelta(hours=1)
SILENT = timedelta(minutes=2)
#: The worker applies what phones sent every two seconds, an alarm first.
UNAPPLIED = timedelta(minutes=2)
#: A backup a day, and some hours for a large one; the worker looks every ten minutes.
BACKUP, UNSEEN = timedelta(hours=30), timedelta(hours=1)
CERTIFICATE = timedelta(days=14)
#: Of a role's connections, the part from which on it is near its limit.
NEAR = 0.9


Found = tuple[bool, str, Mapping[str, str | int]]


def judge_reading(reading: HealthReading) -> tuple[HealthCheck, ...]:
    """Every check of the installation, in the order in which they are shown."""
    return _database(reading), *_inside(reading), *_machine(reading)


def _inside(reading: HealthReading) -> Iterator[HealthCheck]:
    """What only the database knows."""
    facts = reading.database
    if facts is None:
        for code in (*_OF_DATABASE, *_OBSERVED):
            yield HealthCheck(code, CheckState.UNKNOWN, "no_database")
        return
    for code, judge in _OF_DATABASE.items():
        yield _check(code, judge(facts, reading))
    for subject in _OBSERVED:
        if subject in ("mail", "queue") and not reading.is_mail_named:
            yield HealthCheck(subject, CheckState.UNWATCHED, "mail_unnamed")
        else:
            yield _observed(subject, facts)


def _check(code: str, found: Found) -> HealthCheck:
    is_well, reason, values = found
    state = CheckState.WELL if is_well else CheckState.FAILING
    return HealthCheck(code, state, reason, values)


def _database(reading: HealthReading) -> HealthCheck:
    if reading.database is None:
        return _check("database", (False, f"database_{reading.failure or 'other'}", {}))
    return _check("database", (True, "database_well", {}))


def _role(facts: DatabaseFacts, reading: HealthReading) -> Found:
    ours = {*ROLES.values(), GUARD}
    powerful = sorted(ours.intersection(facts.powerful_roles))
    if powerful:
        return False, "role_powerful", {"roles": ", ".join(powerful)}
    if facts.role != reading.role:
        return False, "role_other", {"role": facts.role, "wanted": reading.role}
    return True, "role_well", {}


def _schema(facts: DatabaseFacts, reading: HealthReading) -> Found:
    values = {"tables": facts.schema, "program": reading.schema}
    if facts.schema == reading.schema:
        return True, "schema_well", values
    is_newer = facts.schema > reading.schema
    return False, "schema_newer" if is_newer else "schema_older", values


def _unsealed(facts: DatabaseFacts, reading: HealthReading) -> Found:
    waits = _age(facts, facts.unsealed_since)
    if waits > UNSEALED:
        return False, "unsealed_late", {"minutes": _minutes(waits)}
    return True, "unsealed_well", {}


def _unsealed_days(facts: DatabaseFacts, reading: HealthReading) -> Found:
    waits = _age(facts, facts.unsealed_days_since)
    if waits > UNSEALED_DAY:
        return False, "unsealed_days_late", {"hours": _hours(waits)}
    return True, "unsealed_days_well", {}


def _unapplied(facts: DatabaseFacts, reading: HealthReading) -> Found:
    waits = _age(facts, facts.unapplied_since)
    if waits > UNAPPLIED:
        return False, "unapplied_late", {"minutes": _minutes(waits)}
    return True, "unapplied_well", {}


def _receivers(facts: DatabaseFacts, reading: HealthReading) -> Found:
    if facts.leads_without_keys:
        return False, "receivers_missing", {"count": facts.leads_without_keys}
    return True, "receivers_well", {}


def _worker(facts: DatabaseFacts, reading: HealthReading) -> Found:
    if facts.worker_seen_at is None:
        return False, "worker_gone", {}
    silent = _age(facts, facts.worker_seen_at)
    if silent > SILENT:
        return False, "worker_silent", {"minutes": _minutes(silent)}
    return True, "worker_well", {}


def _jobs(facts: DatabaseFacts, reading: HealthReading) -> Found:
    begun = facts.observations.get("begun")
    late = schedule.list_late_jobs(
        facts.jobs,
        begun_at=begun.seen_at if begun else None,
        at=facts.at,
        may_sleep=reading.is_demonstration,
    )
    if late:
        return False, "jobs_late", {"jobs": ", ".join(late)}
    return True, "jobs_well", {"count": len(facts.jobs)}


def _failed(facts: DatabaseFacts, reading: HealthReading) -> Found:
    if facts.failed_jobs:
        told = (f"{name} ({n})" for name, n in sorted(facts.failed_jobs.items()))
        return False, "failed_some", {"jobs": ", ".join(told)}
    return True, "failed_none", {}


def _connections(facts: DatabaseFacts, reading: HealthReading) -> Found:
    near = [
        f"{name} ({each.used}/{each.limit})"
        for name, each in sorted(facts.connections.items())
        if each.limit > 0 and each.used >= NEAR * each.limit
    ]
    if near:
        return False, "connections_near", {"roles": ", ".join(near)}
    return True, "connections_well", {}


def _logging(facts: DatabaseFacts, reading: HealthReading) -> Found:
    wrong = [
        f"{name} = {right[0]}"
        for name, right in LOG_SETTINGS.items()
        if facts.settings.get(name) not in right
    ]
    if wrong:
        return False, "logging_wrong", {"settings": ", ".join(wrong)}
    return True, "logging_well", {}


def _observed(subject: str, facts: DatabaseFacts) -> HealthCheck:
    """The check of what only the worker can see; it must have looked not long ago."""
    found, begun = facts.observations.get(subject), facts.observations.get("begun")
    if found is not None and _age(facts, found.seen_at) <= UNSEEN:
        word = "well" if found.is_well else "wrong"
        return _check(subject, (found.is_well, f"{subject}_{word}", {}))
    if found is None and begun and _age(facts, begun.seen_at) <= UNSEEN:
        return HealthCheck(subject, CheckState.WELL, "unseen_yet")
    return HealthCheck(subject, CheckState.UNKNOWN, f"{subject}_unseen")


_OF_DATABASE: Mapping[str, Callable[[DatabaseFacts, HealthReading], Found]] = {
    "role": _role,
    "schema": _schema,
    "unsealed": _unsealed,
    "unsealed_days": _unsealed_days,
    "unapplied": _unapplied,
    "receivers": _receivers,
    "worker": _worker,
    "jobs": _jobs,
    "failed": _failed,
    "connections": _connections,
    "logging": _logging,
}
_OBSERVED = ("chains", "anchors", "mail", "queue", "matching")


def _machine(reading: HealthReading) -> tuple[HealthCheck, ...]:
    return _backup(reading), _disk(reading), _certificate(reading)


def _backup(reading: HealthReading) -> HealthCheck:
    made_at = reading.machine.backup_at
    if reading.is_demonstration:
        return HealthCheck("backup", CheckState.UNWATCHED, "backup_demonstration")
    if made_at is None:
        return _check("backup", (False, "backup_none", {}))
    age = reading.at - made_at
    values = {"hours": _hours(age)}
    return _check("backup", (age <= BACKUP, _word("backup", age <= BACKUP), values))


def _disk(reading: HealthReading) -> HealthCheck:
    free = reading.machine.free_megabytes
    if free is None:
        return HealthCheck("disk", CheckState.UNKNOWN, "disk_unknown")
    # No number of what is free: it would move with each file that somebody sends.
    floor = 2 * reading.machine.floor_megabytes
    is_enough = free >= floor
    return _check("disk", (is_enough, _word("disk", is_enough), {"floor": floor}))


def _certificate(reading: HealthReading) -> HealthCheck:
    ends_at = reading.machine.certificate_ends_at
    if not reading.machine.is_certificate_named:
        return HealthCheck("certificate", CheckState.UNWATCHED, "certificate_unnamed")
    if ends_at is None:
        return HealthCheck("certificate", CheckState.UNKNOWN, "certificate_unread")
    left = ends_at - reading.at
    is_enough = left > CERTIFICATE
    values = {"days": max(left.days, 0)}
    return _check("certificate", (is_enough, _word("certificate", is_enough), values))


CODES = (
    *("database", *_OF_DATABASE, *_OBSERVED),
    *("backup", "disk", "certificate"),
)
#: Of these nothing is said to whoever may ask on the network: where sealing or e-mail
#: is broken already, they could move with what a single reporter did.
UNTOLD = frozenset({"unsealed_days", "queue"})
#: What must not wait, and who can notice it: the worker, or who watches the worker.
TOLD_BY_WORKER = (
    *("unsealed", "unsealed_days", "backup", "disk", "certificate"),
    *("chains", "anchors", "mail", "queue"),
)
TOLD_BY_HEALTH = ("database", "worker")


def _word(code: str, is_well: bool) -> str:
    return f"{code}_well" if is_well else f"{code}_late"


def _age(facts: DatabaseFacts, since: datetime | None) -> timedelta:
    return facts.at - since if since else timedelta()


def _minutes(age: timedelta) -> int:
    return int(age.total_seconds() // 60)


def _hours(age: timedelta) -> int:
    return int(age.total_seconds() // 3600)
