"""Whether everybody can use the public site: axe, a slow network, Lighthouse.

Measured on the public program as ``unhidden run`` starts it, with the demonstration's
data, in Chromium: every page in every language that it has, at the widths
of a phone and of a desk; the steps of the report as all six kinds of reporter, with
errors, receipts and the mailbox.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.load import program
from unhidden.hosting.failing import StepFailure
from unhidden.hosting.processes.ports import HOST

try:
    from benchmarks.browser import door
    from benchmarks.browser.chromium import ChromiumMissing
except ModuleNotFoundError as missing:
    sentence = (
        "The bench of the door needs the packages for testing: make pytest first."
    )
    raise StepFailure(sentence) from missing


def run(*, quick: bool) -> Iterator[dict[str, object]]:
    """One line for each measure. Raises StepFailure where there is no Chromium."""
    size = door.QUICK if quick else door.FULL
    with tempfile.TemporaryDirectory() as name, program.running(Path(name)) as running:
        site = f"http://{HOST}:{running.port}"
        try:
            yield from door.accessible(site, size)
            yield from door.soon(site)
            yield from door.scored(site, size, Path(name))
        except ChromiumMissing as none:
            raise StepFailure(str(none)) from none
