"""``unhidden messages``: keep the Welsh texts in step with the English source."""

from __future__ import annotations

import argparse

from config import messages
from config.commands.command import Command


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The modules to look at."""
    parser.add_argument("modules", nargs="*", metavar="MODULE")


def execute(options: argparse.Namespace) -> int:
    """Gather new texts into the catalogues, compile them, and count what waits."""
    waiting = messages.extract(*options.modules)
    messages.compile_all()
    print(f"{waiting} texts wait for their Welsh.")
    return 0


COMMAND = Command(
    name="messages",
    summary="Gather new texts into the Welsh catalogues, and compile them.",
    execute=execute,
    add_arguments=add_arguments,
)
