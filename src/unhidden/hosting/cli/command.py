"""What a subcommand is."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from unhidden.hosting.configuration import reading


def no_arguments(_parser: argparse.ArgumentParser) -> None:
    """For a command that takes none."""


def may_take_over(parser: argparse.ArgumentParser) -> None:
    """For a command that refuses another installation's database and roles."""
    parser.add_argument(
        "--other-secrets",
        action="store_true",
        help="take over the database and the roles, although they belong to others",
    )


def may_name_configuration(parser: argparse.ArgumentParser) -> None:
    """For a command that works on a real installation."""
    parser.add_argument(
        "--configuration",
        type=Path,
        metavar="FILE",
        help=f"the file of settings (usually {reading.USUAL})",
    )


@dataclass(frozen=True, slots=True)
class OperatorCommand:
    """One subcommand: its words, its arguments, and what it does.

    ``execute`` gives the exit code and may raise Refusal. A command that
    ``ends_with_a_signal`` has done well when it is told to stop.
    """

    name: str
    summary: str
    execute: Callable[[argparse.Namespace], int]
    add_arguments: Callable[[argparse.ArgumentParser], None] = no_arguments
    ends_with_a_signal: bool = False
    #: It works on the installation that a file of settings names.
    is_of_installation: bool = False


def tell_operator(sentence: str) -> None:
    """Tell the operator what goes on; standard output is for results."""
    print(sentence, file=sys.stderr, flush=True)
