"""Lines before a process: one that counts what it carries, and one of 256 kbit/s that
loses a packet in twenty."""

from __future__ import annotations

import asyncio
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress

PACKET = 1_460  # bytes of a segment, on most lines
SECONDS = PACKET * 8 / 256_000
LOST, WAITS = 0.05, 0.25  # until what was lost is sent again (RFC 6298)


class CarryingLine:
    """Takes connections on a port of its own, and carries them to another."""

    def __init__(self, port: int, *, seconds: float, lost: float) -> None:
        self._goal = port
        self._seconds, self._lost = seconds, lost
        self._chance = random.Random(port)  # noqa: S311  # what is lost
        self._free_at = {"up": 0.0, "down": 0.0}
        #: Bytes of answers, by the path that was asked for.
        self.answered: Counter[str] = Counter()
        self.port = 0

    async def serve(self, is_ready: threading.Event) -> None:
        """Serve until cancelled."""
        server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        is_ready.set()
        async with server:
            await server.serve_forever()

    async def _carry(
        self, near: asyncio.StreamReader, answering: asyncio.StreamWriter
    ) -> None:
        far, sending = await asyncio.open_connection("127.0.0.1", self._goal)
        asked = [""]
        await asyncio.gather(
            self._pass_on(near, sending, "up", asked),
            self._pass_on(far, answering, "down", asked),
        )

    async def _pass_on(
        self,
        one: asyncio.StreamReader,
        other: asyncio.StreamWriter,
        way: str,
        asked: list[str],
    ) -> None:
        with suppress(ConnectionError):
            while packet := await one.read(PACKET):
                # All connections share the line: each packet has its turn.
                now = time.monotonic()
                lost = WAITS if self._chance.random() < self._lost else 0.0
                begins = max(now, self._free_at[way])
                self._free_at[way] = begins + self._seconds * (2 if lost else 1)
                await asyncio.sleep(self._free_at[way] + lost - now)
                if way == "down":
                    self.answered[asked[0]] += len(packet)
                elif packet.startswith(b"GET "):
                    asked[0] = packet.split()[1].decode().partition("?")[0]
                other.write(packet)
                await other.drain()
        other.close()


def slow_line(port: int) -> AbstractContextManager[CarryingLine]:
    """A slow line to ``port``, while the block runs."""
    return _carrying(CarryingLine(port, seconds=SECONDS, lost=LOST))


def counting_line(port: int) -> AbstractContextManager[CarryingLine]:
    """A line to ``port`` that counts, while the block runs."""
    return _carrying(CarryingLine(port, seconds=0, lost=0))


@contextmanager
def _carrying(line: CarryingLine) -> Iterator[CarryingLine]:
    """The line, in a thread of its own."""
    is_ready = threading.Event()
    loop = asyncio.new_event_loop()
    serving = loop.create_task(line.serve(is_ready))

    def run() -> None:
        with suppress(asyncio.CancelledError):
            loop.run_until_complete(serving)

    thread = threading.Thread(target=run)
    thread.start()
    is_ready.wait()
    try:
        yield line
    finally:
        loop.call_soon_threadsafe(serving.cancel)
        thread.join()
