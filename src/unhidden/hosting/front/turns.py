"""Whose turn it is: the part of the network that has the fewest, then who came first.

So whoever sends a thousand requests at once makes their own neighbours wait, and nobody
else; and nobody is refused.
"""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count

#: Who waits, in the order they came: a number, and the place that they will be given.
Line = deque[tuple[int, asyncio.Future[bool]]]


class RequestTurns:
    """``most`` at once, of which ``most_slow`` may be slow ones.

    Half of them at most are one source's, and half of the slow ones, so that whoever
    else comes is served at once and shares the processor with few. Used within one
    event loop.
    """

    def __init__(self, most: int, most_slow: int) -> None:
        self._most_of_one = {False: -(-most // 2), True: -(-most_slow // 2)}
        self._free = {False: most - most_slow, True: most_slow}
        self._running: Counter[str] = Counter()
        self._slow: Counter[str] = Counter()
        self._lines: dict[tuple[str, bool], Line] = {}
        self._numbers = count()

    @asynccontextmanager
    async def turn(self, source: str, *, is_slow: bool) -> AsyncIterator[None]:
        """Wait for a turn; it ends with the block.

        A slow one keeps to the places of slow ones; others take any that is free.
        """
        place = await self._wait(source, is_slow)
        try:
            yield
        finally:
            self._end(source, is_slow, place)

    async def _wait(self, source: str, is_slow: bool) -> bool:
        asked: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        line = self._lines.setdefault((source, is_slow), deque())
        line.append((next(self._numbers), asked))
        self._go_on()
        try:
            return await asked
        except asyncio.CancelledError:
            if asked.done() and not asked.cancelled():
                self._end(source, is_slow, asked.result())
            raise

    def _end(self, source: str, is_slow: bool, place: bool) -> None:
        self._free[place] += 1
        # Subtracting a count leaves no name behind of who has nothing any more.
        self._running -= Counter([source])
        self._slow -= Counter([source] * is_slow)
        self._go_on()

    def _go_on(self) -> None:
        """Give every free place to whoever is next."""
        self._forget_who_left()
        while found := self._next():
            (source, is_slow), place = found
            _, asked = self._lines[source, is_slow].popleft()
            self._free[place] -= 1
            self._running[source] += 1
            self._slow[source] += is_slow
            asked.set_result(place)
            self._forget_who_left()

    def _next(self) -> tuple[tuple[str, bool], bool] | None:
        """Whose line is served next, and in which place; None while none can be."""
        able = [
            (source, is_slow)
            for source, is_slow in self._lines
            if self._may(source, is_slow) and self._place(is_slow) is not None
        ]
        if not able:
            return None
        key = min(able, key=lambda key: (self._running[key[0]], self._lines[key][0][0]))
        place = self._place(key[1])
        assert place is not None  # noqa: S101  # it is able
        return key, place

    def _may(self, source: str, is_slow: bool) -> bool:
        """Whether the source has not yet all that one may have."""
        is_below = self._running[source] < self._most_of_one[False]
        slow = self._slow[source]
        return is_below and not (is_slow and slow >= self._most_of_one[True])

    def _place(self, is_slow: bool) -> bool | None:
        kinds = (True,) if is_slow else (False, True)
        return next((kind for kind in kinds if self._free[kind]), None)

    def _forget_who_left(self) -> None:
        for key, line in list(self._lines.items()):
            while line and line[0][1].done():
                line.popleft()
            if not line:
                del self._lines[key]
