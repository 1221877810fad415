"""Strangers at a site's door: slow ones, many at once, and honest ones among them.

Each comes from an address of this machine; 127.0.0.0/8 is all its own, so strangers can
come from several networks.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlencode

from unhidden.hosting.processes.ports import HOST

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
EDGE = "a-boundary"
FILES = {"Content-Type": f"multipart/form-data; boundary={EDGE}"}
PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Answer:
    """A status (0: none came), the seconds it took, the headers and the page."""

    status: int
    seconds: float
    head: str = ""
    page: str = ""


def request(
    path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
) -> bytes:
    """The bytes of one request; a body makes it a POST."""
    lines = [f"{'POST' if body else 'GET'} {path} HTTP/1.1", f"Host: {HOST}"]
    lines += ["Connection: close", *(f"{k}: {v}" for k, v in (headers or {}).items())]
    lines += [f"Content-Length: {len(body)}"] if body else []
    return "\r\n".join([*lines, "", ""]).encode() + body


def form(**fields: object) -> tuple[bytes, Mapping[str, str]]:
    """A form as browsers send it: its body, and its headers."""
    return urlencode(fields).encode(), FORM


def upload(content: bytes, name: str = "a.jpg", **fields: object) -> bytes:
    """The body of a form with one file."""
    parts = [
        f'--{EDGE}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
        for key, value in fields.items()
    ]
    parts.append(
        f'--{EDGE}\r\nContent-Disposition: form-data; name="files"; filename="{name}"'
        "\r\nContent-Type: application/octet-stream\r\n\r\n"
    )
    return "".join(parts).encode() + content + f"\r\n--{EDGE}--\r\n".encode()


async def ask(
    port: int, sent: bytes, *, source: str = HOST, patience: float = PATIENCE
) -> Answer:
    """Send it all at once, and read the whole answer."""
    began = time.monotonic()
    try:
        async with asyncio.timeout(patience):
            told = await _exchange(port, sent, source)
    except (OSError, TimeoutError, asyncio.IncompleteReadError):
        told = b""
    seconds = time.monotonic() - began
    head, _, page = told.partition(b"\r\n\r\n")
    words = head.split(b" ", 2)
    status = int(words[1]) if len(words) > 1 and words[1].isdigit() else 0
    return Answer(
        status, seconds, head.decode("latin-1"), page.decode(errors="replace")
    )


async def _exchange(port: int, sent: bytes, source: str) -> bytes:
    reader, writer = await asyncio.open_connection(
        HOST, port, local_addr=(source, 0), limit=1 << 24
    )
    try:
        writer.write(sent)
        await writer.drain()
        return await reader.read(-1)
    finally:
        writer.close()


async def drip(
    port: int, sent: bytes, *, at_once: int, source: str, for_: float
) -> int:
    """Send so much at once and then a byte a second; again when that is cut off.

    Gives how often that was.
    """
    cuts, ends = 0, time.monotonic() + for_
    while time.monotonic() < ends:
        with suppress(OSError):
            await _drip_once(port, sent, at_once, source, ends)
        cuts += time.monotonic() < ends
        await asyncio.sleep(0.2)
    return cuts


async def _drip_once(
    port: int, sent: bytes, at_once: int, source: str, ends: float
) -> None:
    reader, writer = await asyncio.open_connection(HOST, port, local_addr=(source, 0))
    try:
        writer.write(sent[:at_once])
        for place in range(at_once, len(sent)):
            await writer.drain()
            left = min(1.0, ends - time.monotonic())
            if left <= 0:
                return
            try:
                async with asyncio.timeout(left):
                    await reader.read(1)
                return  # answered, or cut off
            except TimeoutError:
                writer.write(sent[place : place + 1])
    finally:
        writer.close()


def slow(path: str, how: str) -> tuple[bytes, int]:
    """What a slow stranger sends, and how much of it at once: for each ``how``.

    ``headers`` that never end, the ``body`` of a form, or an ``upload``.
    """
    if how == "headers":
        whole = request(path, headers={f"X-{n}": "y" * 40 for n in range(40)})
        return whole, len(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\n")
    cookie = {"Cookie": f"csrftoken={'c' * 32}", "Sec-Fetch-Site": "same-origin"}
    headers = {**(FILES if how == "upload" else FORM), **cookie}
    body = upload(b"y" * 5_000) if how == "upload" else b"words=" + b"y" * 5_000
    whole = request(path, body, headers)
    return whole, len(whole) - len(body) + 20


async def repeatedly(
    visit: Callable[[], Awaitable[Answer]], *, for_: float, every: float = 0.5
) -> list[Answer]:
    """An honest visitor, who comes again and again; gives what they were answered."""
    answers, ends = [], time.monotonic() + for_
    while time.monotonic() < ends:
        answers.append(await visit())
        await asyncio.sleep(every)
    return answers


def p95(answers: list[Answer]) -> float:
    """The seconds that 95 of 100 answers took at most."""
    ordered = sorted(each.seconds for each in answers)
    return ordered[max(0, -(-len(ordered) * 95 // 100) - 1)]
