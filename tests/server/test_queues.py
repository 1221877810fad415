"""The worker serves every queue that a job may wait in."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any, cast

from procrastinate import App
from procrastinate.contrib.django import app

from tests.support.together import in_loop
from unhidden.config.settings import worker as settings
from unhidden.hosting.management.commands import worker

MODULES = Path("src/unhidden")


def test_every_job_waits_in_a_queue_that_the_worker_serves() -> None:
    for name in settings.PROCRASTINATE_IMPORT_PATHS:
        importlib.import_module(name)

    waited_in = {task.queue for task in app.tasks.values()}

    served = (
        worker.QUEUES,
        worker.FIELD_QUEUES,
        worker.LONG_QUEUES,
        worker.MAIL_QUEUES,
    )
    assert waited_in == {
        name
        for names in (*served, worker.PLAN_QUEUES, worker.REPLAN_QUEUES)
        for name in names
    }


def test_the_worker_knows_the_jobs_of_every_module() -> None:
    found = [*MODULES.glob("*/tasks.py"), *MODULES.glob("*/tasks/__init__.py")]
    named = {f"unhidden.{path.relative_to(MODULES).parts[0]}.tasks" for path in found}

    assert named - set(settings.PROCRASTINATE_IMPORT_PATHS) == set()
    assert named


class _Told:
    """Keeps what a worker is told to do."""

    def __init__(self) -> None:
        self.told: dict[str, Any] = {}

    async def run_worker_async(self, **told: Any) -> None:
        self.told = told


def test_no_other_roles_notification_reaches_the_worker() -> None:
    """Any role may send one, and what it cannot read would end it."""
    working = _Told()

    in_loop(worker._worker(cast(App, working), worker.QUEUES, listens=True))

    assert working.told["listen_notify"] is False


def test_a_job_that_asks_the_server_of_email_keeps_no_other_waiting() -> None:
    asking = {"health.look", "health.tell", "notices.send"}

    queues = {app.tasks[name].queue for name in asking}

    assert queues == set(worker.MAIL_QUEUES)
    assert app.tasks["audit.seal"].queue not in worker.MAIL_QUEUES
