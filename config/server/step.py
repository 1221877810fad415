"""Run one of our Django programs (config/steps) to its end, under one role."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from config.server import children
from config.server.refusal import Refusal


def run(name: str, *arguments: str, environment: Mapping[str, str]) -> None:
    """Run the step ``name``; Refusal when it fails, after it said why itself."""
    command = [sys.executable, "-m", "config.steps", name, *arguments]
    child = children.start(command, environment=environment)
    try:
        code = child.wait()
    finally:
        children.stop(child)
    if code != 0:
        raise Refusal(f"The step “{name}” failed; the reason is above.")
