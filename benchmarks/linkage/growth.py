"""What one question costs among few and among many, when as much is found in both.

Somebody whom nobody is like is told of in twenty reports among either population, and
asked about. Never dearer than as the logarithm of how many there are: that is what an
index costs. The two are asked many minutes apart, on a machine that may have become
slower: each question stands beside one that costs the same among any number, and it is
that many times which is compared. The pages that the database looks at tell it exactly.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from math import log
from statistics import median

from django.db import connection
from django.utils import timezone

from benchmarks.linkage.asking import mention
from benchmarks.linkage.lines import measure
from unhidden.access.actor import Actor
from unhidden.access.context import acting_as
from unhidden.hosting.failing import StepFailure
from unhidden.intelligence import actions
from unhidden.intelligence.actions import NewItem, NewReport
from unhidden.intelligence.subjects.queries.matching import (
    build_candidate_query,
    rank_candidates,
)
from unhidden.intelligence.subjects.rules.traces import MentionTrace, trace_of
from unhidden.linkage.people import BirthDate, PersonRecord

REPORTS, ASKED, WARM_UP = 20, 500, 100
MICROSECONDS = 1e6
_SAME_EACH_TIME = "select sum(sqrt(n)) from generate_series(1, 10000) n"
UNLIKE = mention(
    PersonRecord(
        "Quzzob Vexplodrik", BirthDate(1931, 2, 27), ("+999000000001",), (), "ZZ99 9ZZ"
    )
)
_EXPLAINED = """
explain (analyze, buffers, timing off, format json)
 select * from wall.candidates(%s, %s, %s, %s)
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one question: the median in microseconds, and pages of the database.

    ``times`` is the median of how many times the question beside it took.
    """

    among: int
    us: float
    times: float
    pages: int


def cost(actor: Actor, among: int) -> Cost:
    """Write of them among so many, and ask about them; raises StepFailure."""
    item = NewItem("Made for a measurement.", "2", "C", "P", mentions=(UNLIKE,))
    new = NewReport("officer", "Made for a measurement.", "Made up.", None, (item,))
    for _ in range(REPORTS):
        actions.write_report(new=new, actor=actor, at=timezone.now())
    took, beside = [], []
    with acting_as(actor):
        for _ in range(WARM_UP + ASKED):
            began = time.perf_counter()
            trace = trace_of(UNLIKE.kind, UNLIKE.text, UNLIKE.details)
            found = len(rank_candidates([(UNLIKE.kind, trace)])[0])
            took.append((time.perf_counter() - began) * MICROSECONDS)
            if found != REPORTS:
                sentence = f"Somebody nobody is like was found {found} times."
                raise StepFailure(sentence)
            beside.append(time_beside())
        pages = _pages(trace)
    times = [one / other for one, other in zip(took, beside, strict=True)]
    return Cost(among, median(took[WARM_UP:]), median(times[WARM_UP:]), pages)


def time_beside() -> float:
    """The microseconds of what costs the same however many there are."""
    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(_SAME_EACH_TIME)
        cursor.fetchall()
    return (time.perf_counter() - began) * MICROSECONDS


def _pages(trace: MentionTrace) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_EXPLAINED, build_candidate_query([(UNLIKE.kind, trace)]))
        ((told,),) = cursor.fetchall()
    plan = told[0]["Plan"]
    return int(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"])


def line(few: Cost, many: Cost) -> dict[str, object]:
    """How many times dearer, beside how many times the logarithm grew."""
    return measure(
        "growth", many.times / few.times, "times",
        log=round(log(many.among) / log(few.among), 4),
        pages=round(many.pages / few.pages, 4),
        hits=REPORTS,
        of_few=[few.among, round(few.us), few.pages],
        of_many=[many.among, round(many.us), many.pages],
    )  # fmt: skip
