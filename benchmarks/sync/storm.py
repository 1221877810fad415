"""Two hundred officers reconnect at the same moment, with five visits each."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.sync.phones import PhonePlan, Phones

OFFICERS, VISITS, PROCESSES = 200, 5, 2


def measure_storm(phones: Phones) -> Iterator[tuple[str, float]]:
    """Seconds until the last receipt is there, and of the slowest request."""
    share = [["written"] * VISITS] * (OFFICERS // PROCESSES)
    plans = [
        PhonePlan(f"s{number}", share, is_together=True) for number in range(PROCESSES)
    ]
    told = phones.run(plans)
    yield "storm_receipts_s", max(each["together"] for each in told)
    yield "storm_request_s", max(each["slowest"] for each in told)
