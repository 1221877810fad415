"""Listen to the database, and tell the hub which channel changed.

The name under which the database tells it is random, and known to nobody but this
process's role: any role may listen, but not to a name that it cannot know.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping

import psycopg
from psycopg import AsyncConnection, sql
from psycopg.conninfo import make_conninfo

from unhidden.hosting.live.streams import StreamHub
from unhidden.lib import database_sessions

PROCESS = "live"
#: Seconds for which we wait for news before asking whether the server still answers.
LOOKS = 0.5
#: Seconds after which a server that says nothing is taken for gone, and after which a
#: connection is tried again.
SILENCE, AGAIN = 3.0, 0.5
_NAME = "select wall.live_name()"

logger = logging.getLogger(__name__)


class NoListeningName(Exception):
    """The database knows of no name to listen to: its tables are older than we."""


async def keep_listening(parameters: Mapping[str, str], hub: StreamHub) -> None:
    """Listen while the process lives; a database that is away is waited for."""
    is_told = False
    while True:
        try:
            await _listen(parameters, hub)
        except (psycopg.Error, TimeoutError, NoListeningName) as error:
            if not is_told:
                logger.error("The live process hears nothing: %s", type(error).__name__)
            is_told = True
        else:
            is_told = False
        hub.note_silence()
        await asyncio.sleep(AGAIN)


async def _listen(parameters: Mapping[str, str], hub: StreamHub) -> None:
    stated = database_sessions.make_connection_options(PROCESS)
    own = parameters.get("options", "")
    wanted = {
        "connect_timeout": "3",
        **parameters,
        "options": f"{stated} {own}".strip(),
    }
    opened = AsyncConnection.connect(make_conninfo(**wanted), autocommit=True)
    async with await asyncio.wait_for(opened, SILENCE) as connection:
        await _begin(connection)
        hub.note_hearing()
        hub.note_missed()
        while True:
            async for notice in connection.notifies(timeout=LOOKS):
                hub.note_change(notice.payload)
            await asyncio.wait_for(connection.execute("select 1"), SILENCE)
            hub.note_hearing()


async def _begin(connection: AsyncConnection) -> None:
    found = await (await connection.execute(_NAME)).fetchone()
    if found is None or not found[0]:
        raise NoListeningName
    await connection.execute(sql.SQL("listen {}").format(sql.Identifier(found[0])))
