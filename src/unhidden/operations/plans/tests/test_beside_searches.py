"""What else the worker does is not late while a search takes all it can get."""

from __future__ import annotations

import time
from functools import partial
from threading import Event

import pytest

from tests.cast import NOON, Cast
from tests.made.audit import seal
from tests.made.week_plans import ask, make_week_to_plan
from tests.support.roles import as_role
from tests.support.together import together
from unhidden.hosting.management.commands import worker
from unhidden.operations.models import SearchKind
from unhidden.operations.plans import tasks
from unhidden.operations.plans.actions import searching
from unhidden.planning.apart import ApartSearch

pytestmark = pytest.mark.django_db(transaction=True)
# Two threads that calculate without end, and say a little on the way.
_BURNS = (
    "import sys, threading; sys.stdin.read(); import json, time\n"
    "def burn():\n"
    "    while True: sum(range(10000))\n"
    "threading.Thread(target=burn, daemon=True).start()\n"
    "while True: print(json.dumps({'progress': {'value': 1}}), flush=True); burn()\n"
)
SEALS = 5


def search_until(is_over: Event) -> None:
    with as_role("worker"):
        searching.search_next(
            kind=SearchKind.WEEK,
            searching=partial(ApartSearch, program=("-c", _BURNS)),
            now=lambda: NOON,
            is_over=is_over.is_set,
            actor=searching.SEARCHER,
        )


def time_seals() -> float:
    """How long the slowest of some sealings of the record takes."""
    taken = []
    for _number in range(SEALS):
        began = time.monotonic()
        seal()
        taken.append(time.monotonic() - began)
    return max(taken)


def seal_beside(is_over: Event) -> float:
    time.sleep(0.5)
    try:
        return time_seals()
    finally:
        is_over.set()


def test_the_record_is_sealed_at_once_while_a_search_burns(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unhidden.planning.apart.GRACE", 0.5)
    ask(cast, make_week_to_plan(cast))
    is_over = Event()
    alone = time_seals()

    searched, beside = together(
        partial(search_until, is_over), partial(seal_beside, is_over)
    )

    assert searched is None, searched
    assert isinstance(beside, float), beside
    assert beside < alone + 1


def test_searches_have_workers_of_their_own() -> None:
    searched = {tasks.QUEUE, tasks.REPLAN_QUEUE}
    others = {*worker.QUEUES, *worker.LONG_QUEUES, *worker.MAIL_QUEUES}

    assert searched.isdisjoint(others)
    assert {*worker.PLAN_QUEUES, *worker.REPLAN_QUEUES} == searched
