"""The tests that use the whole program, of which the list of what passed is kept.

A folder is noted when it is through, so that what is stopped goes on from there.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from lxml import etree

from tests.prove.figures import Figure, Unproved
from tests.support import whole
from unhidden.hosting.paths import REPOSITORY

PART = "whole"
WORKERS = "2"
#: What a report of JUnit's form has under a test that did not pass.
NOT_PASSED = ("error", "failure", "skipped")
#: How pytest ends when every test ran, and passed or failed.
RAN_ALL = (0, 1)


def run() -> Iterator[Figure]:
    """Raises Unproved with each test that fails, or that is left out."""
    began, wrong = time.monotonic(), []
    waiting = [file for file in whole.list_files() if not whole.is_proved(file)]
    for _, files in groupby(waiting, key=lambda file: Path(file).parent):
        found = _run_tests(list(files))
        whole.note_proved(file for file, failed in found.items() if not failed)
        wrong += [name for failed in found.values() for name in failed]
    every = whole.list_files()
    passed = sum(map(whole.is_proved, every))
    minutes = round((time.monotonic() - began) / 60)
    of = f"of {len(every)}; {len(waiting)} of them in {minutes} minutes just now"
    yield Figure(PART, "files whose tests passed", passed, of)
    if wrong or passed < len(every):
        raise Unproved(wrong or ["no test ran"])


def _run_tests(files: list[str]) -> dict[str, list[str]]:
    """The tests that did not pass, by file; none of a run that was broken off.

    A broken-off run reports the tests that ended, and not those that are missing.
    """
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", "-n", WORKERS]
        command += ["--dist", "loadgroup", f"--junitxml={report}", *files]
        done = subprocess.run(command, cwd=REPOSITORY, check=False)
        if done.returncode not in RAN_ALL:
            return {}
        cases = etree.parse(report).findall(".//testcase")
    found: dict[str, list[str]] = defaultdict(list)
    for case in cases:
        file = f"{str(case.get('classname')).replace('.', '/')}.py"
        is_wrong = any(case.find(each) is not None for each in NOT_PASSED)
        found[file] += [f"{file}::{case.get('name')}"] if is_wrong else []
    return found
