"""What the worker does about reports whose time is over."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from unhidden.access.actor import Actor
from unhidden.desk.actions import holding

CLERK = Actor(None, None, frozenset({"reporting.delete_reports"}))


@app.periodic(cron="40 3 * * *")
@app.task(name="reporting.delete_reports", queueing_lock="reporting.delete_reports")
def delete_reports(timestamp: int) -> int:
    """Each night."""
    return holding.delete_reports_over(actor=CLERK, at=timezone.now())
