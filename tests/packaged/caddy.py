"""Debian's Caddy with the file that we write for it, on ports of a test's."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.packaged.programs import find_program
from tests.packaged.visiting import PUBLIC, Place
from unhidden.hosting.processes.ports import HOST


@contextmanager
def serving(ours: str, place: Place, folder: Path) -> Iterator[Path]:
    """Caddy by this file, on a test's ports; gives the file with all that it says."""
    ports = f"{{\n\thttp_port {place.plain}\n\thttps_port {place.tls}\n"
    ports += f"\tdefault_bind {HOST}\n\tstorage file_system {folder}/kept\n"
    file, said = written(folder, ours.replace("{\n", ports, 1)), folder / "said"
    program = [find_program("caddy"), "run", "--adapter", "caddyfile"]
    command = [*program, "--config", str(file)]
    with said.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
    try:
        _wait(process, place, said)
        yield said
    finally:
        process.terminate()
        process.wait()


def _wait(process: subprocess.Popen[bytes], place: Place, said: Path) -> None:
    deadline = time.monotonic() + 20
    while True:
        assert process.poll() is None, said.read_text()
        try:
            place.connect(PUBLIC).close()
        except OSError:
            assert time.monotonic() < deadline, said.read_text()
            time.sleep(0.1)
        else:
            return


def written(folder: Path, text: str) -> Path:
    file = folder / "Caddyfile"
    file.write_text(text)
    return file
