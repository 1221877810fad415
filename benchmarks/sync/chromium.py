"""Officers in real Chromium: its own disk, its own locks, its own kill -9."""

from __future__ import annotations

import os
import random
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex
from typing import Any
from uuid import uuid4

from playwright.sync_api import BrowserContext, Error, Page, Playwright, sync_playwright

from benchmarks.browser import chromium, packaged
from benchmarks.sync.app_site import PAGE, BenchSite, serve_site
from benchmarks.sync.phones import Phones
from unhidden.hosting.failing import StepFailure

_MODULE = "/benchmarks/sync/browser.mjs"
_CALL = f"([name, given]) => import('{_MODULE}').then((all) => all[name](given))"
_PATIENCE = 60.0
#: Within so many seconds of its beginning a visit's browser is killed.
_KILLED_WITHIN = 0.6
PLAYS = ("update", "kill", "tabs", "offline", "kill")


@dataclass
class BrowserPhone:
    """A profile of Chromium that survives, and the browser while it runs."""

    playwright: Playwright
    phones: Phones
    site: BenchSite
    name: str
    profile: Path
    person: str = field(default_factory=lambda: str(uuid4()))
    unlock_key: str = field(default_factory=lambda: token_hex(32))
    context: BrowserContext | None = None

    def start(self) -> Page:
        """Start the browser on this profile, and the app in a page."""
        self.context = self.playwright.chromium.launch_persistent_context(
            self.profile, executable_path=chromium.find(), args=chromium.arguments()
        )
        self.context.set_default_timeout(_PATIENCE * 1_000)
        self.context.expose_function("writeLog", self._write("device"))
        self.context.expose_function("writeAnswer", self._write("answers"))
        return self.open_page()

    def open_page(self) -> Page:
        """The app in another page."""
        assert self.context
        page = self.context.new_page()
        page.goto(self.phones.house.origin + PAGE, wait_until="commit")
        told = self.phones.ground.tell_phones(self.phones.house)
        who = {"name": self.name, "person": self.person, "unlockKey": self.unlock_key}
        call(page, "startApp", {**told, **who})
        return page

    def kill(self) -> None:
        """End the browser as an empty battery does."""
        named = f"--user-data-dir={self.profile}".encode()
        for process in Path("/proc").glob("[0-9]*/cmdline"):
            with suppress(OSError):
                if named in process.read_bytes().split(b"\0"):
                    os.kill(int(process.parent.name), signal.SIGKILL)

    def stop(self) -> None:
        """Close the browser."""
        if self.context:
            with suppress(Error):
                self.context.close()

    def _write(self, kind: str) -> Callable[[str], None]:
        log = self.phones.folder / f"{kind}-{self.name}.jsonl"

        def write(line: str) -> None:
            with log.open("a") as lines:
                lines.write(line + "\n")
                lines.flush()
                os.fsync(lines.fileno())

        return write


def call(page: Page, name: str, given: object = None) -> Any:
    """Have the page's officer do it."""
    return page.evaluate(_CALL, [name, given])


@contextmanager
def browsers(phones: Phones) -> Iterator[Callable[[str], BrowserPhone]]:
    """Gives phones by their names, each with a profile of its own."""
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", packaged.NODE)
    with (
        serve_site(phones.house.ports.staff) as site,
        sync_playwright() as playwright,
        tempfile.TemporaryDirectory() as folder,
    ):
        yield lambda name: BrowserPhone(
            playwright, phones, site, name, Path(folder) / name
        )


def play_in_chromium(phones: Phones, operations: int) -> int:
    """Play so many operations, five on a phone; gives how many were killed."""
    chance = random.Random(operations)  # noqa: S311  # when, not secrets
    killed = 0
    with browsers(phones) as make_phone:
        for number in range(0, operations, 5):
            phone = make_phone(f"chromium-{number}")
            killed += _play_phone(phone, number, chance)
            shutil.rmtree(phone.profile, ignore_errors=True)
    return killed


def _play_phone(phone: BrowserPhone, first: int, chance: random.Random) -> int:
    page, killed = phone.start(), 0
    for number in range(first, first + 5):
        op = {"n": f"chromium-{number}", "planned": str(uuid4())}
        play = PLAYS[number % len(PLAYS)]
        if play == "kill":
            page = _play_killed(phone, page, op, chance)
            killed += 1
        elif play == "tabs":
            _play_tabs(phone, page, op)
        elif play == "update":
            page = _play_update(phone, page, op)
        else:
            _play_offline(phone, page, op)
        assert call(page, "sendAll")
    phone.stop()
    return killed


def _play_killed(
    phone: BrowserPhone, page: Page, op: Mapping[str, object], chance: random.Random
) -> Page:
    """Kill the browser while a visit is written; then go on with it."""
    after = chance.uniform(0, _KILLED_WITHIN)
    timer = threading.Timer(after, phone.kill)
    timer.start()
    with suppress(Error):
        call(page, "writeVisit", op)
        time.sleep(after)
    timer.join()
    phone.stop()
    page = phone.start()
    call(page, "goOn", op)
    return page


def _play_tabs(phone: BrowserPhone, page: Page, op: Mapping[str, object]) -> None:
    """Two pages finish the same draft, at once."""
    call(page, "beginVisit", op)
    other = phone.open_page()
    both = f"import('{_MODULE}').then((all) => all.finishVisit(op))"
    for each in (page, other):
        each.evaluate(f"(op) => {{ globalThis.finished = {both}; }}", op)
    for each in (page, other):
        each.evaluate("() => globalThis.finished")
    other.close()
    call(page, "goOn", op)


def _play_offline(phone: BrowserPhone, page: Page, op: Mapping[str, object]) -> None:
    """There is no network while it is written, and it is tried in vain."""
    assert phone.context
    phone.context.set_offline(True)
    call(page, "writeVisit", op)
    page.evaluate("() => { globalThis.officer.tried = globalThis.officer.send(1); }")
    page.evaluate("() => globalThis.officer.tried")
    phone.context.set_offline(False)


def _play_update(phone: BrowserPhone, page: Page, op: Mapping[str, object]) -> Page:
    """The next version of the app comes while a draft is open, and takes over."""
    call(page, "keepWorker")
    call(page, "beginVisit", op)
    phone.site.version += 1
    if call(page, "fetchVersion") != "installed":
        raise StepFailure("The next version of the app does not wait for its turn.")
    call(page, "writeOn", op)
    call(page, "takeOver")
    call(page, "writeOn", op)
    page.close()
    page = phone.open_page()
    told = page.evaluate("() => fetch('/static/field/store.js').then((a) => a.text())")
    if not told.endswith(f"// version {phone.site.version}\n"):
        raise StepFailure("The next version of the app is not the one that is open.")
    call(page, "goOn", op)
    return page
