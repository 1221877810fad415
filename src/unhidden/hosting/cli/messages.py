"""``unhidden messages``: keep the Welsh texts in step with the English source."""

from __future__ import annotations

import argparse

from unhidden.hosting import paths
from unhidden.hosting.cli.command import OperatorCommand
from unhidden.hosting.installation import assets
from unhidden.hosting.processes import step


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The modules to look at."""
    parser.add_argument("modules", nargs="*", metavar="MODULE")


def execute(options: argparse.Namespace) -> int:
    """Gather new texts into the catalogues, compile them, and count what waits.

    Raises Refusal where there are no sources to gather them from.
    """
    paths.check_clone("Texts are gathered in a clone of the project")
    state = paths.find_state_folder()
    state.make()
    environment = assets.without_database(state)
    step.run_step("gather_messages", *options.modules, environment=environment)
    return 0


COMMAND = OperatorCommand(
    name="messages",
    summary="Gather new texts into the Welsh catalogues, and compile them.",
    execute=execute,
    add_arguments=add_arguments,
)
