"""The doors while somebody leans against them, with nothing before the two sites.

All attacks come from other parts of the network than the honest visitors, but for one
who is a neighbour of the attackers. What is measured is what others are answered.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count, repeat

from django.utils import timezone

from tests.cast import PASSWORD
from tests.prove import houses
from tests.prove.figures import Figure, Unproved
from tests.prove.houses import House
from tests.support import strangers
from tests.support.strangers import Answer
from unhidden.reporting.actions.doors import begin_form

PART = "doors"
MANY, SECONDS = 200, 60.0
STALE, UPLOADS, GUESSES = 1_000, 200, 200
MOST_SECONDS, MOST_WAIT, MOST_MEGABYTES = 1.0, 10.0, 5.0
_HERE, _ELSEWHERE, _NEIGHBOUR = "127.0.1.1", "127.0.9.{}", "127.0.9.251"
#: Those who report come from a part of the network each, as in a day.
_EVERYWHERE = (f"127.2.{n}.1" for n in count())
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
_TICKET = re.compile(r'name="ticket" value="([^"]+)"')
_WAIT = re.compile(r"wait (\d+) second")
_KEPT = "We have your report"
Attack = Callable[[House], list[Awaitable[object]]]


@dataclass
class Seen:
    """What honest visitors met while an attack went on."""

    answers: list[Answer] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    unkept: int = 0
    sign_ins: list[Answer] = field(default_factory=list)

    @property
    def refused(self) -> int:
        """Answers that were none, or not what an honest visitor should get."""
        pages = sum(each.status != 200 for each in self.answers)
        return pages + sum(each.status != 302 for each in self.sign_ins)


def run() -> Iterator[Figure]:
    """Raises Unproved for a promise that does not hold."""
    wrong: list[str] = []
    with houses.serving("prove_doors") as house:
        before = house.megabytes()
        for name, attack in _ATTACKS.items():
            seen = asyncio.run(_among(house, attack(house)))
            yield from _figures(name, seen)
            wrong += _wrong(name, seen)
        grown = house.megabytes() - before
    yield Figure(PART, "disk grown", round(grown, 1), "MB, by all of it")
    if grown > MOST_MEGABYTES:
        wrong.append(f"the disk grew {grown:.1f} MB")
    if wrong:
        raise Unproved(wrong)


def _figures(name: str, seen: Seen) -> Iterator[Figure]:
    count = len(seen.answers)
    p95 = round(strangers.p95(seen.answers), 3)
    yield Figure(PART, f"{name}: others' p95", p95, f"s, of {count} pages")
    signed = round(strangers.p95(seen.sign_ins), 3)
    of = f"s, of {len(seen.sign_ins)} passwords given on new browsers"
    yield Figure(PART, f"{name}: sign-in p95", signed, of)
    yield Figure(PART, f"{name}: refused", seen.refused, "pages and sign-ins of others")
    most = max(seen.waits, default=0.0)
    reports = f"s told to wait at most, of {len(seen.waits)} reports without scripts"
    yield Figure(PART, f"{name}: reporters' wait", most, reports)


def _wrong(name: str, seen: Seen) -> Iterator[str]:
    if strangers.p95(seen.answers) > MOST_SECONDS:
        yield f"{name}: others' pages were slow"
    if seen.refused:
        yield f"{name}: {seen.refused} were refused"
    if seen.unkept or max(seen.waits, default=MOST_WAIT + 1) > MOST_WAIT:
        yield f"{name}: a reporter waited for {seen.waits}, {seen.unkept} in vain"
    if not seen.sign_ins:
        yield f"{name}: nobody signed in"


async def _among(house: House, attack: list[Awaitable[object]]) -> Seen:
    """Honest visitors for a minute, while the attack goes on."""
    seen = Seen()
    ends = time.monotonic() + SECONDS
    attacking = [asyncio.ensure_future(each) for each in attack]
    await asyncio.sleep(1)
    pages = [
        (house.public, "/signs/"),
        (house.public, "/report/"),
        (house.staff, "/sign-in/"),
    ]
    visits = [_visits(port, path, ends) for port, path in pages]
    signs = _sign_ins(house, seen, ends)
    reports = [
        _reports(house, seen, sources, ends)
        for sources in (_EVERYWHERE, repeat(_NEIGHBOUR))
    ]
    found = await asyncio.gather(*visits, signs, *reports)
    seen.answers = [each for answers in found[: len(visits)] for each in answers or ()]
    for each in attacking:
        each.cancel()
    await asyncio.gather(*attacking, return_exceptions=True)
    return seen


async def _visits(port: int, path: str, ends: float) -> list[Answer]:
    sent = strangers.request(path)
    left = ends - time.monotonic()
    return await strangers.repeatedly(
        lambda: strangers.ask(port, sent, source=_HERE), for_=left
    )


async def _sign_ins(house: House, seen: Seen, ends: float) -> None:
    """A colleague gives their password on a new browser, over and over."""
    while time.monotonic() < ends:
        seen.sign_ins.append(await _sign_in(house, "analyst", PASSWORD, _HERE))
        await asyncio.sleep(2)


async def _sign_in(house: House, part: str, password: str, source: str) -> Answer:
    page = await strangers.ask(
        house.staff, strangers.request("/sign-in/"), source=source
    )
    token = _TOKEN.search(page.page)
    cookie = re.search(r"csrftoken=(\w+)", page.head)
    if token is None or cookie is None:
        return page
    body, headers = strangers.form(
        csrfmiddlewaretoken=token[1],
        username=house.cast.email(part),
        password=password,
    )
    headers = {**headers, "Cookie": f"csrftoken={cookie[1]}"}
    sent = strangers.request("/sign-in/", body, headers)
    return await strangers.ask(house.staff, sent, source=source)


async def _reports(
    house: House, seen: Seen, sources: Iterator[str], ends: float
) -> None:
    """People without scripts begin, write for some seconds, and send."""
    while time.monotonic() + 25 < ends:
        await _report(house, seen, next(sources))


async def _report(house: House, seen: Seen, source: str) -> None:
    first = await strangers.ask(
        house.public, strangers.request("/report/"), source=source
    )
    ticket = (_TICKET.search(first.page) or [""] * 2)[1]
    begun = await _send(house, source, ticket=ticket, step="start", go="next")
    ticket = (_TICKET.search(begun.page) or [""] * 2)[1]
    await asyncio.sleep(9)  # nobody writes faster
    waited = 0.0
    for _ in range(3):
        told = {"ticket": ticket, "what": "Synthetic.", "step": "check", "go": "send"}
        answer = await _send(house, source, **told)
        if _KEPT in answer.page:
            break
        seconds = float((_WAIT.search(answer.page) or ["", "3"])[1])
        waited += seconds
        await asyncio.sleep(min(seconds, 15))
    else:
        seen.unkept += source != _NEIGHBOUR
    if source != _NEIGHBOUR:
        seen.waits.append(waited)


async def _send(house: House, source: str, **told: object) -> Answer:
    body, headers = strangers.form(**told)
    sent = strangers.request("/report/", body, headers)
    return await strangers.ask(house.public, sent, source=source)


def _slow(how: str) -> Attack:
    """So many connections to each site that send a byte a second."""

    def attack(house: House) -> list[Awaitable[object]]:
        path = "/report/file/" if how == "upload" else "/report/status/"
        return [
            strangers.drip(
                port,
                sent,
                at_once=at_once,
                source=_ELSEWHERE.format(n % 250 + 1),
                for_=SECONDS,
            )
            for port, page in ((house.public, path), (house.staff, "/sign-in/"))
            for sent, at_once in [strangers.slow(page, how)]
            for n in range(MANY)
        ]

    return attack


def _stale(house: House) -> list[Awaitable[object]]:
    """A stock of old tickets, all sent at once, and again and again."""
    long_ago = timezone.now() - timedelta(hours=2)
    return [_insist(house, begin_form(at=long_ago).text) for _ in range(STALE)]


async def _insist(house: House, ticket: str) -> None:
    while True:
        told = {"ticket": ticket, "what": "Stale.", "step": "check", "go": "send"}
        answer = await _send(house, _ELSEWHERE.format(1), **told)
        if _KEPT in answer.page:
            return
        ticket = (_TICKET.search(answer.page) or ["", ticket])[1]
        await asyncio.sleep(10)


def _uploads(house: House) -> list[Awaitable[object]]:
    """Files of 3 MB under invented forms, one after the other, many at once."""
    body = strangers.upload(b"\xff\xd8\xff" + b"x" * 3_000_000, ticket="invented")
    sent = strangers.request("/report/file/", body, strangers.FILES)
    return [
        strangers.ask(house.public, sent, source=_ELSEWHERE.format(n), patience=SECONDS)
        for n in range(1, UPLOADS + 1)
    ]


def _guesses(house: House) -> list[Awaitable[object]]:
    """Wrong passwords of many people from one source, as fast as they are answered."""

    async def guess(number: int) -> None:
        while True:
            await _sign_in(house, f"nobody{number}", "wrong", _ELSEWHERE.format(1))

    return [guess(number) for number in range(GUESSES)]


_ATTACKS: dict[str, Attack] = {
    "slow headers": _slow("headers"),
    "slow bodies": _slow("body"),
    "slow uploads": _slow("upload"),
    "stale tickets": _stale,
    "uploads without a ticket": _uploads,
    "wrong passwords": _guesses,
}
