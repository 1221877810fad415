"""The worker forgets who wanted to come to events that are over."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from unhidden.access.actor import Actor
from unhidden.operations.events.actions import attending

FORGETTER = Actor(None, None, frozenset({"operations.forget_sign_ups"}))


@app.periodic(cron="40 3 * * *")
@app.task(name="operations.forget_sign_ups", queueing_lock="operations.forget_sign_ups")
def forget_sign_ups(timestamp: int) -> None:
    """Each night: forget the addresses of those who signed up two weeks ago or more."""
    attending.forget_sign_ups(actor=FORGETTER, at=timezone.now())
