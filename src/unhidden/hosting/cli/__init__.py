"""The ``unhidden`` command, the operator's one tool: one file a subcommand."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import NoReturn

from unhidden.hosting.cli import (
    archive,
    assets,
    audit,
    backup,
    bench,
    demo,
    first_organisation,
    imports,
    keys,
    linkage,
    messages,
    migrate,
    restore,
    rights,
    run,
    serve,
    setup,
    status,
)
from unhidden.hosting.cli.command import OperatorCommand, may_name_configuration
from unhidden.hosting.configuration import using
from unhidden.hosting.configuration.reading import USUAL
from unhidden.hosting.processes import stopping
from unhidden.hosting.processes.stopping import Stopped
from unhidden.hosting.refusal import AlreadyTold, Refusal

COMMANDS: tuple[OperatorCommand, ...] = (
    run.COMMAND,
    setup.COMMAND,
    serve.COMMAND,
    demo.COMMAND,
    imports.COMMAND,
    bench.COMMAND,
    linkage.COMMAND,
    migrate.COMMAND,
    backup.COMMAND,
    restore.COMMAND,
    status.COMMAND,
    audit.COMMAND,
    first_organisation.COMMAND,
    keys.COMMAND,
    archive.COMMAND,
    messages.COMMAND,
    rights.COMMAND,
    assets.COMMAND,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand; 0 when it did its work, 1 with a sentence when it did not."""
    options = _parse(arguments)
    stopping.listen_for_stop()
    try:
        if options.is_of_installation:
            using.use_configuration(options.configuration)
        return int(options.execute(options))
    except AlreadyTold:
        return 1
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except Stopped as stopped:
        return 0 if options.ends_with_a_signal else 128 + stopped.number


def run_command_line() -> NoReturn:
    """Run what the command line names, and end with its code."""
    sys.exit(main())


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options of one subcommand; --configuration may stand anywhere."""
    anywhere = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    may_name_configuration(anywhere)
    named, rest = anywhere.parse_known_args(arguments)
    options = _parser().parse_args(rest)
    if named.configuration:
        if not hasattr(options, "configuration"):
            _parser().error("this command works on no file of settings.")
        options.configuration = named.configuration
    return options


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="unhidden",
        description="A real installation is what its file of settings says:"
        f" {USUAL}, or another that --configuration names. Each command uses the"
        " PostgreSQL of [database] address in it. Where there is no such file, a"
        " command works on a demonstration: on the PostgreSQL named in DATABASE_URL,"
        " as an administrator of it, or on an embedded one that it starts and stops"
        " itself.",
    )
    chosen = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in COMMANDS:
        one = chosen.add_parser(
            command.name, help=command.summary, description=command.summary
        )
        command.add_arguments(one)
        if command.is_of_installation:
            may_name_configuration(one)
        one.set_defaults(
            execute=command.execute,
            ends_with_a_signal=command.ends_with_a_signal,
            is_of_installation=command.is_of_installation,
        )
    return parser
