"""Which files of the front-end packages the sites serve.

The packages hold thousands of files; these few are what our pages load. GDS
Transport and the crown are not among them: they are not ours to serve.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import FileSystemFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage

_FONT = "atkinson-hyperlegible-next"

NEEDED: dict[str, tuple[str, ...]] = {
    "govuk": ("govuk-frontend.min.css", "govuk-frontend.min.js"),
    "moj": (
        "moj-frontend.min.css",
        "components/filter-toggle-button/filter-toggle-button.bundle.mjs",
    ),
    "fontsource": tuple(
        f"{_FONT}-{script}-{weight}-normal.woff2"
        for script in ("latin", "latin-ext")
        for weight in (400, 700)
    ),
    "htmx": ("ext/hx-sse.min.js", "htmx.esm.min.js"),
    "cytoscape": ("cytoscape.esm.min.mjs",),
    "leaflet": (
        "images/layers-2x.png",
        "images/layers.png",
        "images/marker-icon.png",
        "leaflet.css",
        "leaflet.js",
    ),
    "noble-ciphers": (
        "_arx.js",
        "_poly1305.js",
        "chacha.js",
        "salsa.js",
        "utils.js",
    ),
    "noble-hashes": (
        "_blake.js",
        "_md.js",
        "_u64.js",
        "argon2.js",
        "blake2.js",
        "utils.js",
    ),
    "jsqr": ("jsQR.js",),
    "idb": ("build/index.js",),
    "altcha-lib": (
        "algorithms/web/pbkdf2.js",
        "helpers.js",
        "pow.js",
        "types.js",
    ),
}


class PackageFinder(FileSystemFinder):
    """Finds in STATICFILES_DIRS only the files that are needed of each package."""

    storages: dict[str, FileSystemStorage]

    def list(
        self, ignore_patterns: Iterable[str] | None
    ) -> Iterator[tuple[str, FileSystemStorage]]:
        """The needed files; a missing one fails later, by name, when it is read."""
        for prefix, root in self.locations:
            for name in NEEDED.get(prefix, ()):
                if not matches_patterns(name, list(ignore_patterns or ())):
                    yield name, self.storages[root]

    def find_location(
        self, root: str, path: str, prefix: str | None = None
    ) -> str | None:
        """The file on disk, if it is one of the needed."""
        name = Path(path).as_posix().removeprefix(f"{prefix}/")
        if name not in NEEDED.get(prefix or "", ()):
            return None
        found: Any = super().find_location(root, path, prefix)
        return str(found) if found else None
