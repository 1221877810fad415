"""Static files under names that carry their own hash, made small beforehand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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


class HashedStaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Hashed names, in stylesheets and in the imports of our ES modules too.

    Django leaves imports alone unless told. Source maps are not served, so the
    comments that point at them go.
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
        """Django's, after the comments and blanks of scripts are taken out."""
        scripts = [name for name in paths if name.endswith(".js") and not dry_run]
        for name in scripts:
            script = Path(self.path(name))
            script.write_text(rjsmin.jsmin(script.read_text()))
        # What was collected, and no more where it came from.
        small = paths | {name: (self, name) for name in scripts}
        yield from super().post_process(small, dry_run, **options)

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
