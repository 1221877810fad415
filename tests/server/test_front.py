"""The front of a site: slow ones hold nobody up, and no part of the network another."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.cast import make_cast
from tests.support import sites, strangers
from tests.support.postgres import Server
from tests.support.together import in_loop
from unhidden.hosting.front import asking, bodies
from unhidden.hosting.front.asking import Scope
from unhidden.hosting.front.bodies import BodyRoom
from unhidden.hosting.front.program import is_ours
from unhidden.hosting.front.turns import RequestTurns

Work = Callable[[str, bool], Awaitable[None]]
MANY, SECONDS = 40, 6.0


def scope(**headers: str) -> Scope:
    named = [
        (k.replace("_", "-").encode(), v.encode("latin-1")) for k, v in headers.items()
    ]
    return {"client": ("203.0.113.9", 5), "scheme": "http", "headers": named}


@pytest.mark.parametrize(
    ("host", "is_taken"),
    [
        ("localhost", True),
        ("LOCALHOST:8000", True),
        ("127.0.0.1:8001", True),
        ("localhost.", False),
        ("localhost.:8000", False),
        ("evil.example", False),
        ("", False),
    ],
)
def test_a_site_is_there_under_its_own_names_alone(host: str, is_taken: bool) -> None:
    assert is_ours(asking.host_of(scope(host=host))) is is_taken


def test_the_next_turn_goes_to_the_part_of_the_network_with_the_fewest() -> None:
    order: list[str] = []

    async def all_at_once() -> None:
        turns = RequestTurns(2, 1)

        async def work(source: str) -> None:
            async with turns.turn(source, is_slow=False):
                order.append(source)
                await asyncio.sleep(0)

        await asyncio.gather(*map(work, ["flood"] * 50 + ["honest"]))

    in_loop(all_at_once())
    assert order.index("honest") <= 2
    assert order.count("flood") == 50


def test_what_takes_long_leaves_places_for_what_does_not() -> None:
    async def uploads_and_a_page() -> None:
        turns = RequestTurns(4, 2)
        held = asyncio.Event()

        async def work(is_slow: bool) -> None:
            async with turns.turn("somewhere", is_slow=is_slow):
                await (held.wait() if is_slow else asyncio.sleep(0))

        uploads = [asyncio.create_task(work(is_slow=True)) for _ in range(5)]
        await asyncio.sleep(0)
        await asyncio.wait_for(work(is_slow=False), 1)
        held.set()
        await asyncio.gather(*uploads)

    in_loop(uploads_and_a_page())


def test_who_goes_away_gives_their_place_back() -> None:
    async def left_and_came() -> None:
        turns = RequestTurns(1, 0)
        async with turns.turn("a", is_slow=False):
            waiting = asyncio.create_task(_once(turns))
            await asyncio.sleep(0)
            waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        await asyncio.wait_for(_once(turns), 1)

    in_loop(left_and_came())


async def _once(turns: RequestTurns) -> None:
    async with turns.turn("b", is_slow=False):
        await asyncio.sleep(0)


def test_nothing_is_done_for_who_went_away_while_they_waited() -> None:
    async def left_in_line() -> None:
        turns = RequestTurns(1, 0)
        told = [{"type": "http.request"}, {"type": "http.disconnect"}]

        async def receive() -> dict[str, Any]:
            await asyncio.sleep(0)
            return told.pop(0)

        async with turns.turn("a", is_slow=False):
            with pytest.raises(bodies.SenderGone):
                await bodies.unless_left(receive, _once(turns))
        await asyncio.wait_for(_once(turns), 1)

    in_loop(left_in_line())


def test_no_source_holds_more_memory_than_it_leaves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bodies, "PATIENCE", 0.05)
    size = 2 * bodies.SMALL

    async def three_of_one_and_one_of_another() -> None:
        room = BodyRoom(4 * size)
        async with room.held("a", size), room.held("a", size):
            with pytest.raises(bodies.NoRoom):
                async with room.held("a", size):
                    pass
            async with room.held("b", size):
                pass
            async with room.held("a", bodies.SMALL):
                pass

    in_loop(three_of_one_and_one_of_another())


def test_a_body_that_would_take_for_ever_is_let_go(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bodies, "GRACE", 0.1)

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(0.03)
        return {"type": "http.request", "body": b"x", "more_body": True}

    with pytest.raises(bodies.TooSlow):
        in_loop(bodies.read_body(receive, 1_000))


def test_what_is_too_long_is_read_and_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "LONGEST", 10)
    pieces = [b"12345678", b"90abcdef", b"ghij"]

    async def receive() -> dict[str, Any]:
        body = pieces.pop(0)
        return {"type": "http.request", "body": body, "more_body": bool(pieces)}

    assert in_loop(bodies.read_body(receive, 20)) == b"1234567890"
    assert pieces == []


@pytest.mark.parametrize(
    "told",
    [
        {"content_length": str(bodies.MOST + 1)},
        {"content_length": "-1"},
        {"content_length": "many"},
        {"transfer_encoding": "chunked"},
        {},
    ],
)
def test_a_form_says_how_long_it_is(told: dict[str, str]) -> None:
    with pytest.raises(bodies.TooLong):
        bodies.length_of(scope(**told)["headers"], "POST")


@pytest.mark.servers
@pytest.mark.xdist_group("live")
@pytest.mark.django_db(transaction=True)
def test_who_sends_a_byte_a_second_holds_nobody_up(
    test_server: Server, test_database: str, tmp_path: Path
) -> None:
    make_cast()
    with sites.running(test_server, test_database, tmp_path) as running:
        public, staff = (
            int(urlsplit(each).port or 0) for each in (running.public, running.staff)
        )
        asked = [
            (public, path, how, "/signs/")
            for path in ("/report/status/", "/report/file/")
            for how in ("headers", "body", "upload")
        ]
        asked += [(staff, "/sign-in/", how, "/sign-in/") for how in ("headers", "body")]
        answers = in_loop(_visit_among(asked))

    assert {each.status for each in answers} == {200}
    assert strangers.p95(answers) <= 1


async def _visit_among(
    asked: list[tuple[int, str, str, str]],
) -> list[strangers.Answer]:
    """What others are answered while slow strangers ask for each of these."""
    slow = []
    for n, (port, path, how, _) in enumerate(asked):
        sent, at_once = strangers.slow(path, how)
        slow += [
            strangers.drip(
                port, sent, at_once=at_once, source=f"127.0.9.{n}", for_=SECONDS
            )
            for _ in range(MANY // len(asked))
        ]
    pages = {(port, page) for port, _, _, page in asked}
    visits = [
        strangers.repeatedly(
            lambda port=port, page=page: strangers.ask(port, strangers.request(page)),  # type: ignore[misc]
            for_=SECONDS,
        )
        for port, page in pages
    ]
    dripping = [asyncio.create_task(each) for each in slow]
    found = await asyncio.gather(*visits)
    await asyncio.gather(*dripping)
    return [each for answers in found for each in answers]
