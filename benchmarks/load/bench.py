"""How many reports the public program takes at once, at what cost, and none lost.

The shape is the peer's: 7.3 KB of answers in
twelve fields, so many reports by 1, 2, 4, 8 and 16 senders at once, over HTTP, to the
program as ``unhidden run`` starts it. Puzzles are solved and answers sealed before the
clock runs, as browsers do it; what that costs is told as lines of its own.
"""

from __future__ import annotations

import io
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from statistics import median

from PIL import Image

from benchmarks.load import again, clients, program, traces, weights
from benchmarks.load.again import Form
from benchmarks.load.clients import Ready, Sent
from benchmarks.load.program import Program
from unhidden.hosting.postgres import connecting
from unhidden.reporting.rules.answers import ReportAnswers
from unhidden.reporting.rules.doors import LEAST_WAIT

LEVELS = (1, 2, 4, 8, 16)
SENDERS, MANY = 4, 8
MILLISECONDS, KILOBYTE = 1_000, 1_024
AGENT = "Canary-Zwartkopje/77.66 (Vlinderstruik)"
PHRASE = "Jabberwockian lorries leave Drumchapelmuir by moonlight"
SOURCE, FLOODING, ELSEWHERE = "127.113.213.77", "127.113.214.77", "127.113.215.77"


@dataclass(frozen=True, slots=True)
class Size:
    """Reports at each level; and from one address, within one hour."""

    each: int
    flood: int
    photos: int


QUICK, FULL = Size(each=40, flood=100, photos=8), Size(200, 5_000, 200)


def run(*, quick: bool) -> Iterator[dict[str, object]]:
    """One line for each measure; reports stay in the bench's own database."""
    size, began = QUICK if quick else FULL, time.time()
    with tempfile.TemporaryDirectory() as folder, program.running(Path(folder)) as site:
        forms = again.begin(site.port, size.each, AGENT)
        yield from _levels(site, size)
        yield from _again(site, size, forms)
        yield from _photos(site, size)
        yield from _flood(site, size)
        yield from _pages(site)
        yield from _traces(site, began)


def _levels(site: Program, size: Size) -> Iterator[dict[str, object]]:
    ready = clients.prepare(site.port, size.each * len(LEVELS), told(), AGENT)
    costs, everything = [], list[Sent]()
    for n, at_once in enumerate(LEVELS):
        share = ready[n * size.each : (n + 1) * size.each]
        before, began = site.cpu_seconds(), time.perf_counter()
        sent = clients.send(site.port, share, at_once, AGENT, SOURCE)
        seconds = time.perf_counter() - began
        costs.append((site.cpu_seconds() - before) / size.each)
        everything += sent
        yield _measure(f"stored_per_s_c{at_once}", size.each / seconds, "reports/s")
        yield _measure(f"p95_ms_c{at_once}", _p95(sent) * MILLISECONDS, "ms")
    yield _measure("cpu_ms", median(costs) * MILLISECONDS, "ms", levels=len(LEVELS))
    puzzles = median(each.puzzle_seconds for each in ready)
    seals = median(each.seal_seconds for each in ready)
    yield _measure("client_pow_ms", puzzles * MILLISECONDS, "ms")
    yield _measure("client_seal_ms", seals * MILLISECONDS, "ms")
    yield from _fate(site, ready, everything, "")


def _again(
    site: Program, size: Size, forms: Sequence[Form]
) -> Iterator[dict[str, object]]:
    """Each form twice, half of them changed, sealed and from pages without scripts."""
    ready = clients.prepare(site.port, size.each, told(), AGENT)
    mixed = again.mixed(ready, told())
    sent = clients.send(site.port, mixed, MANY, AGENT, SOURCE)
    shown = again.shown(clients.dealt(mixed, MANY), sent)
    shown += again.send_twice(site.port, forms, MANY, AGENT)
    keys = [each.form_key for each in ready] + [form.key for form in forms]
    asked = (
        "select count(*), count(distinct form_key) from reporting_report"
        " where form_key = any(%s::uuid[])"
    )
    with connecting.connect(site.database) as admin:
        rows, different = admin.execute(asked, [keys]).fetchone() or (0, 0)
    dead, more = again.dead(site.port, shown, MANY, AGENT), {"receipts": len(shown)}
    yield _measure("again_lost", len(keys) - different, "reports", **more)
    yield _measure("again_doubled", rows - different, "reports", **more)
    yield _measure("dead_receipts", dead, "receipts", **more)


def _fate(
    site: Program, ready: Sequence[Ready], sent: Sequence[Sent], of: str
) -> Iterator[dict[str, object]]:
    """Whether every report is there, once, with the key that opens it."""
    asked = (
        "select count(*), count(distinct r.id), count(k.id),"
        " count(*) filter (where r.is_rushed) from reporting_report r"
        " left join vault_recordkey k on k.record_id = r.id"
        " where r.id = any(%s::uuid[])"
    )
    ids = [each.id for each in ready]
    with connecting.connect(site.database) as admin:
        found = admin.execute(asked, [ids]).fetchone() or (0, 0, 0, 0)
    rows, different, keys, marked = found
    refused = sum(each.status != clients.OK or "kept" not in each.said for each in sent)
    more = {"sent": len(ids), "marked": marked}
    yield _measure(f"{of}lost", len(ids) - min(different, keys), "reports", **more)
    yield _measure(f"{of}doubled", rows - different, "reports", **more)
    yield _measure(f"{of}refused", refused, "reports", **more)


def _photos(site: Program, size: Size) -> Iterator[dict[str, object]]:
    """The same with a photo of 200 KB, which is cleaned and sealed on its way in."""
    made = clients.prepare_with_files(site.port, size.photos, told(), AGENT)
    ready, tickets = [each for each, _ in made], [ticket for _, ticket in made]
    picture = _picture()
    time.sleep(LEAST_WAIT)  # a form that has just begun has no files yet
    before, began = site.cpu_seconds(), time.perf_counter()
    with ThreadPoolExecutor(SENDERS) as pool:
        taken = list(
            pool.map(lambda t: clients.attach(site.port, t, picture, AGENT), tickets)
        )
    sent = clients.send(site.port, ready, SENDERS, AGENT, SOURCE)
    seconds = time.perf_counter() - began
    cost = (site.cpu_seconds() - before) / size.photos
    lost, kilobytes = taken.count(False), len(picture) // KILOBYTE
    yield _measure("photo_stored_per_s", size.photos / seconds, "reports/s")
    yield _measure("photo_cpu_ms", cost * MILLISECONDS, "ms", kilobytes=kilobytes)
    yield _measure("photo_not_taken", lost, "files")
    yield from _fate(site, ready, sent, "photo_")


def _picture() -> bytes:
    """A photo of about 200 KB, of nothing."""
    made = io.BytesIO()
    Image.effect_noise((700, 500), 80).save(made, "JPEG", quality=80)
    return made.getvalue()


def _flood(site: Program, size: Size) -> Iterator[dict[str, object]]:
    """All from one address: none is refused; the next takes longer only there."""
    ready = clients.prepare(site.port, size.flood, told(), AGENT)
    sent = clients.send(site.port, ready, 8, AGENT, FLOODING)
    yield from _fate(site, ready, sent, "flood_")
    calm, flooded = (
        clients.puzzle_turns(site.port, source) for source in (ELSEWHERE, FLOODING)
    )
    yield _measure("flood_turns", flooded, "tries", elsewhere=calm)


def _pages(site: Program) -> Iterator[dict[str, object]]:
    """What the first page of the report weighs on the wire, and the heaviest next."""
    found = weights.weigh(site.port, "/report/")
    yield _measure("first_page_kb", found.first / KILOBYTE, "KB")
    yield _measure("next_page_kb", max(found.later) / KILOBYTE, "KB")


def _traces(site: Program, since: float) -> Iterator[dict[str, object]]:
    things = {"database": traces.dump(site.database), "log": site.log.read_bytes()}
    things |= traces.temporary_files(since=since)
    found = traces.hits((AGENT, PHRASE, SOURCE), things)
    yield _measure("canary_hits", len(found), "hits", looked_at=len(things))


def told() -> ReportAnswers:
    """7.3 KB in twelve fields, with a phrase that must be found nowhere."""
    filler = "Synthetic words of a report that nobody made. " * 40
    return ReportAnswers(
        what=f"{PHRASE}. {filler * 2}",
        where=filler[:900],
        town="Rhyl",
        postcode="LL18 1AA",
        when=filler[:800],
        who=filler,
        vehicles="QQ16 SYN",
        phones="07700 900123",
        sign_codes=("gen_lives_at_work", "nail_lives_above"),
        who_you_are="saw_something",
        topic="nail_bar",
        area="W06000004",
    )


def _p95(sent: Sequence[Sent]) -> float:
    ordered = sorted(each.seconds for each in sent)
    return ordered[ceil(len(ordered) * 0.95) - 1]


def _measure(
    name: str, value: float, unit: str, **more: float | int
) -> dict[str, object]:
    load = round(os.getloadavg()[0], 1)
    rounded = round(value, 3)
    return (
        {"bench": f"intake.{name}", "value": rounded, "unit": unit}
        | more
        | {"load": load}
    )
