"""``python -m config.steps NAME ARGUMENT…``, in an environment made for the step.

The registry is filled before a step is imported, so that steps import tables and
actions at their top, like everything else.
"""

from __future__ import annotations

import importlib
import sys

import django

from config.steps.failing import Failure


def main(arguments: list[str]) -> int:
    """Run one step; its exit code."""
    django.setup()
    step = importlib.import_module(f"config.steps.{arguments[0]}")
    try:
        step.main(arguments[1:])
    except Failure as failure:
        sys.stderr.write(f"{failure}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
