"""The three processes of an installation: started together, stopped together."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from unhidden.hosting.installation.installation import Installation
from unhidden.hosting.paths import StateFolder
from unhidden.hosting.processes import children, ports
from unhidden.hosting.refusal import Refusal

MISSING = "UNHIDDEN_MISSING"
PATIENCE = 60.0  # seconds until both sites must answer
FAILED = 500
# When we are killed the embedded database goes, too: a worker that is asked to end in
# good order would wait for it in vain, for half a minute.
LAST_WISHES = {
    "staff": signal.SIGTERM,
    "public": signal.SIGTERM,
    "worker": signal.SIGKILL,
}


@dataclass(frozen=True, slots=True)
class SitePorts:
    """Where the two sites are served on this machine."""

    staff: int = 8000
    public: int = 8001

    def check_free(self) -> None:
        """Raise Refusal, naming the port that is in use, or that both would have."""
        if self.staff == self.public:
            raise Refusal(
                f"Both sites cannot be on port {self.staff}: choose another with"
                " --staff-port NUMBER or --public-port NUMBER."
            )
        for site in ("staff", "public"):
            ports.check_free(getattr(self, site), f"unhidden run --{site}-port NUMBER")

    def address(self, site: str) -> str:
        """The address to open in a browser."""
        return f"http://{ports.HOST}:{getattr(self, site)}/"


WORKER = [sys.executable, "-m", "django", "worker"]
Processes = Mapping[str, subprocess.Popen[bytes]]


@contextmanager
def serve_sites(
    installation: Installation, wanted: SitePorts, missing: tuple[str, ...] = ()
) -> Iterator[Processes]:
    """Both sites and the worker, running and answering; stopped at the end.

    The staff site tells what is ``missing`` to keep them apart (isolation.SENTENCES).
    """
    started: dict[str, subprocess.Popen[bytes]] = {}
    try:
        if installation.accounts:
            started["cleaning"] = _start_cleaning(installation)
        for name, command in list_process_commands(wanted).items():
            told = {MISSING: ",".join(missing)} if name == "staff" else {}
            started[name] = children.start_child(
                command,
                environment={**installation.environment(name), **told},
                last_wish=LAST_WISHES[name],
                account=installation.account(name),
            )
        wait_until_answering(started, wanted)
        yield started
    finally:
        children.stop_all(list(started.values()))


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


def wait_for_the_first_end(processes: Processes) -> None:
    """Wait until one of them ends, which none should: Refusal names it."""
    while True:
        check_all_run(processes)
        time.sleep(0.2)


def check_all_run(processes: Processes) -> None:
    """Raise Refusal when one of the processes has ended."""
    for name, child in processes.items():
        code = child.poll()
        if code is not None:
            how = f"signal {-code}" if code < 0 else f"exit code {code}"
            raise Refusal(
                f"The {name} process ended by itself ({how}), so everything was"
                " stopped; what it said is above."
            )


def list_process_commands(wanted: SitePorts) -> dict[str, list[str]]:
    """What to start for each process."""
    return {
        "staff": build_site_command("staff", ports.HOST, wanted.staff),
        "public": build_site_command("public", ports.HOST, wanted.public),
        "worker": WORKER,
    }


def build_site_command(site: str, host: str, port: int, *further: str) -> list[str]:
    """What serves a site there; ``further`` are options of granian's."""
    program = f"unhidden.hosting.front.asgi_{site}:application"
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
