"""``unhidden migrate``: bring the tables and their grants up to date."""

from __future__ import annotations

import argparse

from unhidden.hosting import paths
from unhidden.hosting.cli.command import Command, may_take_over, say
from unhidden.hosting.installation import opening
from unhidden.hosting.installation.opening import Wanted


def execute(options: argparse.Namespace) -> int:
    """Migrate as the owner and grant what the tables declare."""
    wanted = Wanted(other_secrets=options.other_secrets)
    with opening.opened(paths.state(), say, wanted) as installation:
        opening.migrate(installation)
    say("The tables and their grants are up to date.")
    return 0


COMMAND = Command(
    name="migrate",
    summary="Bring the tables and the rights on them up to date.",
    execute=execute,
    add_arguments=may_take_over,
)
