"""Light use for long: connections to the database stay few, and no page fails.

What was done of it stays done: a killed run begins anew, and takes twenty minutes.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Iterator
from statistics import mean

import pytest
from django.conf import settings
from django.test import Client

from tests.prove import houses
from tests.prove.figures import Figure, Unproved
from tests.prove.houses import House
from tests.support import signing_in, strangers
from tests.support.strangers import Answer
from unhidden.agencies.sign_in.backends import select_people
from unhidden.hosting.front.pools import THREADS
from unhidden.hosting.postgres import connecting

PART = "soak"
MINUTES, EVERY, BURST = 20, 40.0, 40
FAILED = 500
_PUBLIC = ("/", "/signs/", "/report/", "/who-to-call/", "/cy/report/")
_STAFF = ("/sign-in/", "/", "/report/")
_OPEN = """
select usename, count(*) from pg_stat_activity
 where datname = current_database() and usename like 'unhidden%%'
   and usename <> 'unhidden_test'
 group by usename
"""


def run() -> Iterator[Figure]:
    """Raises Unproved where connections pile up, or a page fails."""
    with houses.serving("prove_soak") as house:
        cookie = _signed_in(house)
        answers: list[Answer] = []
        levels: list[int] = []
        most: Counter[str] = Counter()
        ends = time.monotonic() + MINUTES * 60
        while time.monotonic() < ends:
            began = time.monotonic()
            answers += asyncio.run(_burst(house, cookie))
            found = _open(house)
            levels.append(sum(found.values()))
            most |= found
            print(f"{len(levels)}: {dict(found)}", flush=True)
            time.sleep(max(0.0, began + EVERY - time.monotonic()))
    failed = sum(each.status >= FAILED or not each.status for each in answers)
    yield Figure(PART, "answers", len(answers), f"in {MINUTES} minutes")
    yield Figure(PART, "answers of 500", failed)
    yield from _levels(levels, most)
    # A pool breathes by one or two; what leaks grows with each burst.
    is_level = mean(_second(levels)) <= mean(_first(levels)) + 1
    if failed or not is_level or max(most.values()) > THREADS:
        raise Unproved([f"{failed} failed; connections: {levels}"])


def _levels(levels: list[int], most: Counter[str]) -> Iterator[Figure]:
    of = ", ".join(f"{name} {count}" for name, count in sorted(most.items()))
    yield Figure(PART, "connections at most", max(levels), f"of roles: {of}")
    for half, name in ((_first(levels), "first"), (_second(levels), "second")):
        middle = f"mean of the {name} ten minutes"
        yield Figure(PART, f"connections, {name} half", round(mean(half), 1), middle)


def _first(levels: list[int]) -> list[int]:
    return levels[: len(levels) // 2]


def _second(levels: list[int]) -> list[int]:
    return levels[len(levels) // 2 :]


def _signed_in(house: House) -> str:
    """The cookie of somebody who has shown both factors."""
    with pytest.MonkeyPatch.context() as patch:
        signing_in.count_as_both_factors(patch)
        client = Client()
        client.force_login(select_people().get(email=house.cast.email("analyst")))
    return f"{settings.SESSION_COOKIE_NAME}={client.session.session_key}"


async def _burst(house: House, cookie: str) -> list[Answer]:
    """Many pages of both sites at once."""
    asked = []
    for n in range(BURST):
        headers = {"Cookie": cookie} if n % 2 else {}
        asked.append((house.staff, _STAFF[n % len(_STAFF)], headers))
        asked.append((house.public, _PUBLIC[n % len(_PUBLIC)], {}))
    return await asyncio.gather(
        *(
            strangers.ask(port, strangers.request(path, headers=headers))
            for port, path, headers in asked
        )
    )


def _open(house: House) -> Counter[str]:
    with connecting.connect(house.database) as admin:
        return Counter(dict(admin.execute(_OPEN).fetchall()))
