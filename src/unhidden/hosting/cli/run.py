"""``unhidden run``: set up what is missing, and serve until told to stop."""

from __future__ import annotations

import argparse

from unhidden.hosting import paths
from unhidden.hosting.cli.command import Command, may_take_over, say
from unhidden.hosting.installation import assets, serving
from unhidden.hosting.installation.installation import Installation
from unhidden.hosting.installation.opening import Wanted, opened
from unhidden.hosting.installation.serving import Ports
from unhidden.hosting.postgres import embedded
from unhidden.hosting.processes import isolation


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The two ports, and whether a new database is filled."""
    usual = Ports()
    for site in ("staff", "public"):
        port = getattr(usual, site)
        parser.add_argument(
            f"--{site}-port",
            type=int,
            default=port,
            metavar="NUMBER",
            help=f"where to serve the {site} site (usually {port})",
        )
    parser.add_argument(
        "--empty",
        action="store_true",
        help="leave a new database empty: no demonstration",
    )
    may_take_over(parser)


def execute(options: argparse.Namespace) -> int:
    """Serve both sites and the worker; ends by a signal, or by Refusal."""
    ports = Ports(staff=options.staff_port, public=options.public_port)
    state = paths.state()
    state.make()
    embedded.check_alone(state.folder)
    ports.check_free()
    assets.make(state)
    wanted = Wanted(
        is_alone=True,
        demonstration=not options.empty,
        other_secrets=options.other_secrets,
    )
    with opened(state, say, wanted) as installation:
        missing = isolation.missing(installation.accounts)
        with serving.serving(installation, ports, missing) as processes:
            _announce(installation, ports, missing)
            serving.wait_for_the_first_end(processes)
    return 0


def _announce(
    installation: Installation, ports: Ports, missing: tuple[str, ...]
) -> None:
    print(f"\n  Public site  {ports.address('public')}")
    print(f"  Staff site   {ports.address('staff')}\n")
    sign_ins = installation.state.sign_ins
    if sign_ins.exists():
        print(sign_ins.read_text())
    for name in missing:
        print(f"  {isolation.SENTENCES[name]}")
    print("Ctrl-C stops everything.", flush=True)


COMMAND = Command(
    name="run",
    summary="Set up what is missing, then serve both sites and the worker.",
    execute=execute,
    add_arguments=add_arguments,
    ends_with_a_signal=True,
)
