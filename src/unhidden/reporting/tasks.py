"""What the worker does about reports: it deletes those whose time is over."""

from __future__ import annotations

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from unhidden.access.actor import Actor
from unhidden.reporting import actions

CLERK = Actor(None, None, frozenset({"reporting.delete_reports"}))


@app.periodic(cron="40 3 * * *")
@app.task(name="reporting.delete_reports", queueing_lock="reporting.delete_reports")
def delete_reports(timestamp: int) -> int:
    """Each night."""
    at = datetime.fromtimestamp(timestamp, tz=UTC)
    return actions.delete_reports_over(actor=CLERK, at=at)
