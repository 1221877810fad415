"""Reading what somebody sends: whole, in memory, in time, and no more than there is
room for."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Coroutine,
    MutableMapping,
)
from contextlib import asynccontextmanager
from typing import Any, TypeVar

Found = TypeVar("Found")
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]

#: Seconds in which headers must be whole.
HEADER_SECONDS = 10
#: The longest body that is kept: 60 MB of files, and the form about them. What is
#: beyond is read and let go (unhidden.reporting.forms.uploads says so to the sender).
LONGEST = 62 * 1024 * 1024
#: Nothing longer is even read.
MOST = 256 * 1024 * 1024
#: Seconds that a body may take, and one more for each so many bytes: a telephone on the
#: slowest network sends more. Who sends a byte a second is told so, and let go.
GRACE, BYTES_A_SECOND = 20.0, 1_000
#: Up to here a body needs no room of its own: a form, or a sealed report.
SMALL = 64 * 1024
ROOM = 256 * 1024 * 1024
#: Seconds that a long body waits until there is room.
PATIENCE = 60.0


class TooSlow(Exception):
    """It would take for ever."""


class TooLong(Exception):
    """It is longer than anything that is taken here, or does not say how long it is."""


class SenderGone(Exception):
    """Whoever sent it is gone."""


class NoRoom(Exception):
    """There was no memory for it within the time that one waits for that."""


class BodyRoom:
    """Memory for long bodies. No source holds more of it than is left for others."""

    def __init__(self, size: int = ROOM) -> None:
        self._free = size
        self._held: Counter[str] = Counter()
        self._changed = asyncio.Event()

    @asynccontextmanager
    async def held(self, source: str, size: int) -> AsyncIterator[None]:
        """Hold ``size`` bytes within the block; raises NoRoom."""
        if size <= SMALL:
            yield
            return
        await self._take(source, size)
        try:
            yield
        finally:
            self._free += size
            self._held[source] -= size
            if not self._held[source]:
                del self._held[source]
            self._changed.set()

    async def _take(self, source: str, size: int) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                while self._held[source] + size > self._free:
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError as error:
            raise NoRoom from error
        self._free -= size
        self._held[source] += size


def length_of(headers: list[tuple[bytes, bytes]], method: str) -> int:
    """How many bytes follow these headers; raises TooLong.

    Every browser says it with a form.
    """
    found = dict(headers)
    told = found.get(b"content-length", b"")
    if told.isdigit() and int(told) <= MOST:
        return int(told)
    if told or b"transfer-encoding" in found or method in ("POST", "PUT", "PATCH"):
        raise TooLong
    return 0


async def read_body(receive: Receive, length: int) -> bytes:
    """The body, or its beginning where it is longer than ``LONGEST``.

    Raises TooSlow and SenderGone.
    """
    kept, came, began = bytearray(), 0, time.monotonic()
    while came < length:
        deadline = began + GRACE + came / BYTES_A_SECOND
        try:
            async with asyncio.timeout(deadline - time.monotonic()):
                message = await receive()
        except TimeoutError as error:
            raise TooSlow from error
        if message["type"] != "http.request":
            raise SenderGone
        piece = message.get("body", b"")
        came += len(piece)
        kept += piece[: LONGEST - len(kept)]
        if not message.get("more_body", False):
            break
    return bytes(kept)


async def unless_left(receive: Receive, work: Coroutine[Any, Any, Found]) -> Found:
    """What comes of ``work``; it ends, and Left is raised, when the sender goes before.

    For after the body: so nobody leaves requests in line for whom nobody waits.
    """
    working = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(_left(receive))
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            return working.result()
        raise SenderGone
    finally:
        leaving.cancel()
        working.cancel()


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
