"""The processes of a demonstration: started together, each started again when it ends,
and stopped together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from unhidden.hosting.installation.installation import Installation
from unhidden.hosting.paths import StateFolder
from unhidden.hosting.processes import children, ports
from unhidden.hosting.processes.keeping import ProcessKeeper, describe_end
from unhidden.hosting.refusal import Refusal

MISSING = "UNHIDDEN_MISSING"
PATIENCE = 60.0  # seconds until both sites must answer
FAILED = 500
LESS_URGENT = 5
# When we are killed the embedded database goes, too: a worker that is asked to end in
# good order would wait for it in vain, for half a minute.
LAST_WISHES = {
    "staff": signal.SIGTERM,
    "public": signal.SIGTERM,
    "worker": signal.SIGKILL,
    "live": signal.SIGTERM,
    "field": signal.SIGTERM,
}


@dataclass(frozen=True, slots=True)
class SitePorts:
    """Where the two sites and what stands beside them are served on this machine."""

    staff: int = 8000
    public: int = 8001
    live: int = 8003
    field: int = 8004

    def check_free(self) -> None:
        """Raise Refusal, naming the port that is in use, or that two would have."""
        if self.staff == self.public:
            raise Refusal(
                f"Both sites cannot be on port {self.staff}: choose another with"
                " --staff-port NUMBER or --public-port NUMBER."
            )
        taken = [self.staff, self.public]
        for name in ("live", "field"):
            port = getattr(self, name)
            if port in taken:
                raise Refusal(
                    f"The {name} process cannot be on port {port}, which another has:"
                    f" choose one with --{name}-port NUMBER."
                )
            taken.append(port)
        for site in ("staff", "public", "live", "field"):
            ports.check_free(getattr(self, site), f"unhidden run --{site}-port NUMBER")

    def address(self, site: str) -> str:
        """The address to open in a browser."""
        return f"http://{ports.HOST}:{getattr(self, site)}/"


WORKER = [sys.executable, "-m", "django", "worker"]
Processes = Mapping[str, subprocess.Popen[bytes]]


@contextmanager
def serve_sites(
    installation: Installation,
    wanted: SitePorts,
    say: Callable[[str], None],
    missing: tuple[str, ...] = (),
) -> Iterator[ProcessKeeper]:
    """Both sites and the worker, running and answering; stopped at the end.

    Raises Refusal when one of them ends before. What ends later is started again by
    the keeper, which ``say`` tells, and so is the embedded server.

    The staff site tells what is ``missing`` to keep them apart (isolation.SENTENCES).
    """
    keeper = ProcessKeeper(say)
    if server := installation.running:
        keeper.watch_process("database", server.child, server.start_again)
    try:
        if installation.accounts:
            keeper.start_process("cleaning", partial(_start_cleaning, installation))
        for name, command in list_process_commands(wanted).items():
            told = {**tell_places(wanted), MISSING: ",".join(missing)}
            start = partial(_start_process, installation, name, command, told)
            keeper.start_process(name, start)
        wait_until_answering(keeper.children_by_name, wanted)
        yield keeper
    finally:
        keeper.stop_all()


def _start_process(
    installation: Installation, name: str, command: list[str], told: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    child = children.start_child(
        command,
        environment={**installation.environment(name), **told},
        last_wish=LAST_WISHES[name],
        account=installation.account(name),
    )
    if name == "worker":  # whoever asks for a page goes first
        os.setpriority(os.PRIO_PROCESS, child.pid, LESS_URGENT)
    return child


def _start_cleaning(installation: Installation) -> subprocess.Popen[bytes]:
    """The process that cleans strangers' files, which knows nothing of any other."""
    asking = [str(installation.accounts[name].uid) for name in ("public", "staff")]
    return children.start_child(
        build_cleaning_command(installation.state, asking),
        environment={},
        last_wish=signal.SIGKILL,
        account=installation.account("cleaning"),
    )


def build_cleaning_command(state: StateFolder, asking: Sequence[str]) -> list[str]:
    """What cleans strangers' files for the users with the numbers ``asking``."""
    python = [sys.executable, "-I", "-B"]
    return [*python, "-m", "unhidden.cleaning.house", str(state.door), *asking]


def check_all_run(processes: Processes) -> None:
    """Raise Refusal when one of the processes has ended."""
    for name, child in processes.items():
        if child.poll() is not None:
            raise Refusal(
                f"The {name} process ended by itself ({describe_end(child)}), so"
                " everything was stopped; what it said is above."
            )


def tell_places(wanted: SitePorts) -> dict[str, str]:
    """Where boards hear of changes and phones send, and from which addresses."""
    hosts = (ports.HOST, "localhost")
    origins = ",".join(f"http://{host}:{wanted.staff}" for host in hosts)
    return {
        "UNHIDDEN_LIVE": f"http://{ports.HOST}:{wanted.live}/live/",
        "UNHIDDEN_LIVE_ORIGINS": origins,
        "UNHIDDEN_FIELD": f"http://{ports.HOST}:{wanted.field}/landing/",
        "UNHIDDEN_FIELD_ORIGINS": origins,
    }


def list_process_commands(wanted: SitePorts) -> dict[str, list[str]]:
    """What to start for each process."""
    return {
        "staff": build_site_command("staff", ports.HOST, wanted.staff),
        "public": build_site_command("public", ports.HOST, wanted.public),
        "worker": WORKER,
        "live": build_site_command("live", ports.HOST, wanted.live),
        "field": build_site_command("field", ports.HOST, wanted.field),
    }


def build_site_command(site: str, host: str, port: int, *further: str) -> list[str]:
    """What serves a site there, or a process beside it; ``further`` is for granian."""
    folder = site if site in ("health", "live", "field") else "programs"
    program = f"unhidden.hosting.{folder}.asgi_{site}:application"
    granian = [sys.executable, "-m", "granian", "--interface", "asginl", "--no-ws"]
    place = ["--host", host, "--port", str(port), "--workers", "1"]
    # No access log: it would hold who reported, and when.
    quiet = ["--no-access-log", "--log-level", "warning"]
    # HTTP/2 has no such limit on the time that headers take.
    slow = ["--http", "1", "--http1-header-read-timeout", "10000", "--backlog", "4096"]
    ending = ["--workers-kill-timeout", "5", "--blocking-threads", "1"]
    return [*granian, *place, *quiet, *slow, *ending, *further, program]


def wait_until_answering(processes: Processes, wanted: SitePorts) -> None:
    """Return when both sites answer; Refusal when one ends, or takes too long."""
    deadline = time.monotonic() + PATIENCE
    for site in ("staff", "public"):
        while (status := ports.ask_front_page(getattr(wanted, site))) is None:
            check_all_run(processes)
            if time.monotonic() > deadline:
                raise Refusal(f"The {site} site did not answer in {PATIENCE:.0f} s.")
            time.sleep(0.05)
        if status >= FAILED:
            raise Refusal(f"The {site} site fails on its front page; see above.")
