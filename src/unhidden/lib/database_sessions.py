"""What each connection states for itself when it begins.

A role can always change its own defaults (PostgreSQL has no right for that). They are
worth nothing here: what a connection says at its start goes before them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from unhidden.lib.database_roles import ROLES


@dataclass(frozen=True, slots=True)
class Limits:
    """The seconds after which PostgreSQL gives up; 0 is never.

    ``lock``: waiting for what another holds. ``statement``: one statement.
    ``waiting``: an open transaction in which nothing is asked. ``idle``: a connection
    without a transaction.
    """

    lock: int = 0
    statement: int = 0
    waiting: int = 0
    idle: int = 0


#: A site keeps a connection for ten minutes (``hosting.front.pools``): what is idle for
#: longer has lost its program. A page that takes files cleans them in a minute.
LIMITS: Mapping[str, Limits] = {
    # Nobody waits longer for a page than this, and few of its statements take a second.
    "staff": Limits(lock=10, statement=30, waiting=120, idle=1200),
    # The same, and less to do: a stranger may ask for it as often as they like.
    "public": Limits(lock=5, statement=15, waiting=120, idle=1200),
    # Looks up one person and one session.
    "signin": Limits(lock=5, statement=10, waiting=60, idle=1200),
    # Trains, imports and works through every report; it listens for jobs for days.
    "worker": Limits(lock=30, statement=900, waiting=900),
    # Asks one procedure, and would rather know nothing than wait.
    "health": Limits(lock=2, statement=5, waiting=10, idle=1200),
    # Listens for days, and asks once a second whether it still would hear.
    "live": Limits(lock=2, statement=5, waiting=10, idle=60),
    # Lands one part or one submission in a transaction.
    "field": Limits(lock=5, statement=15, waiting=30, idle=1200),
    # A new version's tables may take hours to change; but nobody may keep it waiting.
    "owner": Limits(lock=60),
    # Reads everything in one transaction, however long that takes.
    "backup": Limits(),
}
#: For the demonstration and the benches, which do in a moment the work of years.
UNLIMITED = Limits()

#: A hostile default of these would change what a statement means, or stop it.
_MEANT = {
    "search_path": "public,pg_temp",
    "TimeZone": "UTC",
    "DateStyle": "ISO",
    "row_security": "on",
    "default_transaction_read_only": "off",
    "default_transaction_isolation": r"read\ committed",
}


def make_connection_options(process: str, limits: Limits | None = None) -> str:
    """What a connection of ``process`` states, as PostgreSQL's ``options`` take it."""
    bounds = LIMITS[process] if limits is None else limits
    stated = {
        "role": ROLES[process],
        **_MEANT,
        "lock_timeout": f"{bounds.lock}s",
        "statement_timeout": f"{bounds.statement}s",
        "idle_in_transaction_session_timeout": f"{bounds.waiting}s",
        "idle_session_timeout": f"{bounds.idle}s",
    }
    return " ".join(f"-c {name}={value}" for name, value in stated.items())


def state_connection_options(
    database: Mapping[str, Any], process: str
) -> dict[str, Any]:
    """Django's settings of a database, for connections of ``process``.

    What the address itself states goes before it.
    """
    own = database["OPTIONS"]
    whole = f"{make_connection_options(process)} {own.get('options', '')}".strip()
    return {**database, "OPTIONS": {**own, "options": whole}}
