"""The worker watches the deadlines."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from unhidden.access.actor import Actor
from unhidden.safeguarding.clocks import actions

WATCHER = Actor(None, None, frozenset({"safeguarding.watch_deadlines"}))


@app.periodic(cron="*/10 * * * *")
@app.task(name="safeguarding.tell_overdue", queueing_lock="safeguarding.tell_overdue")
def tell_overdue(timestamp: int) -> None:
    """Every ten minutes: mark the deadlines that have passed."""
    actions.tell_overdue(actor=WATCHER, at=timezone.now())
