"""The search box at the size of a country: a million items, five million mentions.

A tenth of it with ``--quick``. Asked as an analyst asks: the staff site's role, a
signed context, the row policies; from the line that was typed to the first page of
results with their reasons. Lines of each sort count alike. Then again where most of it
is another organisation's. And the network around somebody who has 50,000 links there.
"""

from __future__ import annotations

import os
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import psycopg

from benchmarks.linkage import asking, batching, desk
from benchmarks.linkage.lines import percentile
from unhidden.access.actor import Actor
from unhidden.intelligence import queries
from unhidden.intelligence.networks.queries import networks

ITEMS, QUICK_ITEMS = 1_000_000, 100_000
ASKED, QUICK_ASKED, WARM_UP = 60, 25, 3  # lines of each sort
LINKS = 50_000
MILLISECONDS = 1_000
#: Reports that the analyst's organisation is left with: one of forty, and a partner.
LEFT = {"a_fortieth": ITEMS // desk.ITEMS_OF_A_REPORT // 40, "few": 800}
Said = dict[str, list[str]]
Took = dict[str, list[tuple[float, int]]]
_GIVEN_AWAY = """
update intelligence_intelligencereport set organisation_id =
       (select id from agencies_organisation where id <> %(whose)s order by id limit 1)
 where organisation_id = %(whose)s and id not in (
       select id from intelligence_intelligencereport
        where organisation_id = %(whose)s order by id limit %(left)s)
"""


def run(*, quick: bool) -> Iterator[dict[str, object]]:
    """How long a search takes, over all sorts of line and of each."""
    address = os.environ["UNHIDDEN_BENCH_ADMIN"]
    items, asked = (QUICK_ITEMS, QUICK_ASKED) if quick else (ITEMS, ASKED)
    began = time.perf_counter()
    with batching.folder() as name, psycopg.connect(address, autocommit=True) as admin:
        batching.prepare(Path(name), items)
        desk.empty(admin)
        desk.fill(admin, Path(name), desk.analyst(), others=True)
        desk.make_ready(admin)
    yield _line("filled_s", time.perf_counter() - began, "s", items=items)
    said = _traced(address)
    yield from _measured(items, asked, said)
    yield _network(address, asked)
    for name, left in LEFT.items():
        if not quick or name == "few":
            _give_away(address, left)
            every = _every(_took(desk.analyst(), items, asked, said))
            most, p50 = percentile(every, 0.95), round(median(every), 1)
            yield _line(f"{name}_p95_ms", most, "ms", p50=p50, reports=left)


def _measured(items: int, asked: int, said: Said) -> Iterator[dict[str, object]]:
    """Of who sees everything: over all sorts of line, and of each."""
    took = _took(desk.analyst(), items, asked, said)
    every = _every(took)
    beside = {"items": items, "mentions": items * desk.OF_AN_ITEM}
    yield _line("p95_ms", percentile(every, 0.95), "ms", **beside)
    yield _line("p50_ms", median(every), "ms", **beside)
    for sort, some in took.items():
        waits, found = zip(*some, strict=True)
        most, p50 = percentile(waits, 0.95), round(median(waits), 1)
        yield _line(f"{sort}_p95_ms", most, "ms", p50=p50, found=median(found))


def _every(took: Took) -> list[float]:
    return [wait for some in took.values() for wait, _ in some]


def _traced(address: str) -> Said:
    """What the mentions say that linkage finds, by kind; the same each time."""
    with psycopg.connect(address) as admin:
        rows = admin.execute(f"{desk.TO_TRACE} order by md5(m.id::text) limit 3000")
        said: Said = defaultdict(list)
        for _, _, kind, text in rows:
            said[kind].append(text)
    return said


def _network(address: str, asked: int) -> dict[str, object]:
    """Of one subject among all that is there: its links, names, groups and bridges."""
    with psycopg.connect(address, autocommit=True) as admin:
        one = desk.link(admin, LINKS)
    took = []
    for _ in range(WARM_UP + asked):
        began = time.perf_counter()
        networks.load_network(viewer=desk.analyst(), mention_id=one)
        took.append((time.perf_counter() - began) * MILLISECONDS)
    every = took[WARM_UP:]
    most, p50 = percentile(every, 0.95), round(median(every), 1)
    return _line("network_p95_ms", most, "ms", p50=p50, links=LINKS)


def _give_away(address: str, left: int) -> None:
    """Leave the analyst's organisation so many reports; another gets the rest."""
    with psycopg.connect(address, autocommit=True) as admin:
        whose = desk.analyst().organisation
        admin.execute(_GIVEN_AWAY, {"whose": whose, "left": left})
        desk.make_ready(admin)


def _line(name: str, value: float, unit: str, **more: object) -> dict[str, object]:
    load = round(os.getloadavg()[0], 1)
    value = round(value, 1)
    return {"bench": f"find.{name}", "value": value, "unit": unit, **more, "load": load}


def _took(actor: Actor, items: int, asked: int, said: Said) -> Took:
    """Milliseconds and results of each search, by its sort; sorts take turns."""
    luck = random.Random(11)  # noqa: S311  # the same each time is wanted
    lines = dict(_lines(items, luck, said))
    took: Took = defaultdict(list)
    for _ in range(WARM_UP + asked):
        for sort, make in lines.items():
            text = make()
            began = time.perf_counter()
            found = queries.search_text(viewer=actor, text=text)
            wait = (time.perf_counter() - began) * MILLISECONDS
            took[sort].append((wait, found.total))
    return {sort: some[WARM_UP:] for sort, some in took.items()}


def _lines(
    items: int, luck: random.Random, said: Said
) -> Iterator[tuple[str, Callable[[], str]]]:
    people = iter(asking.sayings(4 * ASKED, items // 2, 9, beyond=10))
    yield "name", lambda: next(people).person.name
    yield "plate", lambda: _half_seen(luck.choice(said["vehicle"]), luck)
    yield "phone", lambda: luck.choice(said["phone"])
    yield "phone_tail", lambda: luck.choice(said["phone"])[-6:]
    yield "address", lambda: f"{luck.randrange(300)} Made Street"
    yield "words", lambda: f"{_word(luck)} {_word(luck)}"
    yield "one_word", lambda: _word(luck)
    yield "common_word", lambda: luck.choice(("made", "measurement", "foods", "street"))
    yield "reference", lambda: f"MADE-{luck.randrange(items // 3)}"


def _half_seen(plate: str, luck: random.Random) -> str:
    at = luck.choice([i for i, sign in enumerate(plate) if sign != " "])
    return f"{plate[:at]}?{plate[at + 1 :]}"


def _word(luck: random.Random) -> str:
    """A word as the items have them: the smaller its number, the more of them."""
    number = str(round(20_000 * luck.random() ** 3))
    return number.translate(str.maketrans("0123456789", "bcdfgklmpr")) + "an"
