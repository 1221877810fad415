"""``unhidden migrate``: bring the tables and their grants up to date."""

from __future__ import annotations

import argparse

from config.commands.command import Command, say
from config.server import opening, paths


def execute(_options: argparse.Namespace) -> int:
    """Migrate as the owner and grant what the tables declare."""
    with opening.opened(paths.state(), say) as installation:
        opening.migrate(installation)
    say("The tables and their grants are up to date.")
    return 0


COMMAND = Command(
    name="migrate",
    summary="Bring the tables and the rights on them up to date.",
    execute=execute,
)
