"""Static files under names that carry their own hash, made small beforehand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from re import Match
from typing import Any

import rjsmin
from django.conf import settings
from django.core.files.storage import FileSystemStorage

# WhiteNoise says nothing about its types.
from whitenoise.storage import (  # type: ignore[import-untyped]
    CompressedManifestStaticFilesStorage,
)

#: A browser that styles a page before our theme has arrived would ask for these files,
#: which are not ours to serve.
_TYPEFACE = re.compile(r"@font-face\{font-family:GDS Transport[^}]*\}")


def _without_typeface(sheet: str) -> str:
    return _TYPEFACE.sub("", sheet)


_CHANGES = {".js": rjsmin.jsmin, ".css": _without_typeface}


class HashedStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Hashed names, in stylesheets and in the imports of our ES modules too.

    Django leaves imports alone unless told. Source maps and GDS Transport are not
    served, so what points at them goes.
    """

    support_js_module_import_aggregation = True
    # Modules that import modules: each pass settles the names of one more step.
    max_post_process_passes = 12

    def __init__(self, *args: Any, **options: Any) -> None:
        """The list of all files, those of the staff site too, is not served.

        It lies beside the folder that is, wherever that really is.
        """
        folder = Path(settings.STATIC_ROOT).resolve().parent
        options.setdefault("manifest_storage", FileSystemStorage(location=folder))
        super().__init__(*args, **options)

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        """Django's, after what no page needs is taken out of its files."""
        lessened = () if dry_run else self._lessen(paths)
        changed = {name: (self, name) for name in lessened}
        # What was collected, and no more where it came from.
        yield from super().post_process(paths | changed, dry_run, **options)

    def _lessen(self, names: Iterable[str]) -> Iterator[str]:
        """Take out comments, blanks and the typeface; the names of what may change."""
        for name in names:
            if change := _CHANGES.get(Path(name).suffix):
                file = Path(self.path(name))
                file.write_text(change(file.read_text()))
                yield name

    def url_converter(
        self,
        name: str,
        hashed_files: dict[str, str],
        template: str | None = None,
    ) -> Callable[[Match[str]], str]:
        """Django's converter, without the comments for source maps."""
        convert: Any = super().url_converter(name, hashed_files, template)

        def converter(found: Match[str]) -> str:
            is_map = found["url"].strip().endswith(".map")
            return "" if is_map else str(convert(found))

        return converter
