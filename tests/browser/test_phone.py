"""What the field's scripts ask of a browser that Node has not: a real one does it."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from benchmarks.browser import chromium
from tests.browser.authenticators import make_passkey
from tests.made.field_vectors import STORED
from tests.support.phone_scripts import serve_phone_scripts

pytestmark = [pytest.mark.browser]

_SCRIPT = "/src/unhidden/field/tests/js/page.mjs"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serve_phone_scripts() as found:
        yield found


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    context.set_default_timeout(30_000)
    yield context
    context.close()


def _open(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    return page


def _run(page: Page, step: str, *given: object) -> Any:
    """What this step of page.mjs gives."""
    script = f"async (given) => (await import('{_SCRIPT}')).{step}(...given)"
    return page.evaluate(script, given)


def test_four_words_are_hashed_by_a_worker_and_the_page_stays_alive(
    context: BrowserContext, address: str
) -> None:
    words = json.loads(STORED.read_text())["words"]
    page = _open(context, address)
    workers: list[str] = []
    page.on("worker", lambda worker: workers.append(worker.url))

    secret, turns = _run(page, "hashWords", words)

    assert secret == words["secret"]
    assert [url.endswith("/unlocking.js") for url in workers] == [True]
    assert turns > 10


@pytest.mark.parametrize(
    ("has_prf", "said"), [(True, ("set", "unlocked")), (False, ("NoSecret",) * 2)]
)
def test_a_passkey_unlocks_after_a_restart_or_says_that_words_are_needed(
    context: BrowserContext, address: str, has_prf: bool, said: tuple[str, str]
) -> None:
    page = _open(context, address)
    make_passkey(context, page, has_prf=has_prf)

    first = _run(page, "unlockByPasskey")
    page.reload()
    again = _run(page, "unlockByPasskey")

    assert (first, again) == said


def test_one_tab_sends_and_when_it_dies_the_next_one_does(
    context: BrowserContext, address: str
) -> None:
    first, second = _open(context, address), _open(context, address)
    _run(first, "sendForEver", "heron")

    meanwhile = _run(second, "sendHere")
    first.close()
    _run(second, "waitForTurn")
    afterwards = _run(second, "sendHere")

    assert meanwhile == [0, True, 0]
    assert afterwards == [1, False, 1]


def test_two_tabs_that_finish_a_visit_at_once_send_it_once(
    context: BrowserContext, address: str
) -> None:
    pages = [_open(context, address) for _ in range(2)]
    submission = _run(pages[0], "typeVisit", "heron")
    for page in pages:
        _run(page, "openToFinish", submission)
    for page in pages:
        page.evaluate("() => globalThis.finishNow()")

    said = [page.evaluate("() => globalThis.finished") for page in pages]

    assert sorted(said) == ["Stale", "sent"]
    assert _run(pages[0], "countOutbox") == 1


def test_a_browser_that_is_killed_keeps_what_it_said_it_kept(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    page = _open(_launch(browser, tmp_path), address)
    submission = _run(page, "typeVisit", "heron")
    _kill(tmp_path)

    again = _launch(browser, tmp_path)
    found = _run(_open(again, address), "readAndSend", submission)
    again.close()

    assert found == ["heron", 1, "heron", 1, True]


def _launch(browser: Browser, profile: Path) -> BrowserContext:
    return browser.browser_type.launch_persistent_context(
        profile, executable_path=chromium.find(), args=chromium.arguments()
    )


def _kill(profile: Path) -> None:
    """End the browser of this profile as an empty battery does."""
    named = f"--user-data-dir={profile}".encode()
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        if named in process.read_bytes().split(b"\0"):
            os.kill(int(process.parent.name), signal.SIGKILL)


def test_the_outbox_goes_by_a_file_and_its_receipts_come_back_by_one(
    context: BrowserContext, address: str
) -> None:
    page = _open(context, address)
    submission = _run(page, "typeVisit", "heron")

    taken, is_clear, left = _run(page, "goByFile", submission, "heron")

    assert (taken, is_clear) == (1, False)
    assert left == len("UHX1")


def test_a_copy_of_a_large_photo_is_small_and_what_cannot_be_read_has_none(
    context: BrowserContext, address: str
) -> None:
    size, kind, unread = _run(_open(context, address), "copyPhotos")

    assert 1_000 < size <= 300_000
    assert (kind, unread) == ("image/jpeg", None)
