"""What a wheel has besides the source: ``python -m …packing FOLDER`` makes it.

Started by the build hook (hatch_build.py), in a clone with its packages installed. The
folder then looks like the package: what is in it is put over that, file by file.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from unhidden.config import location
from unhidden.hosting.installation import assets
from unhidden.hosting.paths import REPOSITORY, StateFolder
from unhidden.hosting.refusal import Refusal

#: The texts that two packages leave out of what they publish.
LICENCES = REPOSITORY / "licences"
_NAMES = ("LICENSE", "LICENSE.txt")


def pack(folder: Path) -> None:
    """Fill the folder; raises Refusal where packages, or a licence, are missing."""
    assets.check_installed()
    packed = folder / location.PACKED.name
    packed.mkdir()
    _collect(packed / "static")
    _copy_fonts(packed / "fonts")
    _compile(folder)
    _copy_licences(folder / "licences")


def _collect(static: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="unhidden-packing-") as made:
        state = StateFolder(Path(made))
        state.make()
        assets.collect_static(state)
        shutil.move(state.static, static)


def _copy_fonts(fonts: Path) -> None:
    """Of each typeface for print, the files that ``lib.paper`` draws with."""
    for package in location.PRINT_FONTS.iterdir():
        files = fonts / package.name / "files"
        files.mkdir(parents=True)
        shutil.copy(package / "unicode.json", files.parent)
        for file in (package / "files").glob("*-wght-normal.woff2"):
            shutil.copy(file, files)


def _compile(folder: Path) -> None:
    for file in assets.list_catalogues():
        to = folder / file.relative_to(location.HOUSE).with_suffix(".mo")
        to.parent.mkdir(parents=True)
        assets.compile_texts(file, to)


def _copy_licences(licences: Path) -> None:
    for name in packages():
        to = licences / f"{name}.txt"
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(_licence(name), to)


def packages() -> Iterator[str]:
    """List the front-end packages whose files a wheel carries, by name."""
    lock = json.loads((REPOSITORY / "package-lock.json").read_text())
    for place, entry in lock["packages"].items():
        if place and not entry.get("dev"):
            yield place.rpartition("node_modules/")[2]


def _licence(name: str) -> Path:
    own = [location.FRONT_END / name / each for each in _NAMES]
    for file in (*own, LICENCES / f"{name}.txt"):
        if file.exists():
            return file
    raise Refusal(
        f"{name} comes without its licence: put the text into {LICENCES}/{name}.txt."
    )


def main(arguments: list[str]) -> int:
    """Pack, or say in a sentence why not."""
    try:
        pack(Path(arguments[0]))
    except Refusal as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
