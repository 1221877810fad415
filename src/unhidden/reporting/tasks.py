"""What the worker does about reports: what was never sent, or whose time is over."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from unhidden.access.actor import Actor
from unhidden.reporting.actions import files, holding

CLEANER = Actor(None, None, frozenset({"reporting.purge_files"}))


@app.periodic(cron="17 * * * *")
@app.task(name="reporting.purge_files", queueing_lock="reporting.purge_files")
def purge_files(timestamp: int) -> int:
    """Each hour: delete the files of forms that were never sent."""
    return files.purge_unsent_files(actor=CLEANER, at=timezone.now())


CLERK = Actor(None, None, frozenset({"reporting.delete_reports"}))


@app.periodic(cron="40 3 * * *")
@app.task(name="reporting.delete_reports", queueing_lock="reporting.delete_reports")
def delete_reports(timestamp: int) -> int:
    """Each night."""
    return holding.delete_reports_over(actor=CLERK, at=timezone.now())
