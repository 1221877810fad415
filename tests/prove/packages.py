"""Debian's packages, where a part needs them and they are not here."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping

from tests.packaged.programs import find_program
from tests.prove.figures import Unproved


def ensure_packages(wanted: Mapping[str, str]) -> None:
    """Install the package of each program that is missing; Unproved where we may not.

    None of them starts a service of its own here.
    """
    missing = [package for name, package in wanted.items() if not find_program(name)]
    if not missing:
        return
    if os.geteuid() != 0 or not find_program("apt-get"):
        raise Unproved([f"{', '.join(missing)}: install it, or prove it as root"])
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    for words in (["update"], ["install", "--no-install-recommends", *missing]):
        subprocess.run(["apt-get", "-y", "-qq", *words], env=quiet, check=True)
