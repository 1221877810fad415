"""What Lighthouse says of a page. It is no package of ours: npx fetches it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.browser import chromium

VERSION = "13.5.0"
CATEGORIES = ("accessibility", "best-practices", "performance")
LONGEST = 300  # seconds for one run


class NoLighthouse(Exception):
    """It could not be fetched or did not run; the message says why."""


def scores(address: str, folder: Path, *, only: tuple[str, ...]) -> dict[str, float]:
    """0 to 100 for each of these categories, as on a phone.

    ``folder`` takes its report. Raises NoLighthouse.
    """
    report = folder / "lighthouse.json"
    report.unlink(missing_ok=True)
    done = _run(address, report, ",".join(only))
    try:
        found = json.loads(report.read_text())["categories"]
        return {name: 100 * float(found[name]["score"]) for name in only}
    except (OSError, ValueError, KeyError, TypeError) as wrong:
        said = [line for line in done.stderr.splitlines() if "warn" not in line]
        raise NoLighthouse(" ".join(said[:2]) or str(wrong)) from wrong


def _run(
    address: str, report: Path, categories: str
) -> subprocess.CompletedProcess[str]:
    npx = Path(sys.executable).with_name("npx")
    command = [
        *(str(npx), "--yes", f"lighthouse@{VERSION}", address, "--quiet"),
        *("--output=json", f"--output-path={report}"),
        f"--only-categories={categories}",
        f"--chrome-flags=--headless=new {' '.join(chromium.arguments())}",
    ]
    path = f"{npx.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    try:
        return subprocess.run(  # noqa: S603  # our own npx and addresses
            command,
            env={**os.environ, "PATH": path, "CHROME_PATH": chromium.find()},
            cwd=report.parent,
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=False,
        )
    except OSError as wrong:
        raise NoLighthouse(str(wrong)) from wrong
    except subprocess.TimeoutExpired as late:
        sentence = f"Lighthouse gave no answer in {LONGEST} s."
        raise NoLighthouse(sentence) from late
