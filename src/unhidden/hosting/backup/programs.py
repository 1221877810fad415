"""PostgreSQL's own ``pg_dump`` and ``pg_restore``: which to use, and running them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from psycopg.conninfo import make_conninfo

from unhidden.hosting.postgres import binaries, system_users
from unhidden.hosting.postgres.connecting import Parameters
from unhidden.hosting.processes.account import to_step_down_to
from unhidden.hosting.refusal import Refusal

_VERSION = re.compile(rb"\(PostgreSQL\) (\d+)")
_NOISE = re.compile(r"^pg_\w+: (error: |detail: |hint: )?")


def find_program(name: str, server_version: int) -> str:
    """The program of the server's own version, or else the next newer one.

    The embedded server's own is one of them. Raises Refusal: an older one does not
    understand the server.
    """
    versions = {path: _version(path) for path in _candidates(name, server_version)}
    fit = {path: v for path, v in versions.items() if v >= server_version}
    if not fit:
        raise Refusal(
            f"There is no {name} of PostgreSQL {server_version} in PATH, which is what"
            " the server is: install the package of PostgreSQL's client programs."
        )
    return min(fit, key=lambda path: fit[path])


@contextmanager
def run_program(
    command: list[str], connection: Parameters, stream: str
) -> Iterator[IO[bytes]]:
    """Run with its ``stream`` (stdin or stdout) in our hand; Refusal when it fails.

    The password goes through the environment, which other users cannot see.
    """
    with tempfile.TemporaryFile() as said:
        child = _start(command, connection, stream, said)
        handle = child.stdout if stream == "stdout" else child.stdin
        assert handle is not None  # noqa: S101  # one of the two is a pipe
        try:
            yield handle
            handle.close()
        except BrokenPipeError:
            pass  # it ended before its input: it says why
        except BaseException:
            # Before its input ends: it must not take a part for the whole.
            child.kill()
            raise
        finally:
            _end(child, handle)
        if child.returncode != 0:
            raise Refusal(f"{Path(command[0]).name} failed: {_reason(said)}")


def _end(child: subprocess.Popen[bytes], handle: IO[bytes]) -> None:
    child.wait()
    with suppress(BrokenPipeError):
        handle.close()


def _start(
    command: list[str], connection: Parameters, stream: str, said: IO[bytes]
) -> subprocess.Popen[bytes]:
    without_word = {k: v for k, v in connection.items() if k != "password"}
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
    environment |= {"PGPASSWORD": connection.get("password", ""), "LC_ALL": "C"}
    own = system_users.find_system_user(connection)
    return subprocess.Popen(  # noqa: S603
        [*command, "--no-password", "--dbname", make_conninfo(**without_word)],
        env=environment,
        stdin=subprocess.PIPE if stream == "stdin" else subprocess.DEVNULL,
        stdout=subprocess.PIPE if stream == "stdout" else subprocess.DEVNULL,
        stderr=said,
        start_new_session=True,  # Ctrl-C reaches only us
        user=own and own.pw_uid,
        group=own and own.pw_gid,
        extra_groups=[] if own else None,
        cwd="/" if own else None,
    )


def _candidates(name: str, version: int) -> Iterator[str]:
    in_path = shutil.which(name)
    if in_path:
        yield in_path
    debian = Path(f"/usr/lib/postgresql/{version}/bin") / name
    if debian.exists():
        yield str(debian)
    try:
        yield str(binaries.find_server_programs(to_step_down_to()) / name)
    except Refusal:
        return  # the embedded server is not installed


def _version(path: str) -> int:
    done = subprocess.run([path, "--version"], capture_output=True, check=False)  # noqa: S603
    found = _VERSION.search(done.stdout)
    return int(found[1]) if found else 0


def _reason(said: IO[bytes]) -> str:
    said.seek(0)
    lines = said.read().decode(errors="replace").strip().splitlines()
    errors = [line for line in lines if "error:" in line] or lines
    return _NOISE.sub("", errors[0]) if errors else "it gave no reason"
