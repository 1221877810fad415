"""``unhidden status``: how the installation is, asked here and now.

It says the same as the process that watches, and answers when that is gone.
"""

from __future__ import annotations

import argparse
import json

from unhidden.health.checks import CheckState, HealthCheck
from unhidden.health.presenters import (
    TITLES,
    describe_check,
    name_section,
    report_checks,
)
from unhidden.hosting.cli.command import OperatorCommand
from unhidden.hosting.health import looking

_WORDS = {
    CheckState.WELL: "well",
    CheckState.FAILING: "WRONG",
    CheckState.UNKNOWN: "UNKNOWN",
    CheckState.UNWATCHED: "–",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """For people, or for other programs."""
    parser.add_argument(
        "--json", action="store_true", help="print it for another program to read"
    )


def execute(options: argparse.Namespace) -> int:
    """Print each check; 1 where one is not well, or could not be looked at."""
    checks = looking.look_around()
    is_well = all(check.is_well for check in checks)
    if options.json:
        said = {
            "state": "well" if is_well else "failing",
            "checks": report_checks(checks),
        }
        print(json.dumps(said, ensure_ascii=False, indent=1))
    else:
        for check in checks:
            print(_describe_line(check))
    return 0 if is_well else 1


def _describe_line(check: HealthCheck) -> str:
    line = f"{_WORDS[check.state]:8} {TITLES[check.code]}: {describe_check(check)}"
    return line if check.is_well else f"{line}\n{'':8} See {name_section(check.code)}."


COMMAND = OperatorCommand(
    name="status",
    summary="Say how the installation is: 0 when all is well, 1 when something is not.",
    execute=execute,
    add_arguments=add_arguments,
    is_of_installation=True,
)
