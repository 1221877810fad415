"""``unhidden rights``: write the pages of docs/ that follow from tables in the code."""

from __future__ import annotations

import argparse

from unhidden.hosting import paths
from unhidden.hosting.cli.command import OperatorCommand
from unhidden.hosting.configuration import page
from unhidden.hosting.installation import assets
from unhidden.hosting.processes import step


def execute(_options: argparse.Namespace) -> int:
    """Write both pages anew; raises Refusal where there is no docs/."""
    paths.check_clone("docs/roles-and-rights.md is in a clone of the project")
    state = paths.find_state_folder()
    state.make()
    step.run_step("write_rights", environment=assets.without_database(state))
    page.FILE.write_text(page.write_settings_page())
    return 0


COMMAND = OperatorCommand(
    name="rights",
    summary="Write docs/roles-and-rights.md and docs/operators/configure.md.",
    execute=execute,
)
