"""Connections to the database: as many as there are threads, and never more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from psycopg import Connection

from unhidden.hosting.front.waiting import HopefulConnection
from unhidden.hosting.front.watching import WATCH

#: Threads of a site, each of which uses one connection of each database at a time.
THREADS = 8
#: Seconds that a page waits for a connection; that an idle one is kept, but for one;
#: and that any is kept.
_WAITS, _IDLE, _LASTS = 6.0, 120.0, 600.0
#: Seconds for which the pool tries again by itself. The next page tries at once, where
#: the pool would sleep longer each time, also when the database is there again.
_TRIES = 1.0
#: RESET goes back to what the connection stated when it began, its role too.
_FORGET = (
    "close all; reset role; reset all; unlisten *; discard temp;"
    " select pg_advisory_unlock_all()"
)


class _PageConnection(HopefulConnection):
    """No page waits for a database of which the watch found that it is away."""

    def is_hopeless(self) -> bool:
        return WATCH.was_away()


def use_connection_pools(databases: Mapping[str, dict[str, Any]]) -> None:
    """Let Django take its connections from a pool, and give each back after a page.

    With CONN_MAX_AGE a connection belongs to a thread, and outlives it where a thread
    ends that nobody asks for anything again.
    """
    for each in databases.values():
        each["CONN_MAX_AGE"] = 0
        each["OPTIONS"]["pool"] = {
            "min_size": 1,
            "max_size": THREADS,
            "timeout": _WAITS,
            "max_idle": _IDLE,
            "max_lifetime": _LASTS,
            "reconnect_timeout": _TRIES,
            "reset": forget,
            "connection_class": _PageConnection,
        }


def forget(connection: Connection[Any]) -> None:
    """Leave nothing of one page on a connection for the next, whatever SQL it ran."""
    connection.execute(_FORGET)
