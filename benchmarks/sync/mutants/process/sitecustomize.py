"""Loaded by Python itself where a bench names this folder: modules of a broken build
are read with texts replaced (``SYNC_REPLACED``, JSON: module, then pairs of texts)."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import ModuleType


class ReplacingLoader(SourceFileLoader):
    """Reads a module's source, and replaces each text, which must be there once."""

    def get_data(self, path: str) -> bytes:
        """The source as it is run; never what was compiled before."""
        if not path.endswith(".py"):
            raise OSError
        source = super().get_data(path).decode()
        for old, new in REPLACED[self.name]:
            if source.count(old) != 1:
                raise ImportError(f"{self.name} does not have this once: {old}")
            source = source.replace(old, new)
        return source.encode()


class ReplacingFinder(MetaPathFinder):
    """Finds the modules that are replaced, and no other."""

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        """The module with our loader."""
        spec = PathFinder.find_spec(fullname, path) if fullname in REPLACED else None
        if spec and spec.origin:
            spec.loader = ReplacingLoader(fullname, spec.origin)
        return spec


REPLACED: dict[str, list[list[str]]] = json.loads(os.environ.get("SYNC_REPLACED", "{}"))
if REPLACED:
    sys.meta_path.insert(0, ReplacingFinder())
