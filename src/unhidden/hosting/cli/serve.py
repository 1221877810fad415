"""``unhidden serve``: one process of a real installation, in the foreground."""

from __future__ import annotations

import argparse
import os

from unhidden.hosting.cli.command import OperatorCommand, tell_operator
from unhidden.hosting.configuration import kinds, using
from unhidden.hosting.configuration.reading import (
    Configuration,
    find_configuration_file,
    read_configuration,
)
from unhidden.hosting.processes import children, ports
from unhidden.hosting.processes.account import of_processes
from unhidden.hosting.refusal import Refusal
from unhidden.hosting.service import checking, environments, processes
from unhidden.hosting.service.processes import SERVED, ServedProcess


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which process, and where it listens."""
    parser.add_argument("process", choices=[*SERVED], help="what is started")
    parser.add_argument(
        "--listen",
        metavar="HOST:PORT",
        default="",
        help="another place than the settings name",
    )


def execute(options: argparse.Namespace) -> int:
    """Become the process: it has our number, and what stops us stops it.

    Started by root it steps down to the account of the process, for good. Raises
    Refusal where it must not serve.
    """
    configuration = read_configuration(find_configuration_file(options.configuration))
    using.put_to_use(configuration)
    process = SERVED[options.process]
    listen = _find_place(configuration, process, options.listen)
    if away := checking.check_process(configuration, process):
        tell_operator(f"The database is away, and is waited for: {away}")
    environment = environments.make_environment(configuration, process)
    command = process.build_command(configuration, listen)
    account = of_processes().get(process.name) if os.geteuid() == 0 else None
    children.become_program(command, environment, account)


def _find_place(
    configuration: Configuration, process: ServedProcess, given: str
) -> str:
    if not process.listens:
        if given:
            raise Refusal(f"The {process.name} process listens nowhere: no --listen.")
        return ""
    try:
        listen = str(kinds.listening(given)) if given else ""
    except ValueError as error:
        raise Refusal(f"--listen must be {error}.") from error
    listen = listen or configuration.text("listen", process.name)
    host, port = processes.split_listening(listen)
    ports.check_free(port, f"[listen] {process.name}, or --listen", host)
    return listen


COMMAND = OperatorCommand(
    name="serve",
    summary="Serve one process of a real installation, until told to stop.",
    execute=execute,
    add_arguments=add_arguments,
    is_of_installation=True,
    ends_with_a_signal=True,
)
