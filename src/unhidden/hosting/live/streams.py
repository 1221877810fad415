"""The open streams: who hears which channel, how many there may be, and until when."""

from __future__ import annotations

import asyncio
import re
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from unhidden.hosting.live.beats import PULSE, ChannelBeats, write_event
from unhidden.vault.tickets import LASTS, SKEW, StreamTicket

#: Streams of one person (each open page is one), and of everybody together.
MOST_OF_ONE, MOST_OF_ALL = 8, 600
#: Seconds between two signs of life, and after which a reader who takes nothing is let
#: go of. A page says that it is not live after four seconds of silence.
PULSE_EVERY, PATIENCE = 1.5, 5.0
#: Seconds after which whoever listens to the database is not believed to hear.
DEAF_AFTER = 3.0

_CHANNEL = re.compile("[0-9a-f]{32}")
Write = Callable[[bytes], Awaitable[None]]


class TooManyStreams(Exception):
    """This person, or everybody together, has as many streams as there may be."""


class TicketUsed(Exception):
    """The ticket opened a stream before: each connection has one of its own."""


class OpenStream:
    """One reader: the channels, and what is still to be told of each."""

    def __init__(self, ticket: StreamTicket) -> None:
        self.ticket = ticket
        self.waiting: dict[str, int] = {}
        self.woken = asyncio.Event()

    def note_number(self, channel: str, number: int) -> None:
        """Tell the channel's number; one that was not read yet is replaced."""
        self.waiting[channel] = number
        self.woken.set()

    def take_waiting(self) -> bytes:
        """What is to be written now, and forget it."""
        told, self.waiting = self.waiting, {}
        self.woken.clear()
        return b"".join(write_event(*each) for each in sorted(told.items()))


class StreamHub:
    """Brings the changes of channels to the streams that may hear them."""

    def __init__(self) -> None:
        self._beats = ChannelBeats()
        self._streams: dict[str, set[OpenStream]] = defaultdict(set)
        self._by_person: Counter[str] = Counter()
        self._used: dict[str, float] = {}
        self._heard_at = float("-inf")

    @property
    def is_hearing(self) -> bool:
        """Whether changes reach us: else a page must not believe that it is live."""
        return time.monotonic() - self._heard_at < DEAF_AFTER

    def note_hearing(self) -> None:
        """Whoever listens to the database has had an answer from it just now."""
        self._heard_at = time.monotonic()

    async def wait_for_hearing(self, seconds: float) -> bool:
        """Whether changes reach us, now or within so many seconds."""
        ends_at = time.monotonic() + seconds
        while not self.is_hearing and time.monotonic() < ends_at:
            await asyncio.sleep(0.05)
        return self.is_hearing

    def note_silence(self) -> None:
        """The connection to the database is gone."""
        self._heard_at = float("-inf")

    def note_change(self, channel: str) -> None:
        """A channel changed: its event goes out now, or a second after the last.

        What is no name of a channel is passed over, whoever said it: it is not kept.
        """
        if not _CHANNEL.fullmatch(channel):
            return
        delay = self._beats.note_change(channel, time.monotonic())
        if delay is not None:
            asyncio.get_running_loop().call_later(delay, self._send, channel)

    def note_missed(self) -> None:
        """Anything may have changed while nobody listened: every page looks again."""
        self._beats.count_all_anew()
        for channel in self._streams:
            self._send(channel)

    def _send(self, channel: str) -> None:
        number = self._beats.take_event(channel, time.monotonic())
        for stream in self._streams.get(channel, ()):
            stream.note_number(channel, number)

    @contextmanager
    def open_stream(self, ticket: StreamTicket) -> Iterator[OpenStream]:
        """A stream for the holder; raises TicketUsed and TooManyStreams."""
        self._check(ticket)
        stream = OpenStream(ticket)
        self._by_person[ticket.person] += 1
        for channel in ticket.channels:
            self._streams[channel].add(stream)
            stream.note_number(channel, self._beats.read_count(channel))
        try:
            yield stream
        finally:
            self._close(stream)

    def _check(self, ticket: StreamTicket) -> None:
        now = time.monotonic()
        self._used = {each: at for each, at in self._used.items() if at > now}
        if ticket.nonce in self._used:
            raise TicketUsed
        if (
            self._by_person[ticket.person] >= MOST_OF_ONE
            or self._by_person.total() >= MOST_OF_ALL
        ):
            raise TooManyStreams
        self._used[ticket.nonce] = now + LASTS + 2 * SKEW

    def _close(self, stream: OpenStream) -> None:
        person = stream.ticket.person
        self._by_person[person] -= 1
        if not self._by_person[person]:
            del self._by_person[person]
        for channel in stream.ticket.channels:
            self._streams[channel].discard(stream)
            if not self._streams[channel]:
                del self._streams[channel]


async def write_stream(hub: StreamHub, stream: OpenStream, write: Write) -> None:
    """Write until the ticket's time is over, or the reader takes nothing any more.

    While nobody hears the database nothing is written: the page then says that it is
    not live.
    """
    ends_at = time.monotonic() + stream.ticket.until - time.time()
    while (left := ends_at - time.monotonic()) > 0:
        try:
            await asyncio.wait_for(stream.woken.wait(), min(PULSE_EVERY, left))
        except TimeoutError:
            content = PULSE
        else:
            content = stream.take_waiting()
        if hub.is_hearing:
            await asyncio.wait_for(write(content), PATIENCE)
