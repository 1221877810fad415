"""A port in use is one clear sentence, before anything is started."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from unhidden.hosting.installation.serving import SitePorts
from unhidden.hosting.paths import REPOSITORY
from unhidden.hosting.processes import ports
from unhidden.hosting.refusal import Refusal


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        listener.bind((ports.HOST, 0))
        listener.listen()
        yield int(listener.getsockname()[1])


def test_a_port_that_another_program_serves_is_refused(taken: int) -> None:
    with pytest.raises(Refusal, match=f"Port {taken} is in use by another program"):
        SitePorts(staff=taken).check_free()


def test_two_sites_on_one_port_are_refused() -> None:
    with pytest.raises(Refusal, match="Both sites cannot be on port 8001"):
        SitePorts(staff=8001).check_free()


@pytest.mark.parametrize("named", [{"live": 8000}, {"field": 8001}, {"field": 8003}])
def test_what_stands_beside_the_sites_has_ports_of_its_own(
    named: dict[str, int],
) -> None:
    ((name, port),) = named.items()

    with pytest.raises(Refusal, match=f"The {name} process cannot be on port {port}"):
        SitePorts(**named).check_free()


def test_a_free_port_is_fine(taken: int) -> None:
    with socket.socket() as probe:
        probe.bind((ports.HOST, 0))
        free = int(probe.getsockname()[1])

    ports.check_free(free, "--staff-port")


def test_the_command_says_so_and_fails(taken: int, place: Path) -> None:
    command = [str(REPOSITORY / ".venv/bin/unhidden"), "run", "--public-port"]
    done = subprocess.run(
        [*command, str(taken), "--staff-port", "0"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "UNHIDDEN_STATE": str(place / "state")},
    )

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        f"Port {taken} is in use by another program: stop that program, or choose"
        " another port with unhidden run --public-port NUMBER.\n"
    )
