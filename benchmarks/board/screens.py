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
SILENCE, LOOK, PAUSES, RETRIES = 4.0, 0.5, (0.3, 1.0), (0.5, 1.0)
_SHOWN = re.compile(rb'id="visit-([0-9a-f-]{36})".*?data-number="(\d+)"', re.DOTALL)
#: Each line that a stream may hold, and no other: events of one size, HTTP's own.
_LINE = re.compile(
    rb"(?:event: (?:moved|pulse)|data: [0-9a-f]{32} \d{12}|[0-9a-f]{1,4}|)\r?\n?"
)


@dataclass
class Screen:
    """One open board."""

    port: int
    cookie: str
    query: str
    operation_id: str
    #: The number of the last entry of each visit that is shown, and since when.
    shown: dict[str, list[tuple[int, float]]] = field(default_factory=dict)
    #: Everything that came by the stream, for whoever searches it.
    heard: bytearray = field(default_factory=bytearray)
    is_live: bool = False
    _known: dict[str, str] = field(default_factory=dict)
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

    def count_content(self) -> int:
        """The bytes of lines that are neither an event's nor HTTP's."""
        lines = bytes(self.heard).splitlines(keepends=True)
        return sum(len(each) for each in lines if not _LINE.fullmatch(each))

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
            while line := await asyncio.wait_for(reader.readline(), SILENCE):
                self._take_line(line)
        finally:
            writer.transport.abort()

    def _take_line(self, line: bytes) -> None:
        self.heard += line
        now = self._heard_at = time.perf_counter()
        if not line.startswith(b"data: ") or line.startswith(b"data: 00000000000"):
            return
        channel, number = line.decode().split()[1:]
        if self._known.get(channel) == number:
            return
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
        return await get_page(self.port, path, self.cookie, self._last_ticket)


async def get_page(
    port: int, path: str, cookie: str, ticket: str = "", source: str = HOST
) -> tuple[int, bytes]:
    """The status and the body of a page, asked from the address ``source``; raises
    OSError and EOFError."""
    reader, writer = await asyncio.open_connection(HOST, port, local_addr=(source, 0))
    told = f"X-Live-Ticket: {ticket}\r\n" if ticket else ""
    try:
        writer.write(
            f"GET {path} HTTP/1.1\r\nHost: {HOST}:{port}\r\nCookie: {cookie}\r\n"
            f"{told}Connection: close\r\n\r\n".encode()
        )
        whole = await asyncio.wait_for(reader.read(), 30)
    finally:
        writer.transport.abort()
    head, _, body = whole.partition(b"\r\n\r\n")
    if not head:
        raise EOFError
    return int(head.split(b" ", 2)[1]), body
