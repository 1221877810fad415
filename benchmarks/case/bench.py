"""An investigation of full size: how fast it is, how whole, and what it lets slip."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.case import filling, ground, leaving, measuring
from benchmarks.case.filling import FULL, QUICK, CaseSize
from benchmarks.case.measuring import FoundTime
from tests.cast import Cast

MILLISECONDS = 1_000


@dataclass(frozen=True, slots=True)
class BenchSize:
    """How much of everything."""

    case: CaseSize
    bulk: int


SMALL, LARGE = BenchSize(QUICK, 1_000), BenchSize(FULL, 1_000)


def run(*, quick: bool) -> Iterator[dict[str, object]]:
    """One line for each measure."""
    size = SMALL if quick else LARGE
    cast = ground.make_case_cast()
    yield from _measure_times(cast, size)


def _measure_times(cast: Cast, size: BenchSize) -> Iterator[dict[str, object]]:
    """Of one large investigation."""
    case = ground.open_case_file(cast, "SYN/1", accused=size.case.suspects)
    filled, _ = measuring.clock(
        filling.fill_case, case=case, size=size.case, undecided=size.bulk
    )
    bulk = measuring.measure_bulk(case, size.case, size.bulk)
    yield _tell_time("bulk_1000_s", bulk, filled_s=round(filled, 1))
    measuring.hide_some(case)
    yield _tell_time("schedule_s", measuring.measure_schedule(case))
    yield _tell_time("custody_verify_s", measuring.measure_custody(case))
    yield _tell_time("where_ms", measuring.measure_places(case, size.case))
    yield _tell_time("move_p95_ms", measuring.measure_moves(case, size.case))
    measuring.write_gaps(case)
    yield _tell_time("export_s", leaving.export_case(cast, case.id).took)


def _tell_time(name: str, found: FoundTime, **more: object) -> dict[str, object]:
    """Seconds, or thousandths of them where the name says so."""
    unit = "ms" if name.endswith("_ms") else "s"
    value = found.seconds * (MILLISECONDS if unit == "ms" else 1)
    return _line(name, value, unit, **found.more, **more)


def _line(name: str, value: float, unit: str, **more: object) -> dict[str, object]:
    return {"bench": f"case.{name}", "value": round(value, 2), "unit": unit, **more}
