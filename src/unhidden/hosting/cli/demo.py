"""``unhidden demo``: fill the database with the demonstration region."""

from __future__ import annotations

import argparse

from unhidden.hosting import paths
from unhidden.hosting.cli.command import OperatorCommand, tell_operator
from unhidden.hosting.installation.opening import DatabaseNeeds, open_database
from unhidden.hosting.processes import step


def execute(_options: argparse.Namespace) -> int:
    """Replay the demonstration through the real actions."""
    state = paths.find_state_folder()
    wanted = DatabaseNeeds(is_synthetic=True)
    with open_database(state, tell_operator, wanted) as installation:
        tell_operator("Filling the database with the demonstration region…")
        with installation.environment_of_all_roles() as environment:
            own = installation.account("owner")
            step.run_step("load_demonstration", environment=environment, account=own)
    print(state.sign_ins.read_text())
    return 0


COMMAND = OperatorCommand(
    name="demo",
    summary="Fill the database with the demonstration region; all of it synthetic.",
    execute=execute,
)
