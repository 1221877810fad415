"""``python -m config.steps NAME ARGUMENT…``, in an environment made for the step.

The registry is filled before a step is imported, so that steps import tables and
actions at their top, like everything else.
"""

from __future__ import annotations

import importlib
import sys

import django
from django.db import OperationalError

from config.server.step import TOLD
from config.steps.failing import Failure


def main(arguments: list[str]) -> int:
    """Run one step; its exit code."""
    django.setup()
    step = importlib.import_module(f"config.steps.{arguments[0]}")
    try:
        step.main(arguments[1:])
    except Failure as failure:
        return _told(str(failure))
    except OperationalError as error:
        # A full disk, or a server that was stopped: nothing that a trace explains.
        return _told(f"The database did not go on: {str(error).splitlines()[0]}")
    return 0


def _told(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return TOLD


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
