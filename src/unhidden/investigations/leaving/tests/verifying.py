"""The stand-alone verifier, as a module."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

from unhidden.investigations import leaving

VERIFIER = Path(leaving.__file__).parent / "verify_archive.py"


def _load() -> ModuleType:
    found = importlib.util.spec_from_file_location("verify_archive", VERIFIER)
    assert found is not None
    assert found.loader is not None
    loaded = importlib.util.module_from_spec(found)
    found.loader.exec_module(loaded)
    return loaded


verifier = _load()
