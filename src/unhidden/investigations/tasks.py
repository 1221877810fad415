"""The worker checks what is kept of exhibits."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from unhidden.access.actor import Actor
from unhidden.investigations.exhibits.actions import checking

CHECKER = Actor(None, None, frozenset({"investigations.check_exhibits"}))


@app.periodic(cron="*/10 * * * *")
@app.task(
    name="investigations.check_exhibits", queueing_lock="investigations.check_exhibits"
)
def check_exhibits(timestamp: int) -> None:
    """Every ten minutes: what moved is as it was, and what never came whole goes."""
    at = timezone.now()
    checking.check_exhibits(actor=CHECKER, at=at)
    checking.forget_uploads(actor=CHECKER, at=at)
