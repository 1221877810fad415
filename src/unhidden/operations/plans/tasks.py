"""Searching for plans: queues of their own, since a search takes minutes."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app

from unhidden.operations.models import SearchKind
from unhidden.operations.plans.actions import searching
from unhidden.planning.apart import ApartSearch

QUEUE, REPLAN_QUEUE = "plans", "replans"
#: In the worker's own folder: what a search compiled, for the next one.
COMPILED = "compiled"


@app.periodic(cron="* * * * * */2")
@app.task(
    name="operations.search_plans",
    queue=QUEUE,
    queueing_lock="operations.search_plans",
    pass_context=True,
)
def search_plans(context: JobContext, timestamp: int) -> bool:
    """Every two seconds: run the next search for a plan of a week, to its end."""
    return _search(SearchKind.WEEK, context)


@app.periodic(cron="* * * * * */2")
@app.task(
    name="operations.replan_days",
    queue=REPLAN_QUEUE,
    queueing_lock="operations.replan_days",
    pass_context=True,
)
def replan_days(context: JobContext, timestamp: int) -> bool:
    """The same for the rest of a day: no crew waits until a week is planned."""
    return _search(SearchKind.REPLAN, context)


def _find_cache() -> Path | None:
    return settings.HEADS.parent / COMPILED if settings.HEADS else None


def _search(kind: SearchKind, context: JobContext) -> bool:
    return searching.search_next(
        kind=kind,
        searching=partial(ApartSearch, cache=_find_cache()),
        now=timezone.now,
        is_over=context.should_abort,
        actor=searching.SEARCHER,
    )
