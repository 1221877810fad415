"""How much one phone may ask at a time, and all together: who comes again is served.

By the key that signed, never by a network address: a whole force's phones share one.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

#: Requests of one key at once, in a second and in a minute; and of all at once.
MOST_OF_ONE, MOST_A_SECOND, MOST_A_MINUTE = 4, 16, 600
MOST_OF_ALL = 64
#: Bodies that come at once, each of half a megabyte at most.
MOST_BODIES = 256
#: Seconds after which a body makes room for another, when there is none.
SLOW = 10.0
#: Seconds for which a request waits for its turn, before it is told to come again.
PATIENCE = 4.0
_MINUTE = 60.0


class ComeAgain(Exception):
    """Not now: ``why`` is turns, full or away; again after so many seconds."""

    def __init__(self, why: str, after: int) -> None:
        super().__init__(why)
        self.why, self.after = why, after


class LandingTurns:
    """Gives turns, within one event loop; forgets who has not asked for a minute."""

    def __init__(self) -> None:
        self._running: Counter[bytes] = Counter()
        self._asked: dict[bytes, deque[float]] = {}
        self._bodies = 0
        self._coming: dict[asyncio.Timeout, float] = {}
        self._places = asyncio.Semaphore(MOST_OF_ALL)

    @asynccontextmanager
    async def hold_body(self) -> AsyncIterator[None]:
        """Room for one body; raises ComeAgain at once when there is none.

        Of those that still come, the slowest makes room once it has had its time.
        """
        if self._bodies >= MOST_BODIES and not self._end_slowest():
            raise ComeAgain("turns", 2)
        self._bodies += 1
        try:
            yield
        finally:
            self._bodies -= 1

    @asynccontextmanager
    async def let_come(self, seconds: float) -> AsyncIterator[None]:
        """So many seconds in which a body comes; raises ComeAgain after them."""
        try:
            async with asyncio.timeout(seconds) as limit:
                self._coming[limit] = time.monotonic()
                try:
                    yield
                finally:
                    self._coming.pop(limit, None)
        except TimeoutError as error:
            raise ComeAgain("turns", 1) from error

    def _end_slowest(self) -> bool:
        """Whether one was slow enough to make room for another."""
        limit, began = next(iter(self._coming.items()), (None, 0.0))
        if limit is None or time.monotonic() - began < SLOW:
            return False
        del self._coming[limit]
        limit.reschedule(asyncio.get_running_loop().time())
        return True

    @asynccontextmanager
    async def take_turn(self, key: bytes) -> AsyncIterator[None]:
        """A turn for whoever signed with this key; raises ComeAgain."""
        ends_at = time.monotonic() + PATIENCE
        await self._wait_for_key(key, ends_at)
        self._running[key] += 1
        try:
            async with self._hold_place(ends_at):
                yield
        finally:
            self._running[key] -= 1
            if not self._running[key]:
                del self._running[key]

    @asynccontextmanager
    async def _hold_place(self, ends_at: float) -> AsyncIterator[None]:
        try:
            left = max(0.0, ends_at - time.monotonic())
            await asyncio.wait_for(self._places.acquire(), left)
        except TimeoutError as error:
            raise ComeAgain("turns", 2) from error
        try:
            yield
        finally:
            self._places.release()

    async def _wait_for_key(self, key: bytes, ends_at: float) -> None:
        while (delay := self._find_delay(key, time.monotonic())) > 0:
            if time.monotonic() + delay > ends_at:
                raise ComeAgain("turns", max(1, round(delay)))
            await asyncio.sleep(delay)
        self._note_request(key, time.monotonic())

    def _find_delay(self, key: bytes, now: float) -> float:
        """Seconds until one more request of this key may go on; 0 for at once."""
        asked = self._asked.get(key, deque())
        if self._running[key] >= MOST_OF_ONE:
            return 0.05
        if len(asked) >= MOST_A_MINUTE and now - asked[-MOST_A_MINUTE] < _MINUTE:
            return _MINUTE - (now - asked[-MOST_A_MINUTE])
        if len(asked) >= MOST_A_SECOND and now - asked[-MOST_A_SECOND] < 1.0:
            return 1.0 - (now - asked[-MOST_A_SECOND])
        return 0.0

    def _note_request(self, key: bytes, now: float) -> None:
        if key not in self._asked:
            self._forget_idle(now)
        self._asked.setdefault(key, deque(maxlen=MOST_A_MINUTE)).append(now)

    def _forget_idle(self, now: float) -> None:
        """Keys are free to make: only those of this minute are remembered."""
        for key in [k for k, asked in self._asked.items() if now - asked[-1] > _MINUTE]:
            del self._asked[key]
