"""``unhidden assets``: static files and Welsh texts, ready to be served."""

from __future__ import annotations

import argparse

from config.commands.command import Command
from config.server import assets, paths


def execute(_options: argparse.Namespace) -> int:
    """Make them where their sources changed."""
    assets.make(paths.state())
    return 0


COMMAND = Command(
    name="assets",
    summary="Collect static files and compile the Welsh texts, where they changed.",
    execute=execute,
)
