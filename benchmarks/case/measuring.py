"""Times of a large investigation, by the program's own actions, queries and pages."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import Any
from uuid import UUID

from django.utils import timezone

from benchmarks.case.filling import CaseSize, find_holder
from benchmarks.case.ground import BenchCase
from benchmarks.pages import percentile_95
from unhidden.access.context import acting_as
from unhidden.investigations.exhibits.actions.moving import (
    FoundExhibit,
    NewMove,
    move_exhibits,
    record_where_now,
)
from unhidden.investigations.exhibits.queries.places import find_places
from unhidden.investigations.exhibits.queries.rows import read_histories
from unhidden.investigations.exhibits.rules.custody import verify_custody
from unhidden.investigations.frame.queries import read_head
from unhidden.investigations.models import Exhibit
from unhidden.investigations.unused.actions import answering, signing
from unhidden.investigations.unused.actions.deciding import (
    NewMaterialDecision,
    decide_items,
)
from unhidden.investigations.unused.actions.describing import (
    NewDescription,
    NewSensitive,
    describe_items,
    mark_sensitive,
)
from unhidden.investigations.unused.rules import axes

MOVED, ASKED, GAPS, SEALED = 60, 9, 5, 20
MILLISECONDS = 1_000
SECRET = "Vera Llewelyn in flat nine saw the grey van at dawn"  # noqa: S105  # invented


@dataclass(frozen=True, slots=True)
class FoundTime:
    """What took how long, and what else was seen of it."""

    seconds: float
    more: Mapping[str, object]


def clock(work: Callable[..., Any], **told: object) -> tuple[float, Any]:
    """Seconds that some work takes, and what it gives."""
    began = time.perf_counter()
    found = work(**told)
    return time.perf_counter() - began, found


def read_memory_mb() -> int:
    """The most that this process ever held in memory."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def measure_bulk(case: BenchCase, size: CaseSize, count: int) -> FoundTime:
    """The last ``count`` items decided at once on each axis: the slowest of them."""
    numbers = range(size.items - count + 1, size.items + 1)
    decided = [
        NewMaterialDecision("relevance", "relevant"),
        NewMaterialDecision("use", "unused"),
        NewMaterialDecision("sensitivity", "none_sensitive"),
        NewMaterialDecision("test", "not_met", case.accused, reason="Nothing of it."),
    ]
    took = {}
    for new in decided:
        told = {**case.told(case.officer), "numbers": numbers, "new": new}
        took[new.axis], changed = clock(decide_items, **told)
        assert changed == count
    block = NewDescription("Papers of the company, by month", is_block=True)
    told = {**case.told(case.officer), "numbers": numbers, "new": block}
    took["words"], _ = clock(describe_items, **told)
    more = {f"{axis}_s": round(seconds, 2) for axis, seconds in took.items()}
    return FoundTime(max(took.values()), {"items": count, **more})


def hide_some(case: BenchCase) -> None:
    """Some items become sensitive, with words that must not leave in the clear."""
    for number in range(2, 2 + SEALED):
        new = NewSensitive("informant_identity", f"It names who: {SECRET}", SECRET)
        mark_sensitive(number=number, new=new, **case.told(case.officer))


def measure_schedule(case: BenchCase) -> FoundTime:
    """Every line of the first schedules built, numbered, frozen and signed."""
    for category in axes.list_categories():
        answering.answer_presumed(
            category=category,
            answer="none_exists",
            reason="",
            **case.told(case.officer),
        )
    new = signing.NewSignature()
    told = case.told(case.officer)
    seconds, _ = clock(signing.sign_schedules, new=new, **told)
    return FoundTime(seconds, {"most_mb": read_memory_mb()})


def write_gaps(case: BenchCase) -> None:
    """For a few exhibits nobody can say who held them for a while."""
    at = timezone.now()
    for exhibit_id in list_exhibit_ids(case)[:GAPS]:
        new = FoundExhibit(
            holder="Store A",
            found_at=at,
            missing_from=case.opened_at - timedelta(minutes=30),
            why="Not on its shelf.",
        )
        record_where_now(exhibit_id=exhibit_id, new=new, **case.told(case.leader, at))


def list_exhibit_ids(case: BenchCase) -> list[UUID]:
    """Those of the investigation, in the order of their references."""
    with acting_as(case.leader):
        rows = Exhibit.objects.filter(investigation_id=case.id).order_by("reference")
        return list(rows.values_list("id", flat=True))


def measure_custody(case: BenchCase) -> FoundTime:
    """Every move of every exhibit read and verified; there is nothing to find."""

    def verify() -> int:
        with acting_as(case.leader):
            histories = read_histories(read_head(case.leader, case.id))
            assert not verify_custody(histories.values())
            return sum(len(moves) for moves, _ in histories.values())

    seconds, moves = clock(verify)
    return FoundTime(seconds, {"moves": moves})


def measure_places(case: BenchCase, size: CaseSize) -> FoundTime:
    """Where everything was at some moments, as the page asks for it."""
    took = []
    for turn in range(1, ASKED):
        moment = case.opened_at - timedelta(hours=size.moves + 2 - turn, minutes=-59)
        told = {"viewer": case.leader, "investigation_id": case.id, "moment": moment}
        seconds, found = clock(find_places, **told)
        assert len(found.rows) == size.exhibits
        took.append(seconds)
    return FoundTime(percentile_95(took), {"median_ms": _in_ms(median(took))})


def measure_moves(case: BenchCase, size: CaseSize) -> FoundTime:
    """Exhibits moved one by one, each by itself as a hand scanner does it."""
    with acting_as(case.leader):
        rows = Exhibit.objects.filter(investigation_id=case.id).order_by("reference")
        references = list(rows.values_list("reference", flat=True))[-MOVED:]
    took = []
    for reference in references:
        at = timezone.now()
        new = NewMove(at, find_holder(size.moves), "Court", "handed_on")
        told = {**case.told(case.leader, at), "references": [reference], "new": new}
        seconds, moved = clock(move_exhibits, **told)
        assert moved == 1
        took.append(seconds)
    more = {"moves": len(took), "median_ms": _in_ms(median(took))}
    return FoundTime(percentile_95(took), more)


def _in_ms(seconds: float) -> float:
    return round(seconds * MILLISECONDS, 1)
