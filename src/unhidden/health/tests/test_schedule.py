"""The list of jobs by the clock is that of the program."""

from __future__ import annotations

from importlib import import_module

from django.conf import settings
from procrastinate.contrib.django import app

from unhidden.health import schedule

WORKER_ALONE = [
    "unhidden.intelligence.subjects.tasks",
    "unhidden.hosting.management.tasks",
]


def test_every_job_that_the_worker_registers_is_watched_and_no_other() -> None:
    for name in (*settings.PROCRASTINATE_IMPORT_PATHS, *WORKER_ALONE):
        import_module(name)

    registered = {
        each.task.name for each in app.periodic_registry.periodic_tasks.values()
    }

    assert registered == schedule.JOBS.keys()
