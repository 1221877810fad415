"""The pictures of docs/how-to/go-out-without-signal.md.

``python -m tests.docs.phone_pictures`` takes them anew: the browser's test of the app
takes a picture of each screen, and some of them are put side by side.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from unhidden.hosting.paths import REPOSITORY

FOLDER = REPOSITORY / "docs" / "screenshots"
TEST = "tests/browser/test_app_for_phones.py"
#: Which screens are in each picture, by the names that the test gives them.
SCREENS = {
    "field-ready": ("shifts", "taken", "ready"),
    "field-visit": ("visits", "visit", "ask-0"),
    "field-record": ("ask-4", "ask-8", "end"),
    "field-sending": ("kept", "sending", "help"),
}
HIGH, GAP, COLOURS = 640, 16, 64
LINE = "#6f777b"


def take_pictures(folder: Path) -> None:
    """Have the test go through the app in English, and look at each screen."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", TEST]
    subprocess.run(
        [*command, "-k", "filled and officer_8"],
        cwd=REPOSITORY,
        env={**os.environ, "UNHIDDEN_PICTURES": str(folder)},
        check=True,
    )


def join_pictures(screens: Sequence[Image.Image]) -> Image.Image:
    """Put screens of a phone side by side, each as far as it is seen at once."""
    wide = sum(each.width + GAP for each in screens) + GAP
    joined = Image.new("RGB", (wide, HIGH + 2 * GAP), LINE)
    at = GAP
    for screen in screens:
        seen = Image.new("RGB", (screen.width, HIGH), "white")
        seen.paste(screen.convert("RGB"))
        joined.paste(seen, (at, GAP))
        at += screen.width + GAP
    return joined.quantize(COLOURS)


def write_pictures(folder: Path, to: Path = FOLDER) -> None:
    """Write each picture of the screens that lie in ``folder``."""
    for name, screens in SCREENS.items():
        found = [next(folder.glob(f"en-*-{screen}.png")) for screen in screens]
        joined = join_pictures([Image.open(path) for path in found])
        joined.save(to / f"{name}.png", optimize=True)


if __name__ == "__main__":
    with TemporaryDirectory() as taken:
        take_pictures(Path(taken))
        write_pictures(Path(taken))
