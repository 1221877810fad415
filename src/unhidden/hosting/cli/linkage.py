"""``unhidden linkage batch``: hold everything against everything, here and now."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from unhidden.hosting import paths
from unhidden.hosting.cli.command import OperatorCommand, tell_operator
from unhidden.hosting.installation.installation import Installation
from unhidden.hosting.installation.opening import open_database
from unhidden.hosting.processes import step

_BATCH = (
    "Weigh all mentions against each other, and propose groups for people to judge."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, and where."""
    chosen = parser.add_subparsers(metavar="WORK", required=True, dest="work")
    one = chosen.add_parser("batch", help=_BATCH, description=_BATCH)
    one.add_argument(
        "--spark",
        metavar="MASTER",
        help="weigh people on this Spark cluster, such as spark://host:7077, instead of"
        " the one that is set, or of this machine",
    )
    one.add_argument(
        "--folder",
        type=Path,
        metavar="PATH",
        help="a folder that the worker and the cluster's executors share, as one"
        " account",
    )


def execute(options: argparse.Namespace) -> int:
    """Ask for it as the operator, and do it as the worker; raises Refusal."""
    with open_database(paths.find_state_folder(), tell_operator) as installation:
        _ask(installation)
        step.run_step(
            "relink",
            environment={**installation.environment("worker"), **_where(options)},
            account=installation.account("worker"),
        )
    return 0


def _ask(installation: Installation) -> None:
    """The worker is handed nothing that nobody asked for, so the operator asks."""
    with installation.environment_of_all_roles() as environment:
        step.run_step(
            "ask_for_batch",
            environment=environment,
            account=installation.account("owner"),
        )


def _where(options: argparse.Namespace) -> Mapping[str, str]:
    """What the worker is told of the cluster, as by the file of settings."""
    given = {
        "UNHIDDEN_SPARK": options.spark,
        "UNHIDDEN_SPARK_FOLDER": options.folder and str(options.folder.resolve()),
    }
    return {name: value for name, value in given.items() if value}


COMMAND = OperatorCommand(
    name="linkage",
    summary="Hold all mentions against each other, on this machine or a Spark cluster.",
    execute=execute,
    add_arguments=add_arguments,
    is_of_installation=True,
)
