"""What one question costs among few and among many, when as much is found in both.

Somebody whom nobody is like is told of in twenty reports among either population, and
asked about.
Never dearer than as the logarithm of how many there are: that is what an index costs.
"""

from __future__ import annotations

import time
from math import log
from statistics import median

from django.utils import timezone

from config.linkage.asking import mention
from config.linkage.lines import measure
from config.steps.failing import Failure
from unhidden.access.actor import Actor
from unhidden.access.context import entered
from unhidden.intelligence import actions
from unhidden.intelligence.actions import NewItem, NewReport
from unhidden.intelligence.queries.matching import ranked
from unhidden.intelligence.rules.traces import trace_of
from unhidden.linkage.people import Born, Person

REPORTS, ASKED, WARM_UP = 20, 500, 100
MICROSECONDS = 1e6
UNLIKE = mention(
    Person("Quzzob Vexplodrik", Born(1931, 2, 27), ("+999000000001",), (), "ZZ99 9ZZ")
)


def cost(actor: Actor) -> float:
    """Say it, and ask about it: the median in microseconds; raises Failure."""
    item = NewItem("Made for a measurement.", "2", "C", "P", mentions=(UNLIKE,))
    new = NewReport("officer", "Made for a measurement.", "Made up.", None, (item,))
    for _ in range(REPORTS):
        actions.write_report(new=new, actor=actor, at=timezone.now())
    took = []
    with entered(actor):
        for _ in range(WARM_UP + ASKED):
            began = time.perf_counter()
            trace = trace_of(UNLIKE.kind, UNLIKE.text, UNLIKE.details)
            found = len(ranked(UNLIKE.kind, trace))
            took.append((time.perf_counter() - began) * MICROSECONDS)
            if found != REPORTS:
                sentence = f"Somebody nobody is like was found {found} times."
                raise Failure(sentence)
    return median(took[WARM_UP:])


def line(few: float, among_few: int, many: float, among_many: int) -> dict[str, object]:
    """How many times dearer, beside how many times the logarithm grew."""
    return measure(
        "growth", many / few, "times",
        log=round(log(among_many) / log(among_few), 4), hits=REPORTS,
        rows=[among_few, among_many], us=[round(few), round(many)],
    )  # fmt: skip
