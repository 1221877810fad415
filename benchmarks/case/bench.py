"""An investigation of full size: how fast it is, how whole, and what it lets slip."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.case import filling, ground, leaving, measuring, media
from benchmarks.case.filling import FULL, QUICK, CaseSize
from benchmarks.case.measuring import FoundTime
from benchmarks.case.whole import check_lives
from benchmarks.case.worlds import compare_worlds
from tests.cast import Cast

MILLISECONDS = 1_000
#: Of what is wrong so much is printed, to look for it.
PRINTED = 5


@dataclass(frozen=True, slots=True)
class BenchSize:
    """How much of everything: a case, items decided at once, data, lives, worlds."""

    case: CaseSize
    bulk: int
    megabytes: int
    lives: int
    items: int
    pairs: int
    steps: int


SMALL = BenchSize(QUICK, 1_000, media.QUICK_MEGABYTES, 5, 200, 5, 20)
LARGE = BenchSize(FULL, 1_000, media.FULL_MEGABYTES, 100, 500, 200, 50)


def run(*, quick: bool) -> Iterator[dict[str, object]]:
    """One line for each measure."""
    size = SMALL if quick else LARGE
    cast = ground.make_case_cast()
    yield from _measure_times(cast, size)
    yield from _check_whole(cast, size)
    yield _compare_worlds(cast, size)


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
    found = media.measure_media(case, media.find_first(case), size.megabytes)
    yield _line("media_mb_s", found.pop("mb_s"), "MB/s", **found)


def _check_whole(cast: Cast, size: BenchSize) -> Iterator[dict[str, object]]:
    """Of generated investigations, and of the archives that leave them."""
    found = check_lives(cast, size.lives, size.items)
    told = {"lives": found.lives, "things": found.things}
    yield _tell_wrong("schedule_missing", found.missing, "items", **told)
    yield _tell_wrong("unaudited", found.unaudited, "acts", **told)
    yield _tell_wrong("let_slip", found.slipped, "runs", archives=found.lives)
    mutations = found.mutations
    yield _tell_wrong(
        "mutations_missed", mutations.missed, "changes", tried=mutations.tried
    )


def _compare_worlds(cast: Cast, size: BenchSize) -> dict[str, object]:
    found = compare_worlds(cast, size.pairs, size.steps)
    told = {"pairs": found.pairs, "of": found.steps, "crossed": found.crossed}
    return _tell_wrong("worlds_differ", found.differ, "steps", **told)


def _tell_time(name: str, found: FoundTime, **more: object) -> dict[str, object]:
    """Seconds, or thousandths of them where the name says so."""
    unit = "ms" if name.endswith("_ms") else "s"
    value = found.seconds * (MILLISECONDS if unit == "ms" else 1)
    return _line(name, value, unit, **found.more, **more)


def _tell_wrong(
    name: str, wrong: Sequence[str], unit: str, **more: object
) -> dict[str, object]:
    """How much is wrong, and the first of it."""
    shown = {"as": list(wrong[:PRINTED])} if wrong else {}
    return _line(name, len(wrong), unit, **more, **shown)


def _line(name: str, value: float, unit: str, **more: object) -> dict[str, object]:
    return {"bench": f"case.{name}", "value": round(value, 2), "unit": unit, **more}
