"""The Chromium that the browser tests and the bench of the door drive.

It is that of an npm package, so that nothing but the clone's packages is needed; where
that one does not run, an installed one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from benchmarks.browser import packaged

# The first is Chromium's own, without a browser's windows: a fifth less work.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
MISSING = (
    "A browser is needed, and there is none: install Chrome or Chromium, or set"
    " UNHIDDEN_CHROMIUM to its program."
)


class ChromiumMissing(Exception):
    """There is no browser to test with; the message says how to get one."""


@contextmanager
def started() -> Iterator[Browser]:
    """A browser, gone afterwards. Raises ChromiumMissing.

    Playwright runs on the Node of our wheel: its own wants a library of the system.
    """
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", packaged.NODE)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=find(), args=arguments())
        yield launched
        launched.close()


def find() -> str:
    """The program to start.

    That in UNHIDDEN_CHROMIUM; else the package's, unpacked when it is first asked for;
    else the first that is installed under a usual name. Raises ChromiumMissing.
    """
    named = shutil.which(os.environ.get("UNHIDDEN_CHROMIUM", ""))
    if named:
        return named
    if packaged.runs_here():
        return str(packaged.program())
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    raise ChromiumMissing(MISSING)


def arguments() -> list[str]:
    """How to start it: nothing is asked of the network.

    The pages are our own, and root and many containers have no sandbox: it has none.
    """
    quiet = ["--disable-background-networking", "--disable-component-update"]
    return [
        *(*quiet, "--disable-sync", "--disable-quic", "--no-first-run"),
        "--no-sandbox",
    ]
