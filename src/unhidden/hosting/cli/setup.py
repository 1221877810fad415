"""``unhidden setup``: a real installation, made or brought up to date."""

from __future__ import annotations

import argparse
import os
import sys
from getpass import getpass
from pathlib import Path

from unhidden.hosting.cli.command import (
    OperatorCommand,
    may_name_configuration,
    tell_operator,
)
from unhidden.hosting.configuration import using
from unhidden.hosting.configuration.reading import (
    OperatorSettings,
    find_configuration_file,
)
from unhidden.hosting.refusal import Refusal
from unhidden.hosting.set_up import asking, making, planning
from unhidden.hosting.set_up.asking import Ask


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file of settings, and what would be asked otherwise."""
    may_name_configuration(parser)
    parser.add_argument(
        "--mail-password-file",
        type=Path,
        metavar="FILE",
        help="a file with the mail server's password, which is asked otherwise",
    )
    parser.add_argument(
        "--yes",
        action="store_true",
        help="go on without asking, once all is told; needed where no terminal is",
    )


def execute(options: argparse.Namespace) -> int:
    """Ask for what lacks, tell what will be done, and do it.

    Raises Refusal, with nothing changed, where something is wrong or nobody says yes.
    """
    if os.geteuid() != 0:
        raise Refusal(
            "unhidden setup makes system accounts and files of the system: start it as"
            " root."
        )
    ask = _ask if sys.stdin.isatty() else None
    settled = asking.settle_file(
        find_configuration_file(options.configuration), ask, tell_operator
    )
    using.put_to_use(settled.configuration)
    steps = planning.list_steps(settled)
    word = _find_mail_password(settled.configuration, options, ask)
    tell_operator("\n".join(["This will:", *(f"  - {step}" for step in steps)]))
    if not options.yes:
        _must_go_on(ask)
    making.make_installation(settled, word, tell_operator)
    tell_operator("All is set up.")
    return 0


def _must_go_on(ask: Ask | None) -> None:
    """Raise Refusal unless somebody at a terminal says yes."""
    if ask is None:
        raise Refusal(
            "Nothing was changed: there is no terminal to ask at. With --yes it goes"
            " on without asking."
        )
    if ask("Go on? [y/N] ").strip().lower() not in {"y", "yes"}:
        raise Refusal("Nothing was changed.")


def _ask(question: str) -> str:
    try:
        return input(question)
    except EOFError as error:
        raise Refusal("\nNothing was changed.") from error


def _find_mail_password(
    configuration: OperatorSettings, options: argparse.Namespace, ask: Ask | None
) -> str:
    """The word, never shown; "" where none is wanted or one is kept."""
    if options.mail_password_file:
        try:
            return str(options.mail_password_file.read_text()).strip()
        except OSError as error:
            raise Refusal(
                f"{options.mail_password_file} cannot be read: {error.strerror}."
            ) from error
    if not making.needs_mail_password(configuration):
        return ""
    if ask is None:
        raise Refusal(
            "[mail] user signs in with a password: name a file that holds it, with"
            " --mail-password-file FILE."
        )
    return getpass(f"Password of {configuration.get_text('mail', 'user')}: ")


COMMAND = OperatorCommand(
    name="setup",
    summary="Set up a real installation, or bring it up to date; as root.",
    execute=execute,
    add_arguments=add_arguments,
)
