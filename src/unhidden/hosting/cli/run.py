"""``unhidden run``: set up what is missing, and serve until told to stop."""

from __future__ import annotations

import argparse

from unhidden.hosting import paths
from unhidden.hosting.cli.command import OperatorCommand, may_take_over, tell_operator
from unhidden.hosting.installation import assets, serving
from unhidden.hosting.installation.installation import Installation
from unhidden.hosting.installation.opening import DatabaseNeeds, open_database
from unhidden.hosting.installation.serving import SitePorts
from unhidden.hosting.postgres import embedded
from unhidden.hosting.processes import isolation

_SERVED = {
    "staff": "the staff site",
    "public": "the public site",
    "live": "the streams of open boards",
    "field": "what phones send",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The four ports, and whether a new database is filled."""
    usual = SitePorts()
    for site, words in _SERVED.items():
        port = getattr(usual, site)
        parser.add_argument(
            f"--{site}-port",
            type=int,
            default=port,
            metavar="NUMBER",
            help=f"where to serve {words} (usually {port})",
        )
    parser.add_argument(
        "--empty",
        action="store_true",
        help="leave a new database empty: no demonstration",
    )
    may_take_over(parser)


def execute(options: argparse.Namespace) -> int:
    """Serve both sites and all beside them; ends by a signal, or by Refusal."""
    ports = SitePorts(
        staff=options.staff_port,
        public=options.public_port,
        live=options.live_port,
        field=options.field_port,
    )
    state = paths.find_state_folder()
    state.make()
    embedded.check_alone(state.folder)
    ports.check_free()
    assets.make_assets(state)
    wanted = DatabaseNeeds(
        is_alone=True,
        demonstration=not options.empty,
        other_secrets=options.other_secrets,
        is_synthetic=True,
    )
    with open_database(state, tell_operator, wanted) as installation:
        missing = isolation.find_missing_isolation(installation.accounts)
        with serving.serve_sites(installation, ports, tell_operator, missing) as keeper:
            _announce(installation, ports, missing)
            keeper.keep_running()
    return 0


def _announce(
    installation: Installation, ports: SitePorts, missing: tuple[str, ...]
) -> None:
    print(f"\n  Public site  {ports.address('public')}")
    print(f"  Staff site   {ports.address('staff')}\n")
    sign_ins = installation.state.sign_ins
    if sign_ins.exists():
        print(sign_ins.read_text())
    for name in missing:
        print(f"  {isolation.SENTENCES[name]}")
    print("Ctrl-C stops everything.", flush=True)


COMMAND = OperatorCommand(
    name="run",
    summary="Set up what is missing, then serve both sites and all beside them.",
    execute=execute,
    add_arguments=add_arguments,
    ends_with_a_signal=True,
)
