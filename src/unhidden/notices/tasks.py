"""What the worker does for notices."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from unhidden.access.actor import Actor
from unhidden.notices.actions import posting, telling

MESSENGER = Actor(None, None, frozenset({"notices.send"}))


@app.periodic(cron="* * * * *")
@app.task(name="notices.send", queueing_lock="notices.send", queue="mail")
def send_notices(timestamp: int) -> int:
    """Each minute, whatever came: find out who is to be told, and tell them."""
    telling.queue_letters(actor=MESSENGER, at=timezone.now())
    return posting.send_letters(actor=MESSENGER)
