"""The system's Chromium, which the browser tests and the bench of the door drive."""

from __future__ import annotations

import os
import shutil

# The first is Chromium's own, without a browser's windows: a fifth less work.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
MISSING = (
    "Chromium is needed, and there is none: install it (on Debian: apt-get install"
    " chromium-headless-shell), or set UNHIDDEN_CHROMIUM to its program."
)


class ChromiumMissing(Exception):
    """There is no browser to test with; the message says how to get one."""


def find() -> str:
    """The program to start: UNHIDDEN_CHROMIUM, or the first of its usual names."""
    candidates = [os.environ.get("UNHIDDEN_CHROMIUM", ""), *NAMES]
    for candidate in candidates:
        found = shutil.which(candidate)
        if found:
            return found
    raise ChromiumMissing(MISSING)


def arguments() -> list[str]:
    """How to start it: root has no sandbox; nothing is asked of the network."""
    quiet = ["--disable-background-networking", "--disable-component-update"]
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return [*quiet, "--disable-sync", "--disable-quic", "--no-first-run", *sandbox]
