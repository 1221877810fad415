"""The pictures of docs/how-to/run-an-investigation.md.

``python -m tests.docs.inquiry_pictures`` takes them anew: a journey looks at the
demonstration's car wash, and keeps what a desk shows of four pages.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from tests.docs.phone_pictures import COLOURS, FOLDER
from unhidden.hosting.paths import REPOSITORY

TEST = "tests/journeys/test_an_investigation.py"
NAMES = ("front", "actions", "gap", "unused")
HIGH = 1400


def take_pictures(folder: Path) -> None:
    """Have the journey look at the pages, in English."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", TEST]
    subprocess.run(
        [*command, "-k", "demonstration and en"],
        cwd=REPOSITORY,
        env={**os.environ, "UNHIDDEN_PICTURES": str(folder)},
        check=True,
    )


def write_pictures(folder: Path, to: Path = FOLDER) -> None:
    """Write the upper part of each page that lies in ``folder``."""
    for name in NAMES:
        page = Image.open(folder / f"en-{name}.png").convert("RGB")
        shown = page.crop((0, 0, page.width, min(page.height, HIGH)))
        shown.quantize(COLOURS).save(to / f"investigation-{name}.png", optimize=True)


if __name__ == "__main__":
    with TemporaryDirectory() as taken:
        take_pictures(Path(taken))
        write_pictures(Path(taken))
