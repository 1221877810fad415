"""The worker: jobs from the queue, under its own role, until told to stop.

Six workers in one process: neither what may take minutes nor a slow server of e-mail
keeps anything else waiting, least of all an alarm. While the database is away they
wait, however long that takes.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from itertools import chain, repeat
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connections
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ConnectorException

from unhidden.access.startup import refuse_ignored_settings, refuse_wrong_role
from unhidden.hosting.management import command
from unhidden.hosting.service import returning

PATIENCE = 5.0  # seconds for a running job to end, when told to stop
LOOKS = 1.0  # seconds until it looks for jobs again
#: Seconds between attempts to reach the database at most; and after which one was good.
LONGEST_PAUSE, LIVED = 5.0, 60.0
QUEUES = ["default", "builtin"]
LONG_QUEUES = ["long"]
MAIL_QUEUES = ["mail"]
PLAN_QUEUES, REPLAN_QUEUES = ["plans"], ["replans"]
FIELD_QUEUES = ["field"]


class Command(command.HostingCommand):
    """Work until told to stop."""

    def handle(self, **_options: Any) -> None:
        """Raises WrongDatabaseRole before the first job."""
        pauses = _pauses()
        while True:
            began = time.monotonic()
            try:
                _work()
                return
            except (ConnectorException, DatabaseError) as error:
                if time.monotonic() - began > LIVED:
                    pauses = _pauses()
                self._tell_and_wait(error, next(pauses))
            finally:
                connections.close_all()

    def _tell_and_wait(self, error: Exception, pause: float) -> None:
        cause = error.__cause__ or error
        state = getattr(cause, "sqlstate", None) or "none"
        self.stderr.write(
            f"The worker waits for the database ({type(cause).__name__}, SQLSTATE"
            f" {state}), and asks again in {pause:.0f} s."
        )
        time.sleep(pause)


def _pauses() -> Iterator[float]:
    """The seconds before each new attempt."""
    return chain((1.0, 2.0, 4.0), repeat(LONGEST_PAUSE))


def _work() -> None:
    returning.check_database_again()
    refuse_wrong_role(settings.SERVES_AS)
    refuse_ignored_settings()
    connector = app.connector
    assert isinstance(connector, DjangoConnector)  # noqa: S101  # for the type only
    with app.replace_connector(connector.get_worker_connector()) as working:
        asyncio.run(_all(working))


async def _all(working: App) -> None:
    """All workers, until the first of them ends: told to stop, or without database.

    Raises what ended it.
    """
    async with working.open_async():
        started = {
            asyncio.create_task(_worker(working, QUEUES, listens=True)),
            asyncio.create_task(_worker(working, LONG_QUEUES, listens=False)),
            asyncio.create_task(_worker(working, MAIL_QUEUES, listens=False)),
            asyncio.create_task(_worker(working, PLAN_QUEUES, listens=False)),
            asyncio.create_task(_worker(working, REPLAN_QUEUES, listens=False)),
            asyncio.create_task(_worker(working, FIELD_QUEUES, listens=False)),
        }
        ended, going = await asyncio.wait(started, return_when=asyncio.FIRST_COMPLETED)
        for each in going:
            each.cancel()
        await asyncio.gather(*going, return_exceptions=True)
        for each in ended:
            each.result()


async def _worker(working: App, queues: list[str], *, listens: bool) -> None:
    """One worker; ``listens`` to what the process is told.

    It looks for jobs, and is not notified of them: any role of the database may notify,
    and one wrong word would end the worker, and all of us with it.
    """
    await working.run_worker_async(
        queues=queues,
        shutdown_graceful_timeout=PATIENCE,
        fetch_job_polling_interval=LOOKS,
        listen_notify=False,
        delete_jobs="successful",
        install_signal_handlers=listens,
    )
