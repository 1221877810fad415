"""Run a command of ``hosting.management`` to its end, under one role."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from unhidden.hosting import paths
from unhidden.hosting.processes import children
from unhidden.hosting.processes.account import SystemAccount
from unhidden.hosting.refusal import AlreadyTold, Refusal, no_space

TOLD = 3  # the exit code of a step that failed with a sentence
FULL = 4  # of one that found no space on the disk of the state folder


def run_step(
    name: str,
    *arguments: str,
    environment: Mapping[str, str],
    account: SystemAccount | None = None,
) -> None:
    """Run the command ``name``, as ``account`` if one is given; Refusal if it fails."""
    wait_for(
        ["django", name, *arguments],
        environment=environment,
        account=account,
    )


def wait_for(
    module: Sequence[str],
    *,
    environment: Mapping[str, str],
    account: SystemAccount | None = None,
    folder: Path | None = None,
) -> None:
    """Run a module of Python with its arguments; Refusal when it fails."""
    command = [sys.executable, "-m", *module]
    child = children.start_child(
        command, environment=environment, account=account, folder=folder
    )
    try:
        code = child.wait()
    finally:
        children.stop_child(child)
    if code == TOLD:
        raise AlreadyTold
    if code == FULL:
        raise no_space(paths.find_state_folder().folder)
    if code != 0:
        raise Refusal(f"“{' '.join(module[:2])}” failed; the reason is above.")
