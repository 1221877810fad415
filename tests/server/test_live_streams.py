"""What the live process lets out: in one size, in its time, and to whom it may."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.support.together import in_loop
from unhidden.hosting.live import beats, streams
from unhidden.hosting.live.answering import LivePages
from unhidden.hosting.live.beats import PULSE, ChannelBeats, write_event
from unhidden.hosting.live.streams import StreamHub
from unhidden.vault import signing, tickets

SEED = b"a seed for tests only, 32 bytes!"
STAFF = "https://staff.example.org"
NARROW, WIDE = "a" * 32, "b" * 32


def ticket(*channels: str, person: str = "p", now: float | None = None) -> str:
    return tickets.write_ticket(
        operation="o",
        view=("2026-01-05", ""),
        person=person,
        channels=channels or (NARROW,),
        now=time.time() if now is None else now,
        seed=SEED,
    )


async def _never() -> None:
    await asyncio.Event().wait()


def make_pages(hub: StreamHub) -> LivePages:
    return LivePages(
        hub,
        origins={STAFF},
        public_key=signing.public_key_of(SEED),
        listen=_never,
    )


@dataclass
class Asking:
    """One request, and what came back so far."""

    ticket: str
    origin: str = STAFF
    method: str = "POST"
    path: str = "/live/"
    takes: bool = True
    told: list[Mapping[str, Any]] = field(default_factory=list)
    left: asyncio.Event = field(default_factory=asyncio.Event)
    is_asked: bool = False

    @property
    def scope(self) -> Mapping[str, Any]:
        headers = [(b"origin", self.origin.encode())] if self.origin else []
        return {"path": self.path, "method": self.method, "headers": headers}

    async def receive(self) -> Mapping[str, Any]:
        if not self.is_asked:
            self.is_asked = True
            body = urlencode({"ticket": self.ticket}).encode()
            return {"type": "http.request", "body": body}
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Mapping[str, Any]) -> None:
        self.told.append(message)
        if not self.takes and len(self.told) > 1:
            await asyncio.Event().wait()

    @property
    def status(self) -> int:
        return int(self.told[0]["status"])

    @property
    def events(self) -> list[bytes]:
        return [each["body"] for each in self.told[1:] if each["body"]]

    @property
    def moved(self) -> list[bytes]:
        return [each for each in self.events if each.startswith(b"event: moved")]


async def answer(hub: StreamHub, asking: Asking) -> Asking:
    await make_pages(hub)(asking.scope, asking.receive, asking.send)
    return asking


def opened(hub: StreamHub, asking: Asking) -> asyncio.Task[Asking]:
    return asyncio.ensure_future(answer(hub, asking))


def test_the_first_event_comes_at_once_and_the_next_a_second_later() -> None:
    channels = ChannelBeats()

    assert channels.note_change(NARROW, 100.0) == 0
    first = channels.take_event(NARROW, 100.0)
    assert channels.note_change(NARROW, 100.25) == 0.75
    assert channels.note_change(NARROW, 100.5) is None
    assert channels.note_change(WIDE, 100.5) == 0
    assert channels.take_event(NARROW, 101.0) == first + 2
    assert channels.note_change(NARROW, 103.0) == 0


def test_all_that_is_written_is_of_one_size() -> None:
    sizes = {len(write_event(NARROW, each)) for each in (0, 7, 10**12 - 1)}

    assert sizes == {len(PULSE)}


def test_channels_beyond_what_there_may_be_are_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(beats, "MOST_CHANNELS", 10)
    channels = ChannelBeats()
    first = channels.read_count("0")

    for each in range(1, 11):
        channels.read_count(str(each))

    assert channels.read_count("0") != first


@pytest.mark.parametrize(
    ("asking", "status"),
    [
        ({"origin": ""}, 403),
        ({"origin": "https://report.example.org"}, 403),
        ({"origin": "null"}, 403),
        ({"path": "/"}, 404),
        ({"method": "GET"}, 405),
        ({"ticket": "nothing"}, 403),
        ({"ticket": ticket(now=time.time() - 61)}, 403),
        ({"ticket": "x" * 10_000}, 403),
    ],
)
def test_nothing_is_opened_for_anybody_else(
    asking: dict[str, Any], status: int
) -> None:
    async def ask() -> Asking:
        hub = StreamHub()
        hub.note_hearing()
        return await answer(hub, Asking(**{"ticket": ticket(), **asking}))

    found = in_loop(ask())

    assert found.status == status
    assert b"cookie" not in str(found.told).encode().lower()


def test_a_ticket_opens_one_stream_alone() -> None:
    async def ask() -> list[int]:
        hub, once = StreamHub(), ticket()
        hub.note_hearing()
        first = opened(hub, one := Asking(once))
        await asyncio.sleep(0.05)
        second = await answer(hub, Asking(once))
        one.left.set()
        return [(await first).status, second.status]

    assert in_loop(ask()) == [200, 403]


def test_a_scope_hears_of_its_own_channels_and_of_no_other() -> None:
    async def ask() -> tuple[Asking, Asking]:
        hub = StreamHub()
        hub.note_hearing()
        narrow, wide = Asking(ticket(NARROW)), Asking(ticket(NARROW, WIDE))
        tasks = [opened(hub, each) for each in (narrow, wide)]
        await asyncio.sleep(0.05)
        hub.note_change(WIDE)
        await asyncio.sleep(0.05)
        for each in (narrow, wide):
            each.left.set()
        await asyncio.gather(*tasks)
        return narrow, wide

    narrow, wide = in_loop(ask())

    assert len(narrow.moved) == 1  # how its channel stood at the beginning
    assert WIDE.encode() not in b"".join(narrow.events)
    assert WIDE.encode() in wide.moved[-1]


@pytest.mark.parametrize(
    "told", ["", "x" * 7_999, NARROW.upper(), NARROW + "\n", "data: Example House"]
)
def test_what_is_no_channel_is_neither_told_nor_kept(told: str) -> None:
    async def ask() -> tuple[Asking, int]:
        hub = StreamHub()
        hub.note_hearing()
        task = opened(hub, asked := Asking(ticket(NARROW)))
        await asyncio.sleep(0.02)
        before = len(hub._beats._counts)
        hub.note_change(told)
        await asyncio.sleep(0.02)
        asked.left.set()
        return await task, len(hub._beats._counts) - before

    asked, kept = in_loop(ask())

    assert len(asked.moved) == 1
    assert kept == 0


def test_a_stream_ends_with_its_ticket() -> None:
    async def ask() -> float:
        hub, begun = StreamHub(), time.monotonic()
        hub.note_hearing()
        await answer(hub, Asking(ticket(now=time.time() - 58)))
        return time.monotonic() - begun

    assert in_loop(ask()) < 2.5


def test_nobody_has_more_streams_than_there_may_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(streams, "MOST_OF_ALL", 10)

    async def ask() -> list[int]:
        hub = StreamHub()
        hub.note_hearing()
        people = ["p"] * 9 + ["q"] * 3
        asked = [Asking(ticket(person=each)) for each in people]
        tasks = [opened(hub, each) for each in asked]
        await asyncio.sleep(0.1)
        for each in asked:
            each.left.set()
        await asyncio.gather(*tasks)
        again = opened(hub, last := Asking(ticket()))
        await asyncio.sleep(0.05)
        last.left.set()
        await again
        return [each.status for each in [*asked, last]]

    assert in_loop(ask()) == [*[200] * 8, 429, 200, 200, 429, 200]


def test_a_reader_who_takes_nothing_is_let_go_of(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(streams, "PATIENCE", 0.2)

    async def ask() -> Asking:
        hub = StreamHub()
        hub.note_hearing()
        quick = opened(hub, other := Asking(ticket()))
        await asyncio.wait_for(answer(hub, Asking(ticket(), takes=False)), 2)
        other.left.set()
        return await quick

    assert in_loop(ask()).moved


def test_without_the_database_no_stream_seems_to_live(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(streams, "PULSE_EVERY", 0.02)

    async def ask() -> tuple[Asking, Asking, int]:
        hub = StreamHub()
        hub.note_hearing()
        task = opened(hub, asked := Asking(ticket()))
        await asyncio.sleep(0.1)
        hub.note_silence()
        late = await answer(hub, Asking(ticket()))
        before = len(asked.events)
        await asyncio.sleep(0.1)
        silent = len(asked.events) - before
        hub.note_hearing()
        hub.note_missed()
        await asyncio.sleep(0.05)
        asked.left.set()
        return await task, late, silent

    asked, late, silent = in_loop(ask())

    assert late.status == 503
    assert silent == 0
    assert len(set(asked.moved)) == 2
