"""What Prometheus reads: a closed list of names, and labels that the program makes.

None of them moves with a single report or visit to a mailbox: docs/threat-model.md says
of each why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from prometheus_client import CollectorRegistry, Gauge, generate_latest

from unhidden.health.checks import HealthCheck
from unhidden.health.facts import DatabaseFacts, HealthReading
from unhidden.health.rules import UNSEALED, UNTOLD
from unhidden.health.schedule import JOBS

#: Every name, with its meaning and its label.
NAMES: dict[str, tuple[str, str]] = {
    "unhidden_check_well": ("Whether a check is well: 1, or 0.", "check"),
    "unhidden_job_turn_timestamp_seconds": ("When a job last had its turn.", "job"),
    "unhidden_unsealed_seconds": (
        "How long the record has waited to be sealed; 0 below two minutes.",
        "",
    ),
    "unhidden_backup_timestamp_seconds": ("When the last backup was made.", ""),
    "unhidden_certificate_end_timestamp_seconds": ("When the certificate ends.", ""),
    "unhidden_connections": (
        "Connections of a role that serves no stranger; up to half of its limit, half.",
        "role",
    ),
    "unhidden_connections_limit": ("How many such a role may have.", "role"),
    "unhidden_schema": ("The number of the tables.", ""),
}
Samples = Sequence[tuple[str, float]]


def write_metrics(reading: HealthReading, checks: Iterable[HealthCheck]) -> bytes:
    """The text that is scraped; what is not known is left out."""
    registry = CollectorRegistry()
    well = [(c.code, float(c.is_well)) for c in checks if c.code not in UNTOLD]
    _add(registry, "unhidden_check_well", well)
    machine = reading.machine
    for name, at in (
        ("unhidden_backup_timestamp_seconds", machine.backup_at),
        ("unhidden_certificate_end_timestamp_seconds", machine.certificate_ends_at),
    ):
        _add(registry, name, [("", at.timestamp())] if at else [])
    if reading.database is not None:
        _add_database(registry, reading.database)
    return generate_latest(registry)


def _add_database(registry: CollectorRegistry, facts: DatabaseFacts) -> None:
    jobs = [(k, at.timestamp()) for k, at in facts.jobs.items() if k in JOBS]
    _add(registry, "unhidden_job_turn_timestamp_seconds", jobs)
    waits = facts.at - (facts.unsealed_since or facts.at)
    late = waits.total_seconds() if waits > UNSEALED else 0.0
    _add(registry, "unhidden_unsealed_seconds", [("", late)])
    held = sorted(facts.connections.items())
    # Fewer would tell when a single colleague signs in, called by a report perhaps.
    used = [(k, float(max(c.used, c.limit // 2))) for k, c in held]
    _add(registry, "unhidden_connections", used)
    limits = [(k, float(c.limit)) for k, c in held]
    _add(registry, "unhidden_connections_limit", limits)
    _add(registry, "unhidden_schema", [("", float(facts.schema))])


def _add(registry: CollectorRegistry, name: str, samples: Samples) -> None:
    meaning, label = NAMES[name]
    if not samples:
        return
    gauge = Gauge(name, meaning, [label] if label else [], registry=registry)
    for value, number in samples:
        (gauge.labels(value) if label else gauge).set(number)
