"""The worker ends offers that nobody answered, and what is over."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from unhidden.access.actor import Actor
from unhidden.sharing.actions import shares

CLERK = Actor(None, None, frozenset({"sharing.expire_shares"}))


@app.periodic(cron="*/10 * * * *")
@app.task(name="sharing.expire_shares", queueing_lock="sharing.expire_shares")
def expire_shares(timestamp: int) -> None:
    """Every ten minutes."""
    with transaction.atomic():
        shares.expire_shares(actor=CLERK, at=timezone.now())
