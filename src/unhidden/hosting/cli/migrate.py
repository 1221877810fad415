"""``unhidden migrate``: bring the tables and their grants up to date."""

from __future__ import annotations

import argparse

from unhidden.hosting import paths
from unhidden.hosting.cli.command import OperatorCommand, may_take_over, tell_operator
from unhidden.hosting.installation import opening
from unhidden.hosting.installation.opening import DatabaseNeeds


def execute(options: argparse.Namespace) -> int:
    """Migrate as the owner and grant what the tables declare."""
    wanted = DatabaseNeeds(other_secrets=options.other_secrets)
    with opening.open_database(
        paths.find_state_folder(), tell_operator, wanted
    ) as installation:
        opening.migrate_database(installation)
    tell_operator("The tables and their grants are up to date.")
    return 0


COMMAND = OperatorCommand(
    name="migrate",
    summary="Bring the tables and the rights on them up to date.",
    execute=execute,
    add_arguments=may_take_over,
    is_of_installation=True,
)
