"""The one page of the live process: a ticket in, a stream of events out.

It sets and reads no cookie, and answers no page but the staff site's own: a browser
names with every POST from where it comes (Fetch, "append a request Origin header").
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection, Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs

from unhidden.hosting.live.streams import (
    OpenStream,
    StreamHub,
    TicketUsed,
    TooManyStreams,
    write_stream,
)
from unhidden.vault.tickets import (
    LONGEST,
    StreamTicket,
    TicketRefused,
    read_ticket,
)

Send = Callable[[Mapping[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Scope = Mapping[str, Any]

PLACE = "/live/"
#: Seconds within which the ticket must have come, and for which a stream waits until
#: the database is heard.
COMES_WITHIN, HEARD_WITHIN = 5.0, 1.5
#: Seconds for the end of an answer, to a reader who may take nothing any more.
LAST_WORD = 0.5
_MOST_BYTES = LONGEST + 64
_REFUSED = {
    403: b"This is for an open board of the staff site.\n",
    404: b"Nothing is here.\n",
    405: b"Only POST.\n",
    429: b"Too many boards are open.\n",
    503: b"The database is away.\n",
}


class RefusedStream(Exception):
    """No stream is opened; the status says why, and the answer no more than that."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class LivePages:
    """Answers each request by itself; what is open is known to the hub."""

    def __init__(
        self,
        hub: StreamHub,
        *,
        origins: Collection[str],
        public_key: bytes,
        listen: Callable[[], Awaitable[None]],
    ) -> None:
        self._hub, self._origins, self._public_key = hub, origins, public_key
        self._listen = listen
        self._listening: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request: a stream, or in one line why there is none."""
        self._start_listening()
        try:
            origin = self._check_origin(scope)
            ticket = await self._read_ticket(receive)
        except RefusedStream as refused:
            await _refuse(send, refused.status, "")
            return
        if not await self._hub.wait_for_hearing(HEARD_WITHIN):
            await _refuse(send, 503, origin)
            return
        try:
            with self._hub.open_stream(ticket) as stream:
                await self._serve(stream, origin, receive, send)
        except TooManyStreams:
            await _refuse(send, 429, origin)
        except TicketUsed:
            await _refuse(send, 403, origin)

    def _start_listening(self) -> None:
        """With the first request: before it there is no loop to listen in."""
        if self._listening is None or self._listening.done():
            self._listening = asyncio.ensure_future(self._listen())

    def _check_origin(self, scope: Scope) -> str:
        """The staff site's origin, which the request names; raises RefusedStream."""
        if scope["path"] != PLACE:
            raise RefusedStream(404)
        if scope["method"] != "POST":
            raise RefusedStream(405)
        named = [value for name, value in scope["headers"] if name == b"origin"]
        origin = named[0].decode("latin-1") if len(named) == 1 else ""
        if origin not in self._origins:
            raise RefusedStream(403)
        return origin

    async def _read_ticket(self, receive: Receive) -> StreamTicket:
        """The ticket in the form that was sent; raises RefusedStream."""
        try:
            body = await asyncio.wait_for(_read_body(receive), COMES_WITHIN)
            sent = parse_qs(body.decode("ascii"), max_num_fields=4).get("ticket", [""])
            return read_ticket(sent[0], now=time.time(), public_key=self._public_key)
        except (TicketRefused, TimeoutError, ValueError) as error:
            raise RefusedStream(403) from error

    async def _serve(
        self, stream: OpenStream, origin: str, receive: Receive, send: Send
    ) -> None:
        """Write the stream until it is over, or until the reader is gone."""
        await send(_start(200, "text/event-stream", origin))

        async def write_content(content: bytes) -> None:
            await send(
                {"type": "http.response.body", "body": content, "more_body": True}
            )

        writing = asyncio.ensure_future(write_stream(self._hub, stream, write_content))
        leaving = asyncio.ensure_future(_wait_for_leaving(receive))
        await asyncio.wait({writing, leaving}, return_when=asyncio.FIRST_COMPLETED)
        for task in (writing, leaving):
            task.cancel()
            with suppress(asyncio.CancelledError, TimeoutError, OSError, RuntimeError):
                await task
        with suppress(TimeoutError, OSError, RuntimeError):
            end = send({"type": "http.response.body", "body": b""})
            await asyncio.wait_for(end, LAST_WORD)


async def _read_body(receive: Receive) -> bytes:
    """The whole of a short body; raises ValueError for a long one."""
    body = b""
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise ValueError(message["type"])
        body += bytes(message.get("body", b""))
        if len(body) > _MOST_BYTES:
            raise ValueError(len(body))
        if not message.get("more_body"):
            return body


async def _wait_for_leaving(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _start(status: int, kind: str, origin: str) -> Mapping[str, Any]:
    headers = {
        "content-type": kind,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        # For nginx: each event goes on as it comes.
        "x-accel-buffering": "no",
        "vary": "Origin",
        **({"access-control-allow-origin": origin} if origin else {}),
    }
    named = [(name.encode(), value.encode()) for name, value in headers.items()]
    return {"type": "http.response.start", "status": status, "headers": named}


async def _refuse(send: Send, status: int, origin: str) -> None:
    await send(_start(status, "text/plain; charset=utf-8", origin))
    await send({"type": "http.response.body", "body": _REFUSED[status]})
