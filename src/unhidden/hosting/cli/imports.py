"""``unhidden import``: load real premises and postcodes from published files."""

from __future__ import annotations

import argparse
from pathlib import Path

from unhidden.hosting import paths
from unhidden.hosting.cli.command import OperatorCommand, tell_operator
from unhidden.hosting.installation.opening import open_database
from unhidden.hosting.processes import step

KINDS = {
    "fhrs": "the Food Standards Agency's XML files of rated premises",
    "postcodes": "Ordnance Survey's Code-Point Open CSV files",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What is in the files, and the files."""
    chosen = parser.add_subparsers(metavar="KIND", required=True, dest="kind")
    for kind, summary in KINDS.items():
        one = chosen.add_parser(kind, help=summary, description=summary)
        one.add_argument("files", nargs="+", type=Path, metavar="FILE")


def execute(options: argparse.Namespace) -> int:
    """Load the files as the worker, all or nothing."""
    files = [str(file.resolve()) for file in options.files]
    with open_database(paths.find_state_folder(), tell_operator) as installation:
        environment = installation.environment("worker")
        own = installation.account("worker")
        step.run_step(
            "import_published",
            options.kind,
            *files,
            environment=environment,
            account=own,
        )
    return 0


COMMAND = OperatorCommand(
    name="import",
    summary="Load real premises or postcodes from files.",
    execute=execute,
    add_arguments=add_arguments,
    is_of_installation=True,
)
