"""Run one of our Django programs (config/steps) to its end, under one role."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from config.server import children
from config.server.account import Account
from config.server.refusal import AlreadyTold, Refusal

TOLD = 3  # the exit code of a step that failed with a sentence


def run(
    name: str,
    *arguments: str,
    environment: Mapping[str, str],
    account: Account | None = None,
) -> None:
    """Run the step ``name``, as ``account`` if one is given; Refusal when it fails."""
    command = [sys.executable, "-m", "config.steps", name, *arguments]
    child = children.start(command, environment=environment, account=account)
    try:
        code = child.wait()
    finally:
        children.stop(child)
    if code == TOLD:
        raise AlreadyTold
    if code != 0:
        raise Refusal(f"The step “{name}” failed; the reason is above.")
