"""Somebody's code in the child that cleans: what it tries, and gets nothing by."""

from __future__ import annotations

import ctypes
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from unhidden.cleaning import TooLarge, apart, calls, confinement
from unhidden.cleaning.cleaner import clean_file
from unhidden.cleaning.tests.kinds import OF_EACH_KIND

#: Each is a line of a program that has ``place``, ``port`` and ``other`` at hand.
NEW_EYES = "look through other eyes"
ATTEMPTS = {
    "read a secret": "open(place + '/secret').read()",
    "look whether a file is there": "os.stat(place + '/secret')",
    "list a folder": "os.listdir(place)",
    "write a file": "os.mkdir(place + '/made')",
    "take a file away": "os.unlink(place + '/spare')",
    "read another's environment": "open(f'/proc/{other}/environ', 'rb').read()",
    "read its own environment": "open('/proc/self/environ', 'rb').read()",
    "reach a socket of the machine": "socket.socket(1).connect(place + '/door')",
    "reach the network": "socket.create_connection(('127.0.0.1', port), 2)",
    "trace another process": "must(libc.ptrace(16, other, 0, 0))",
    "signal another process": "os.kill(other, 0)",
    "start a program": "os.execv('/bin/true', ['true'])",
    "become two processes": "os.fork() or os._exit(0)",
    "run what it wrote into memory": "mmap.mmap(-1, 4096, prot=7)",
    "become another user": "os.setuid(os.getuid())",
    NEW_EYES: "must(libc.unshare(0x10000000))",
}
_PROGRAM = """
import ctypes, json, mmap, os, socket, sys
sys.argv = json.loads(sys.stdin.buffer.readline())
from unhidden.cleaning.__main__ import ready
place, port, other, attempt, is_confined = sys.argv
libc = ctypes.CDLL(None, use_errno=True)
def must(answer):
    if answer < 0:
        raise OSError(ctypes.get_errno(), "refused")
ready() if is_confined else None
try:
    exec(attempt)
except OSError as error:
    os.write(1, b"refused %d" % error.errno)
else:
    os.write(1, b"succeeded")
"""


@pytest.fixture(scope="module")
def other() -> Iterator[int]:
    """A process of the same user, beside the child."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=-1) as sibling:
        yield sibling.pid
        sibling.kill()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "secret").write_text("a key")
    (tmp_path / "spare").touch()
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(tmp_path / "door"))
        door.listen()
        yield tmp_path


@pytest.fixture
def port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as served:
        yield int(served.getsockname()[1])


@pytest.fixture(scope="module", autouse=True)
def _needs_both() -> None:
    probe = (
        "from unhidden.cleaning.confinement import confine_process;"
        "print(*confine_process())"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True)
    if done.stdout.strip():
        pytest.skip(f"this system has no {done.stdout.strip()}")


def tried(attempt: str, *about: object, is_confined: bool) -> str:
    """What came of an attempt in the child."""
    told = json.dumps([*map(str, about[:1]), *about[1:], attempt, is_confined])
    done = subprocess.run(
        [sys.executable, "-I", "-B", "-c", _PROGRAM],
        input=told.encode() + b"\n",
        capture_output=True,
        check=False,
        env={},
    )
    return done.stdout.decode() or f"ended: {done.returncode}"


@pytest.mark.parametrize("name", ATTEMPTS)
def test_what_a_child_could_do_it_can_do_no_more(
    name: str, place: Path, port: int, other: int
) -> None:
    attempt, about = ATTEMPTS[name], (place, port, other)

    before = tried(attempt, *about, is_confined=False)
    now = tried(attempt, *about, is_confined=True)

    if name == NEW_EYES and before.startswith("refused"):
        pytest.skip("This machine gives an ordinary user no namespace of their own.")
    # A program that was started says nothing, and ends well; so does its copy.
    assert before in {"succeeded", "ended: 0", "succeededsucceeded"}
    assert now == "refused 1"


@pytest.mark.parametrize("kind", sorted(OF_EACH_KIND))
def test_a_confined_child_reads_every_kind_as_well(kind: str) -> None:
    content = OF_EACH_KIND[kind]

    assert apart.clean_apart(content) == clean_file(content)


def test_landlock_alone_closes_files_ports_and_signals(
    place: Path, port: int, other: int
) -> None:
    attempts = ["read a secret", "reach the network", "signal another process"]
    alone = "confinement._close_calls = lambda _: True; confinement.confine_process()"

    for name in attempts:
        attempt = f"from unhidden.cleaning import confinement; {alone}; {{}}"
        said = tried(
            attempt.format(ATTEMPTS[name]), place, port, other, is_confined=False
        )

        assert said in {"refused 1", "refused 13"}, name


def test_where_a_machine_has_none_of_it_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Old:
        """A kernel that knows neither."""

        def syscall(self, *_: object) -> int:
            return -1

    old = Old()

    assert not confinement._close_files(old)  # type: ignore[arg-type]
    assert not confinement._close_calls(old)  # type: ignore[arg-type]
    monkeypatch.setattr(sys, "platform", "darwin")
    assert confinement.confine_process() == ("no_new_privs", "Landlock", "seccomp")


def test_a_machine_that_is_not_known_has_no_filter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(calls, "MACHINES", {})

    assert not confinement._close_calls(ctypes.CDLL(None))


@pytest.mark.parametrize("name", sorted(calls.MACHINES))
def test_a_filter_fits_into_the_kernel_and_ends_with_a_refusal(name: str) -> None:
    program = calls.build_call_filter(calls.MACHINES[name], refused=1, unknown=38)

    steps = len(program) // calls.STEP
    assert steps < 256
    assert program[-calls.STEP :] == bytes([6, 0, 0, 0, 1, 0, 5, 0])


def test_what_is_no_answer_is_too_large_for_us() -> None:
    for said in (b"", b"{}\n", b'{"refused": "Nothing"}\n', b"[]\n", os.urandom(9)):
        with pytest.raises(TooLarge):
            apart._understood(said)
