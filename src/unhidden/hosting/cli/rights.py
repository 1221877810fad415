"""``unhidden rights``: write the page of roles and rights from the policy table."""

from __future__ import annotations

import argparse

from unhidden.hosting import paths
from unhidden.hosting.cli.command import OperatorCommand
from unhidden.hosting.installation import assets
from unhidden.hosting.processes import step


def execute(_options: argparse.Namespace) -> int:
    """Write docs/roles-and-rights.md anew; raises Refusal where there is no docs/."""
    paths.check_clone("docs/roles-and-rights.md is in a clone of the project")
    state = paths.find_state_folder()
    state.make()
    step.run_step("write_rights", environment=assets.without_database(state))
    return 0


COMMAND = OperatorCommand(
    name="rights",
    summary="Write docs/roles-and-rights.md from the policy table.",
    execute=execute,
)
