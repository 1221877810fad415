"""Debian's nginx, Caddy and PostgreSQL, with what we write for them and demand."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from tests.packaged.postgres import find_programs
from tests.prove.figures import Figure, Unproved
from tests.prove.packages import ensure_packages
from unhidden.hosting.paths import REPOSITORY

PART = "front"
TESTS = ("nginx", "caddy", "forwarded", "landing", "database_tls")


def run() -> Iterator[Figure]:
    """Raises Unproved for a test that fails, or is left out."""
    server = {} if find_programs() else {"initdb": "postgresql"}
    ensure_packages({"nginx": "nginx", "caddy": "caddy", **server})
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        files = [f"tests/packaged/test_{name}.py" for name in TESTS]
        command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={report}", *files]
        subprocess.run(command, cwd=REPOSITORY, check=False)
        cases = etree.parse(report).findall(".//testcase")
    wrong = [str(each.get("name")) for each in cases if len(each)]
    taken = round(time.monotonic() - began)
    yield Figure(PART, "tests", len(cases), f"in {taken} s, {len(wrong)} not passed")
    if wrong or not cases:
        raise Unproved(wrong or ["no test ran"])
