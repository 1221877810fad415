"""Searching for plans: a queue of its own, since each search takes minutes."""

from __future__ import annotations

from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app

from unhidden.operations.plans.actions import searching
from unhidden.planning.apart import ApartSearch

QUEUE = "plans"


@app.periodic(cron="* * * * * */2")
@app.task(
    name="operations.search_plans",
    queue=QUEUE,
    queueing_lock="operations.search_plans",
    pass_context=True,
)
def search_plans(context: JobContext, timestamp: int) -> bool:
    """Every two seconds: run the search that waits longest, to its end."""
    return searching.search_next(
        searching=ApartSearch,
        now=timezone.now,
        is_over=context.should_abort,
        actor=searching.SEARCHER,
    )
