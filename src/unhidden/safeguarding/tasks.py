"""The worker watches deadlines, and compares who wants to be found again."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from unhidden.access.actor import Actor
from unhidden.safeguarding.clocks.actions import watching
from unhidden.safeguarding.people.actions import comparing

COMPARER = Actor(None, None, frozenset({comparing.COMPARE}))
WATCHER = Actor(None, None, frozenset({"safeguarding.watch_deadlines"}))


@app.periodic(cron="*/10 * * * *")
@app.task(name="safeguarding.tell_overdue", queueing_lock="safeguarding.tell_overdue")
def tell_overdue(timestamp: int) -> None:
    """Every ten minutes: count by the rules that hold, and mark what has passed."""
    watching.recount_deadlines(actor=WATCHER, at=timezone.now())
    watching.tell_overdue(actor=WATCHER, at=timezone.now())


@app.periodic(cron="20 4 * * *")
@app.task(name="safeguarding.find_again", queueing_lock="safeguarding.find_again")
def find_again(timestamp: int) -> None:
    """Each night: note who may have come to somebody else, and wants to be found."""
    comparing.find_again(actor=COMPARER, at=timezone.now())
