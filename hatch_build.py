"""The build hook: a wheel has static files, compiled texts and licences in it.

An editable install has none of them: a clone makes its own (``unhidden assets``).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKING = "unhidden.hosting.installation.packing"


class Packing(BuildHookInterface[Any]):
    """Adds what src/unhidden/hosting/installation/packing.py makes."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make it in a folder beside the clone, and name that to the build."""
        if version == "editable":
            return
        self._made = tempfile.TemporaryDirectory(prefix="unhidden-wheel-")
        made = subprocess.run(  # noqa: S603
            [sys.executable, "-m", PACKING, self._made.name],
            cwd=Path(self.root) / "src",
            check=False,
        )
        if made.returncode:
            sys.exit(made.returncode)
        build_data["force_include"][self._made.name] = "unhidden"

    def finalize(
        self, version: str, _build_data: dict[str, Any], _artifact_path: str
    ) -> None:
        """Take the folder away again."""
        if version != "editable":
            self._made.cleanup()
