"""Cleaning in a process of its own: bounded, without secrets, and writing no file.

What reads hostile files may be made to run for ever, to fill the memory, or worse. The
child has neither the environment nor the keys of the site, and may open no file and no
connection (``confinement.py``); the content goes and comes by one line.

Where the sites have system accounts of their own, the child has another: it is started
by a house that listens at a ``door`` (``house.py``). Otherwise the site starts it.
"""

from __future__ import annotations

import json
import os
import resource
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import BoundedSemaphore
from typing import BinaryIO

from unhidden.cleaning.doors import shorten_address
from unhidden.cleaning.results import (
    REFUSALS,
    CleanableKind,
    CleanedFile,
    FileRefused,
    FileTrace,
    TooLarge,
)

SECONDS = 20
MEMORY = 2_000_000_000
# Files that are cleaned at the same time; others wait for their turn.
AT_ONCE = 2
# The largest copy, and what is said of it.
LONGEST_ANSWER = 100_100_000
_PATIENCE = 3 * SECONDS
_PIECE = 1 << 20
_turns = BoundedSemaphore(AT_ONCE)
_PROGRAM = "from unhidden.cleaning.__main__ import main; main()"
# Where this Python has its own library, if it is told so: no secret, and no more.
_ENVIRONMENT = {k: v for k, v in os.environ.items() if k == "LD_LIBRARY_PATH"}
_BY_NAME = {each.__name__: each for each in REFUSALS}


def clean_apart(content: bytes, *, door: str = "") -> CleanedFile:
    """What ``cleaner.clean_file`` gives and raises; TooLarge too when the bound is met.

    Raises OSError where nobody answers at the ``door`` that is named.
    """
    with _turns:
        return _understood(_at_door(content, door) if door else _here(content))


def _at_door(content: bytes, door: str) -> bytes:
    with socket.socket(socket.AF_UNIX) as line:
        with shorten_address(door) as address:
            line.connect(address)
        return _asked(line, content)


def _here(content: bytes) -> bytes:
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            child = _child(theirs)
        try:
            return _asked(ours, content)
        finally:
            child.kill()
            child.wait()


def clean_at(line: socket.socket) -> None:
    """Have what comes on this line cleaned, and the answer sent back on it."""
    with _turns:
        child = _child(line)
        try:
            child.wait(timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _child(line: socket.socket) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  # this program, with nothing of theirs
        [sys.executable, "-I", "-B", "-c", _PROGRAM],
        stdin=line.fileno(),
        stdout=line.fileno(),
        stderr=subprocess.DEVNULL,
        env=_ENVIRONMENT,
    )


def _asked(line: socket.socket, content: bytes) -> bytes:
    """Send the file and read the answer: empty where the child was ended."""
    line.settimeout(_PATIENCE)
    answer = bytearray()
    with suppress(OSError):
        line.sendall(content)
        line.shutdown(socket.SHUT_WR)
        while piece := line.recv(_PIECE):
            answer += piece
            if len(answer) > LONGEST_ANSWER:
                return b""
    return bytes(answer)


def serve_cleaning(
    source: BinaryIO, sink: BinaryIO, clean: Callable[[bytes], CleanedFile]
) -> None:
    """The child's side: read the file, and say what came of it."""
    said: dict[str, object]
    body = b""
    try:
        cleaned = clean(source.read())
    except FileRefused as refusal:
        said = {"refused": type(refusal).__name__}
    else:
        body = cleaned.content or b""
        said = {
            "kind": cleaned.kind,
            "media_type": cleaned.media_type,
            "has_content": cleaned.content is not None,
            "found": list(cleaned.found),
            "seconds": cleaned.seconds,
        }
    sink.write(json.dumps(said).encode() + b"\n" + body)
    sink.flush()


def limit_process() -> None:
    """Bound this process: time, memory, and no file at all."""
    for what, most in (
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    # macOS has no bound on a process's memory.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _understood(answer: bytes) -> CleanedFile:
    """Raises TooLarge for what is no answer: the child was ended, or is not itself."""
    head, _, body = answer.partition(b"\n")
    try:
        said = json.loads(head)
        refusal = _BY_NAME[said["refused"]] if "refused" in said else None
        if refusal is None:
            return CleanedFile(
                kind=CleanableKind(said["kind"]),
                media_type=str(said["media_type"]),
                content=body if said["has_content"] else None,
                found=tuple(map(FileTrace, said["found"])),
                seconds=said["seconds"],
            )
    except (ValueError, LookupError, TypeError) as error:
        raise TooLarge from error
    raise refusal
