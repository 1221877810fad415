"""The worker notes when emergencies end."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from unhidden.access.actor import Actor
from unhidden.emergency import actions

WATCHER = Actor(None, None, frozenset({"emergency.note_ends"}))


@app.periodic(cron="*/5 * * * *")
@app.task(name="emergency.note_ends", queueing_lock="emergency.note_ends")
def note_ends(timestamp: int) -> None:
    """Every five minutes: write down which emergency accesses have run out."""
    actions.note_ends(actor=WATCHER, at=timezone.now())
