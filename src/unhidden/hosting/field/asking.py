"""The three procedures that the field process may call, and nothing else of tables."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import psycopg
from psycopg import errors
from psycopg.conninfo import make_conninfo
from psycopg.types.json import Jsonb
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from unhidden.hosting.field.frames import FrameRefused, SignedHeader
from unhidden.hosting.field.limits import ComeAgain
from unhidden.lib import database_sessions

PROCESS = "field"
CONNECTIONS = 6
_WAITS = 4.0
_LAND = "select wall.land_part(%s, %s, %s, %s, %s)"
_COMMIT = "select wall.commit_landing(%s, %s, %s, %s::bytea[])"
_ASK = "select wall.ask_receipts(%s, %s, %s, %s)"
#: A receipt is given for what is on the disk, however a server is set.
_ON_DISK = "-c synchronous_commit=on"
#: A disk that is full, and a quota of it that is.
_FULL = (errors.DiskFull, errors.OutOfMemory)
_UNFIT = (psycopg.DataError, psycopg.IntegrityError)
#: How a procedure's condition refuses what it was given (``wall.refuse``).
_REFUSED = "context refused"


class LandingDatabase:
    """Asks over a few connections, opened when first needed.

    Each call is one transaction: what it answers was committed. Raises FrameRefused for
    what no procedure takes, and ComeAgain while the database is away or full.
    """

    def __init__(self, parameters: Mapping[str, str]) -> None:
        stated = database_sessions.make_connection_options(PROCESS)
        own = parameters.get("options", "")
        wanted = {
            "connect_timeout": "3",
            **parameters,
            "options": f"{stated} {_ON_DISK} {own}".strip(),
        }
        self._pool = AsyncConnectionPool(
            make_conninfo(**wanted),
            min_size=1,
            max_size=CONNECTIONS,
            timeout=_WAITS,
            max_idle=120.0,
            reconnect_timeout=1.0,
            open=False,
            check=AsyncConnectionPool.check_connection,
        )
        self._is_open = False

    async def land_part(self, signed: SignedHeader, digest: bytes) -> str:
        """``kept``, or ``there`` if it was; raises ComeAgain without room for it."""
        (part,) = signed.frame.parts
        given = (signed.device, signed.frame.key, signed.said["submission"])
        answer = await self._call_procedure(_LAND, *given, digest, part)
        if answer == "later":
            raise ComeAgain("full", 600)
        return str(answer)

    async def commit_landing(self, signed: SignedHeader) -> Mapping[str, Any]:
        """What the procedure says of a submission; raises ComeAgain without room."""
        frame = signed.frame
        answer = await self._call_procedure(
            _COMMIT, frame.key, frame.header, frame.signature, list(frame.parts)
        )
        if answer["is"] == "later":
            raise ComeAgain("full", 600)
        found: Mapping[str, Any] = answer
        return found

    async def ask_receipts(self, signed: SignedHeader) -> list[dict[str, Any]]:
        """What came of each submission that the device asks about."""
        asked, holds = Jsonb(signed.said["ask"]), Jsonb(signed.said["holds"])
        answer = await self._call_procedure(
            _ASK, signed.device, signed.frame.key, asked, holds
        )
        found: list[dict[str, Any]] = answer["told"]
        return found

    async def _call_procedure(self, statement: str, *given: object) -> Any:
        if not self._is_open:
            self._is_open = True
            await self._pool.open(wait=False)
        try:
            async with self._pool.connection() as connection:
                row = await (await connection.execute(statement, given)).fetchone()
        except _FULL as error:
            raise ComeAgain("full", 300) from error
        except _UNFIT as error:
            raise FrameRefused("format") from error
        except errors.InsufficientPrivilege as error:
            if (error.diag.message_primary or "").startswith(_REFUSED):
                raise FrameRefused("format") from error
            # A right is missing: that is ours to mend, and no fault of a phone's.
            raise ComeAgain("away", 60) from error
        except (PoolTimeout, psycopg.Error) as error:
            raise ComeAgain("away", 5) from error
        return row[0] if row else None


def write_answer(answer: Mapping[str, object]) -> bytes:
    """An answer as JSON, as phones read it."""
    return json.dumps(answer, separators=(",", ":")).encode()
