"""A wheel in an empty environment, outside the clone, serves both sites whole."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urljoin
from urllib.request import Request, build_opener

import psutil

from tests.prove.figures import Figure, Unproved
from tests.support import postgres
from tests.support.sites import free_port
from unhidden.hosting.paths import REPOSITORY

PART = "wheel"
READY = "Ctrl-C stops everything."
OF_A_CLONE = ("bench", "rights", "messages", "assets")
_OURS = ("UNHIDDEN", "DJANGO", "DATABASE", "SIGNIN", "PYTHON", "VIRTUAL_ENV", "PYTEST")
_STATIC = re.compile(r'(?:href|src)="(/static/[^"#]+)')


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a site, and a text that it has in its language alone."""

    site: str
    path: str
    language: str
    text: str


PAGES = (
    Page("public", "/", "en", "Help stop modern slavery"),
    Page("public", "/cy/", "cy", "Helpwch i atal caethwasiaeth fodern"),
    Page("public", "/cy/signs/", "cy", "Arwyddion"),
    Page("public", "/zh-hans/who-to-call/", "zh-hans", "该给谁打电话"),
    Page("staff", "/sign-in/", "en", "Sign in"),
    Page("staff", "/sign-in/", "cy", "Mewngofnodi"),
)
PRINTED = ("/print/numbers.pdf", "/cy/print/general.pdf", "/zh-hans/print/general.pdf")


def run() -> Iterator[Figure]:
    """Raises Unproved with each page or file that is not as it is in a clone."""
    # As root each process is an account of its own, which must reach it.
    folder = postgres.folder() / PART
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o711)
    try:
        began = time.monotonic()
        program = _install(folder)
        taken = round(time.monotonic() - began, 1)
        yield Figure(PART, "building and installing", taken, "s, in an empty folder")
        wrong = [*_unsaid(program, folder)]
        files: set[str] = set()
        with _serving(program, folder) as addresses:
            for page in PAGES:
                wrong += _check(page, addresses[page.site], files)
            wrong += _unprinted(addresses["public"])
    finally:
        shutil.rmtree(folder)
    yield Figure(PART, "pages", len(PAGES), "of both sites, in three languages")
    yield Figure(PART, "styles, scripts and pictures", len(files), "that they name")
    if wrong or not files:
        raise Unproved(wrong or ["no page names a file"])


def _install(folder: Path) -> Path:
    """The command, in a virtual environment with nothing but the wheel's own."""
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run([*build, "--directory", folder / "dist"], cwd=REPOSITORY, check=True)
    (wheel,) = (folder / "dist").iterdir()
    made = folder / "venv"
    subprocess.run([sys.executable, "-m", "venv", made], check=True)
    install = [str(made / "bin/python"), "-m", "pip", "install", "--quiet", str(wheel)]
    subprocess.run(install, cwd=folder, env=_environment(folder), check=True)
    return made / "bin" / "unhidden"


def _environment(folder: Path) -> dict[str, str]:
    """Nothing that leads to the clone, and the state in a folder of its own."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(_OURS)}
    kept["PATH"] = os.defpath
    return {**kept, "UNHIDDEN_STATE": str(folder / "state")}


def _unsaid(program: Path, folder: Path) -> Iterator[str]:
    """The commands that need a clone and do not say so in one sentence."""
    for command in OF_A_CLONE:
        said = subprocess.run(
            [program, command],
            cwd=folder,
            env=_environment(folder),
            capture_output=True,
            text=True,
            check=False,
        )
        if said.returncode != 1 or len(said.stderr.splitlines()) != 1:
            yield f"unhidden {command}: {said.returncode}, {said.stderr[-200:]}"


@contextmanager
def _serving(program: Path, folder: Path) -> Iterator[dict[str, str]]:
    """The addresses of both sites; raises Unproved where not all of it runs or ends."""
    ports = {site: free_port() for site in ("staff", "public", "live", "field")}
    options = [f"--{site}-port={port}" for site, port in ports.items()]
    with subprocess.Popen(
        [program, "run", "--empty", *options],
        cwd=folder,
        env=_environment(folder),
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout  # for the type only
        try:
            if not any(line.strip() == READY for line in running.stdout):
                raise Unproved(["unhidden run --empty: not ready; it says why above"])
            family = psutil.Process(running.pid).children(recursive=True)
            if not any("worker" in one.cmdline() for one in family):
                raise Unproved(["no worker runs"])
            yield {site: f"http://127.0.0.1:{port}" for site, port in ports.items()}
        finally:
            running.terminate()
    if running.returncode or psutil.wait_procs(family, timeout=20)[1]:
        raise Unproved([f"it ended with {running.returncode}, or left a process"])


def _check(page: Page, address: str, files: set[str]) -> Iterator[str]:
    """What is wrong with a page; adds the ``files`` that it names."""
    found = _ask(f"{address}{page.path}", page.language)
    text = found.decode(errors="replace")
    if f'lang="{page.language}"' not in text.lower() or page.text not in text:
        yield f"{page.path} is not in {page.language}: {text[:100]}"
    named = {urljoin(address, each) for each in _STATIC.findall(text)}
    if not any(each.endswith(".css") for each in named):
        yield f"{page.path} names no style"
    for each in named - files:
        if not _ask(each):
            yield f"{each} is not served"
    files |= named


def _unprinted(address: str) -> Iterator[str]:
    """What is printed in three scripts, with typefaces that came along."""
    for path in PRINTED:
        if not _ask(f"{address}{path}").startswith(b"%PDF"):
            yield f"{path} is no PDF"


def _ask(url: str, language: str = "en") -> bytes:
    """The body of an answer of 200; nothing of any other."""
    asked = Request(url, headers={"Accept-Language": language})  # noqa: S310  # our own
    try:
        with build_opener().open(asked, timeout=30) as answer:
            return bytes(answer.read()) if answer.status == 200 else b""
    except HTTPError:
        return b""
