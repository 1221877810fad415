"""``unhidden assets``: static files and Welsh texts, ready to be served."""

from __future__ import annotations

import argparse

from unhidden.hosting import paths
from unhidden.hosting.cli.command import OperatorCommand
from unhidden.hosting.installation import assets


def execute(_options: argparse.Namespace) -> int:
    """Make them where their sources changed; raises Refusal where they came along."""
    paths.check_clone("Static files and texts are there, and are not made again")
    assets.make_assets(paths.find_state_folder())
    return 0


COMMAND = OperatorCommand(
    name="assets",
    summary="Collect static files and compile the Welsh texts, where they changed.",
    execute=execute,
)
