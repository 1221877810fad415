"""Two hundred officers reconnect at the same moment, with five visits each."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.sync.phones import PhonePlan, Phones
from unhidden.hosting.failing import StepFailure

OFFICERS, VISITS, PROCESSES = 200, 5, 2


def measure_storm(phones: Phones) -> Iterator[tuple[str, float]]:
    """Seconds until the last receipt is there, and of the slowest request."""
    share = [["written"] * VISITS] * (OFFICERS // PROCESSES)
    plans = [
        PhonePlan(f"s{number}", share, is_together=True) for number in range(PROCESSES)
    ]
    running = [phones.start(plan) for plan in plans]
    for child in running:
        assert child.stdout  # for the type only
        if child.stdout.readline() != "ready\n":
            raise StepFailure("The officers of the storm are not ready.")
    for child in running:
        assert child.stdin  # for the type only
        child.stdin.write("go\n")
        child.stdin.flush()
    told = [phones.finish(child) for child in running]
    yield "storm_receipts_s", max(each["together"] for each in told)
    yield "storm_request_s", max(each["slowest"] for each in told)
