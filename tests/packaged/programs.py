"""The programs of Debian's packages, and what is said where one is missing."""

from __future__ import annotations

import os
import shutil

import pytest

PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"


def find_program(name: str) -> str:
    """Where it is; "" where its package is not installed."""
    return shutil.which(name, path=PATH) or ""


def needs(*names: str) -> pytest.MarkDecorator:
    """Leave a test out, with one sentence, where a program is missing."""
    missing = [name for name in names if not find_program(name)]
    sentence = f"Debian's {' and '.join(missing)} is not here: .ci/run installs it."
    return pytest.mark.skipif(bool(missing), reason=sentence)
