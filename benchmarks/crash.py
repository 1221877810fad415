"""Whether reports outlive what kills a program: the web, the worker, the database.

A server of its own, with a copy of the bench's database and nothing spared for speed,
takes reports while one of the three programs, drawn by lot, is killed (-9) and started
again, over and over. A sender does what a browser does: it sends the same form again
until it is told that it is kept. Every such report must be there in the end, once, and
open.
"""

from __future__ import annotations

import os
import random
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path

from benchmarks.load import clients
from benchmarks.load.bench import AGENT, SOURCE, told
from benchmarks.load.clients import Ready
from benchmarks.load.house import House
from unhidden.hosting.postgres import connecting

KILLS, QUICK_KILLS = 200, 6
REPORTS, QUICK_REPORTS = 1_000, 60
SENDERS = 4
BETWEEN = (0.05, 0.6)  # seconds from a program's being back to the next kill
EACH_KILL = 2.0  # seconds that one takes, about
PROGRAMS = ("public", "worker", "database")


def run(*, quick: bool) -> Iterator[dict[str, object]]:
    """One line for each measure; all of it happens in a folder that goes afterwards."""
    kills = QUICK_KILLS if quick else KILLS
    with tempfile.TemporaryDirectory() as folder, House(Path(folder)) as house:
        count = QUICK_REPORTS if quick else REPORTS
        ready = clients.prepare(house.port, count, told(), AGENT)
        done = threading.Event()
        with ThreadPoolExecutor(SENDERS) as pool:
            shares = [ready[n::SENDERS] for n in range(SENDERS)]
            pace = EACH_KILL * kills / len(shares[0])
            senders = [pool.submit(_send, house, share, pace, done) for share in shares]
            _kill(house, kills)
            done.set()
            kept = [report for sender in senders for report in sender.result()]
        yield from _fate(house, kept, kills)


def _kill(house: House, kills: int) -> None:
    chance = random.Random(kills)  # noqa: S311  # when and what, not secrets
    for _ in range(kills):
        time.sleep(chance.uniform(*BETWEEN))
        house.kill_and_start(chance.choice(PROGRAMS))


def _send(
    house: House, share: Sequence[Ready], pace: float, done: threading.Event
) -> list[Ready]:
    """Send them one after the other, evenly over the kills; gives those kept."""
    kept = []
    for report in share:
        while not _is_kept(house, report):
            time.sleep(0.05)
        kept.append(report)
        if not done.is_set():
            time.sleep(pace)
    return kept


def _is_kept(house: House, report: Ready) -> bool:
    with suppress(OSError, HTTPException):
        (sent,) = clients.send(house.port, [report], 1, AGENT, SOURCE)
        return sent.status == clients.OK and "kept" in sent.said
    return False


def _fate(
    house: House, kept: Sequence[Ready], kills: int
) -> Iterator[dict[str, object]]:
    asked = (
        "select r.id::text, r.sealed_answers from reporting_report r"
        " join vault_recordkey k on k.record_id = r.id where r.id = any(%s::uuid[])"
    )
    with connecting.connect(house.database) as admin:
        rows = admin.execute(asked, [[each.id for each in kept]]).fetchall()
    contents = {id_: bytes(content) for id_, content in rows}
    opened = sum(each.opens(contents.get(each.id, b"")) for each in kept)
    more = {"kills": kills, "load": round(os.getloadavg()[0], 1)}
    for name, value in (
        ("kept", len(kept)),
        ("lost", len(kept) - opened),
        ("doubled", len(rows) - len(contents)),
    ):
        yield {"bench": f"crash.{name}", "value": value, "unit": "reports"} | more
