"""What the worker does for notices."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from unhidden.access.actor import Actor
from unhidden.health import actions as health
from unhidden.notices import queries
from unhidden.notices.actions import posting, telling

#: A letter that waits longer is one that the server does not take.
_LONG = timedelta(hours=1)
MESSENGER = Actor(None, None, frozenset({"notices.send"}))


@app.periodic(cron="* * * * *")
@app.task(name="notices.send", queueing_lock="notices.send", queue="mail")
def send_notices(timestamp: int) -> int:
    """Each minute, whatever came: find out who is to be told, and tell them."""
    telling.queue_letters(actor=MESSENGER, at=timezone.now())
    sent = posting.send_letters(actor=MESSENGER)
    note_queue(at=timezone.now())
    return sent


def note_queue(*, at: datetime) -> None:
    """Say for the operators whether letters wait too long, or were given up."""
    queue = queries.read_queue(viewer=MESSENGER)
    waits_long = queue.oldest_at is not None and at - queue.oldest_at > _LONG
    is_well = not waits_long and not queue.given_up
    health.note_observation("queue", is_well=is_well, at=at)
