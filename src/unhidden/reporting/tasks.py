"""What the worker does about files that were never sent."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from unhidden.access.actor import Actor
from unhidden.reporting.actions import files

CLEANER = Actor(None, None, frozenset({"reporting.purge_files"}))


@app.periodic(cron="17 * * * *")
@app.task(name="reporting.purge_files", queueing_lock="reporting.purge_files")
def purge_files(timestamp: int) -> int:
    """Each hour: delete the files of forms that were never sent."""
    return files.purge_unsent_files(actor=CLEANER, at=timezone.now())
