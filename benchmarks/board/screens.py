"""Screens without a browser: each does what ``operations/board.js`` does, and notes
when it showed what."""

from __future__ import annotations

import asyncio
import json
import random
import re
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

HOST, OK, FORBIDDEN = "127.0.0.1", 200, 403
#: As the script has them, in seconds.
_NO_CHANNEL = b"0" * 32
SILENCE, LOOK, PAUSES, RETRIES = 4.0, 0.5, (0.3, 1.0), (0.5, 1.0)
_SHOWN = re.compile(rb'id="visit-([0-9a-f-]{36})".*?data-number="(\d+)"', re.DOTALL)
#: What a stream may hold, and nothing else: events, which are all of one size.
_EVENT = re.compile(rb"event: (?:moved|pulse)\ndata: ([0-9a-f]{32}) (\d{12})\n\n")
#: The cookie and the header of a page that asks for a ticket as our own.
TOKEN = "a" * 32


@dataclass
class Screen:
    """One open board."""

    port: int
    cookie: str
    query: str
    operation_id: str
    #: The number of the last entry of each visit that is shown, and since when.
    shown: dict[str, list[tuple[int, float]]] = field(default_factory=dict)
    #: The bytes that came by the stream and are no event's.
    content: int = 0
    is_live: bool = False
    _known: dict[bytes, bytes] = field(default_factory=dict)
    _heard_at: float = 0.0
    _stale_since: float | None = None
    _ticket: Mapping[str, str] = field(default_factory=dict)
    _last_ticket: str = "-"
    _writer: asyncio.StreamWriter | None = None
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def follow(self) -> None:
        """Keep up to date until cancelled."""
        async with asyncio.TaskGroup() as group:
            for work in (self._listen, self._show, self._say):
                group.create_task(work())

    def cut(self) -> None:
        """The connection is gone from one moment to the next."""
        if self._writer is not None:
            self._writer.transport.abort()

    async def _listen(self) -> None:
        while True:
            with suppress(OSError, EOFError, ValueError, TimeoutError):
                await self._take_ticket()
                await self._hear()
            await asyncio.sleep(random.uniform(*PAUSES))  # noqa: S311  # apart

    async def _take_ticket(self) -> None:
        if self._ticket:
            return
        status, body = await asyncio.wait_for(self._ask("ticket"), SILENCE)
        if status != OK:
            raise ValueError(status)
        self._ticket = json.loads(body)
        self._last_ticket = self._ticket["ticket"]

    async def _hear(self) -> None:
        place = urlsplit(self._ticket["url"])
        body = urlencode({"ticket": self._ticket["ticket"]})
        reader, writer = await asyncio.open_connection(place.hostname, place.port)
        self._writer = writer
        writer.write(
            f"POST {place.path} HTTP/1.1\r\nHost: {place.netloc}\r\n"
            f"Origin: http://{HOST}:{self.port}\r\nContent-Length: {len(body)}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
            f"{body}".encode()
        )
        try:
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), SILENCE)
            status = int(head.split(b" ", 2)[1])
            if status in (OK, FORBIDDEN):
                self._ticket = {}
            if status != OK:
                raise ValueError(status)
            while chunk := await asyncio.wait_for(_read_chunk(reader), SILENCE):
                self.take_chunk(chunk)
        finally:
            writer.transport.abort()

    def take_chunk(self, chunk: bytes) -> None:
        """What was written at once: one event or more, and nothing beside them."""
        now = self._heard_at = time.perf_counter()
        self.content += len(_EVENT.sub(b"", chunk))
        for channel, number in _EVENT.findall(chunk):
            if channel == _NO_CHANNEL or self._known.get(channel) == number:
                continue
            self._known[channel] = number
            self._stale_since = self._stale_since or now
            self._changed.set()

    async def _show(self) -> None:
        while True:
            await self._changed.wait()
            await asyncio.sleep(0.005)
            self._changed.clear()
            before, self._stale_since = self._stale_since, None
            try:
                status, body = await self._ask("part")
                if status != OK:
                    raise ValueError(status)
                self._note(body)
            except (OSError, EOFError, ValueError, TimeoutError):
                self._stale_since = before or time.perf_counter()
                await asyncio.sleep(random.uniform(*RETRIES))  # noqa: S311  # apart
                self._changed.set()

    def _note(self, body: bytes) -> None:
        now = time.perf_counter()
        for visit, number in _SHOWN.findall(body):
            line = self.shown.setdefault(visit.decode(), [])
            if not line or line[-1][0] != int(number):
                line.append((int(number), now))

    async def _say(self) -> None:
        while True:
            now = time.perf_counter()
            is_late = self._stale_since is not None and (
                now - self._stale_since > SILENCE
            )
            self.is_live = not is_late and now - self._heard_at < SILENCE
            await asyncio.sleep(LOOK)

    async def _ask(self, name: str) -> tuple[int, bytes]:
        path = f"/operations/{self.operation_id}/board/{name}/?{self.query}"
        told = f"X-Live-Ticket: {self._last_ticket}\r\n"
        if name == "ticket":
            told += f"X-CSRFToken: {TOKEN}\r\nContent-Length: 0\r\n"
        method = "POST" if name == "ticket" else "GET"
        return await get_page(self.port, path, self.cookie, told=told, method=method)


async def _read_chunk(reader: asyncio.StreamReader) -> bytes:
    """One chunk of an answer (RFC 9112, 7.1); empty at its end."""
    size = int(await reader.readuntil(b"\r\n"), 16)
    chunk = await reader.readexactly(size + 2)
    return chunk[:-2]


async def get_page(  # what a request says
    port: int,
    path: str,
    cookie: str,
    *,
    told: str = "",
    method: str = "GET",
    source: str = HOST,
) -> tuple[int, bytes]:
    """The status and the body of a page, asked from the address ``source`` with the
    headers ``told`` beside; raises OSError and EOFError."""
    reader, writer = await asyncio.open_connection(HOST, port, local_addr=(source, 0))
    try:
        writer.write(
            f"{method} {path} HTTP/1.1\r\nHost: {HOST}:{port}\r\nCookie: {cookie}\r\n"
            f"{told}Connection: close\r\n\r\n".encode()
        )
        whole = await asyncio.wait_for(reader.read(), 30)
    finally:
        writer.transport.abort()
    head, _, body = whole.partition(b"\r\n\r\n")
    if not head:
        raise EOFError
    return int(head.split(b" ", 2)[1]), body
