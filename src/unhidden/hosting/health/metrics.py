"""What Prometheus reads: a closed list of names, and labels that the program makes.

None of them moves with a single report or visit to a mailbox: docs/threat-model.md says
of each why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from unhidden.health.checks import HealthCheck
from unhidden.health.facts import HealthReading
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
    "unhidden_connections": ("Connections of a role that serves no stranger.", "role"),
    "unhidden_connections_limit": ("How many such a role may have.", "role"),
    "unhidden_schema": ("The number of the tables.", ""),
}
Samples = Iterable[tuple[str, float]]


class _HealthCollector(Collector):
    def __init__(self, families: list[GaugeMetricFamily]) -> None:
        self._families = families

    def collect(self) -> Iterator[GaugeMetricFamily]:
        yield from self._families


def write_metrics(reading: HealthReading, checks: Iterable[HealthCheck]) -> bytes:
    """The text that is scraped; what is not known is left out."""
    well = [(c.code, float(c.is_well)) for c in checks if c.code not in UNTOLD]
    families = [
        _family("unhidden_check_well", well),
        *_of_machine(reading),
        *_of_database(reading),
    ]
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_HealthCollector(families))
    return generate_latest(registry)


def _of_machine(reading: HealthReading) -> Iterator[GaugeMetricFamily]:
    machine = reading.machine
    for name, at in (
        ("unhidden_backup_timestamp_seconds", machine.backup_at),
        ("unhidden_certificate_end_timestamp_seconds", machine.certificate_ends_at),
    ):
        yield _family(name, [("", at.timestamp())] if at else [])


def _of_database(reading: HealthReading) -> Iterator[GaugeMetricFamily]:
    facts = reading.database
    if facts is None:
        return
    jobs = [(k, at.timestamp()) for k, at in facts.jobs.items() if k in JOBS]
    yield _family("unhidden_job_turn_timestamp_seconds", jobs)
    since = facts.unsealed_since
    waits = (facts.at - since) if since else UNSEALED
    late = waits.total_seconds() if waits > UNSEALED else 0.0
    yield _family("unhidden_unsealed_seconds", [("", late)])
    held = sorted(facts.connections.items())
    yield _family("unhidden_connections", [(k, float(c.used)) for k, c in held])
    limits = [(k, float(c.limit)) for k, c in held]
    yield _family("unhidden_connections_limit", limits)
    yield _family("unhidden_schema", [("", float(facts.schema))])


def _family(name: str, samples: Samples) -> GaugeMetricFamily:
    meaning, label = NAMES[name]
    made = GaugeMetricFamily(name, meaning, labels=[label] if label else [])
    for value, number in samples:
        made.add_metric([value] if label else [], number)
    return made
