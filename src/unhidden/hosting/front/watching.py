"""Whether the database answers: asked so often that no page waits to find out.

A site that starts before its database listens at once, and serves once it was verified.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Lock, Thread

import psycopg
from django.db import DatabaseError, connections
from psycopg import errors

from unhidden.hosting.front.waiting import HopefulConnection
from unhidden.hosting.processes.step import TOLD

_log = logging.getLogger(__name__)
#: Seconds between two looks, and for which one counts when a page is asked for.
LOOKS, FRESH = 1.0, 0.2
#: Seconds for a connection, and (TCP) milliseconds for an answer, before it is away.
_CONNECTS, _ANSWERS = 2, 3_000
#: Seconds that a connected server has for the shortest answer, also when it is busy.
PATIENCE = 10.0
#: A server that says so is there.
_BUSY = (errors.TooManyConnections,)


class _WatchConnection(HopefulConnection):
    asked_at = float("inf")

    def is_hopeless(self) -> bool:
        return time.monotonic() - self.asked_at > PATIENCE


class DatabaseWatch:
    """Looks whether the database is there; a process has one (``WATCH``)."""

    def __init__(self) -> None:
        self._verify: Callable[[], None] = lambda: None
        self._tick: Callable[[], None] = lambda: None
        self._connection: _WatchConnection | None = None
        self._lock = Lock()
        self._is_away = self._is_told = self._is_begun = False
        self._looked_at = 0.0

    def is_away(self) -> bool:
        """Whether the database is away: asked anew where the last look is not fresh.

        Only one asks at a time; nobody waits for whoever does.
        """
        if self._is_begun and time.monotonic() - self._looked_at > FRESH:
            return self.look_now(waits=False)
        return self._is_away

    def was_away(self) -> bool:
        """Whether it was away at the last look; asks nobody."""
        return self._is_away

    def begin_watching(
        self, verify: Callable[[], None], tick: Callable[[], None] = lambda: None
    ) -> None:
        """Look now, and from now on each second, with a ``tick`` after each look.

        Whenever the database comes, also the first time, ``verify`` must find that we
        may serve with it: what it raises the first time is raised, and later it ends
        the process, with nothing more served.
        """
        self._verify, self._tick = verify, tick
        self._is_begun = self._is_away = True
        self.look_now()
        Thread(target=self._go_on, name="database watch", daemon=True).start()

    def look_now(self, *, waits: bool = True) -> bool:
        """Ask now; whether the database is away.

        Who does not wait takes the last answer while somebody else asks.
        """
        if not self._is_begun or not self._lock.acquire(blocking=waits):
            return self._is_away
        try:
            self._ask()
            if self._is_away:
                self._verify()
        except (psycopg.Error, DatabaseError) as error:
            self._note(error)
        else:
            self._note(None)
        finally:
            self._looked_at = time.monotonic()
            self._lock.release()
        return self._is_away

    def _go_on(self) -> None:
        while True:
            time.sleep(LOOKS)
            try:
                self.look_now()
            except Exception:  # noqa: BLE001  # the edge of the process
                # Not fit to serve with this database: rather nothing than that.
                _log.exception("The database that came must not be served with.")
                os._exit(TOLD)
            try:
                self._tick()
            except Exception:  # noqa: BLE001  # the watch goes on
                _log.exception("What is done after each look at the database failed.")
            connections.close_all()  # the pool's, until the next look

    def _ask(self) -> None:
        """One question on our own connection, or on a new one where that is lost."""
        with suppress(psycopg.Error):
            if self._connection:
                self._connection.asked_at = time.monotonic()
                self._connection.execute("select 1")
                return
        self._forget()
        parameters = connections["default"].get_connection_params()
        with suppress(*_BUSY):
            self._connection = _WatchConnection.connect(
                **{**parameters, "connect_timeout": _CONNECTS},
                tcp_user_timeout=_ANSWERS,
                autocommit=True,
            )

    def _forget(self) -> None:
        if self._connection:
            with suppress(psycopg.Error):
                self._connection.close()
        self._connection = None

    def _note(self, error: Exception | None) -> None:
        """Keep whether it is away, by the ``error``; say so when that changed."""
        if error and not (self._is_away and self._is_told):
            cause = error.__cause__ or error
            state = getattr(cause, "sqlstate", None) or "none"
            name = type(cause).__name__
            _log.error("The database is away (%s, SQLSTATE %s).", name, state)
        elif self._is_told and not error:
            _log.warning("The database is there again.")
        self._is_away = self._is_told = error is not None


WATCH = DatabaseWatch()
