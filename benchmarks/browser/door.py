"""The three parts of the bench of the door."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.browser import chromium, crawling, lighthouse, reports, slowly
from benchmarks.browser.lighthouse import NoLighthouse
from benchmarks.browser.looks import PHONE, Looks
from unhidden.config.languages import EQUAL, TONGUES

ALL = tuple(code for code, _ in (*EQUAL, *TONGUES))
#: Without a step of a journey, since Lighthouse opens an address.
KEY_PAGES = ("/", "/report/", "/report/status/", "/who-to-call/", "/signs/", "/events/")
Line = dict[str, object]


@dataclass(frozen=True, slots=True)
class Size:
    """In which languages, as whom, how many pages of a kind; and repeated how often."""

    languages: tuple[str, ...]
    kinds: tuple[str, ...]
    examples: int
    key_pages: tuple[str, ...]
    repetitions: int


FULL = Size(ALL, tuple(reports.KINDS), 1_000, KEY_PAGES, 3)
QUICK = Size(("ar",), ("self",), 1, ("/report/",), 1)


def accessible(site: str, size: Size) -> Iterator[Line]:
    """What axe finds on the pages in each language."""
    looks = Looks()
    with chromium.started() as opened:
        for language in size.languages:
            context = opened.new_context(viewport=PHONE)
            context.set_default_timeout(60_000)
            page = context.new_page()
            root = site if language == "en" else f"{site}/{language}"
            crawling.crawl(page, root, looks, examples=size.examples)
            words = reports.with_scripts(page, root, looks, size.kinds)
            if size is FULL:
                reports.without_scripts(page, root, looks)
            reports.mailbox(page, root, looks, words)
            context.close()
    more = {"languages": sorted(looks.languages), "widths": 2}
    yield _measure("axe_pages", looks.pages, "pages", **more)
    found = looks.found
    yield _measure("axe_violations", len(found), "violations", found=found)


def soon(site: str) -> Iterator[Line]:
    """How soon the first step serves over a slow network."""
    with chromium.started() as opened:
        taken = [slowly.first_step(opened, f"{site}/report/") for _ in range(3)]
    link = {"bits_per_s": slowly.BITS_PER_SECOND, "latency_ms": slowly.LATENCY}
    yield _measure("slow_first_step_s", round(median(taken), 2), "s", **link)


def scored(site: str, size: Size, folder: Path) -> Iterator[Line]:
    """The lowest of Lighthouse's scores; None, and why, where it does not run."""
    lowest: dict[str, tuple[float, str]] = {}
    why = ""
    try:
        for page in size.key_pages:
            for name, score in _scores(site + page, size, folder).items():
                lowest[name] = min(lowest.get(name, (score, page)), (score, page))
    except NoLighthouse as none:
        lowest, why = {}, str(none)
    for name in lighthouse.CATEGORIES:
        label, pages = f"lighthouse_{name.replace('-', '_')}", len(size.key_pages)
        if name in lowest:
            score, page = lowest[name]
            yield _measure(label, round(score), "of 100", pages=pages, lowest=page)
        else:
            yield _measure(label, None, "of 100", pages=pages, because=why)


def _scores(address: str, size: Size, folder: Path) -> dict[str, float]:
    """Each category once, and the median of performance, which varies."""
    try:
        first = lighthouse.scores(address, folder, only=lighthouse.CATEGORIES)
    except NoLighthouse:  # now and then a trace of its own fails
        first = lighthouse.scores(address, folder, only=lighthouse.CATEGORIES)
    speed = [first["performance"]]
    for _ in range(size.repetitions - 1):
        with suppress(NoLighthouse):
            again = lighthouse.scores(address, folder, only=("performance",))
            speed.append(again["performance"])
    return first | {"performance": median(speed)}


def _measure(name: str, value: float | None, unit: str, **more: object) -> Line:
    load = round(os.getloadavg()[0], 1)
    return {"bench": f"door.{name}", "value": value, "unit": unit, **more, "load": load}
