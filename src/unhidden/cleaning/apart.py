"""Cleaning in a process of its own: bounded, without secrets, and writing no file.

What reads hostile files may be made to run for ever, to fill the memory, or worse. The
child has neither the environment nor the keys of the site, and may write no byte to
any file; the content goes and comes through pipes.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import BoundedSemaphore
from typing import BinaryIO

from unhidden.cleaning.results import REFUSALS, Cleaned, Found, Kind, Refused, TooLarge

SECONDS = 20
MEMORY = 2_000_000_000
# Files that are cleaned at the same time; others wait for their turn.
AT_ONCE = 2
_PATIENCE = 3 * SECONDS
_turns = BoundedSemaphore(AT_ONCE)
_PROGRAM = "from unhidden.cleaning.__main__ import main; main()"
_BY_NAME = {each.__name__: each for each in REFUSALS}


def clean_apart(content: bytes) -> Cleaned:
    """What ``cleaner.clean`` gives and raises; TooLarge too when the bound is met."""
    command = [sys.executable, "-I", "-B", "-c", _PROGRAM]
    try:
        with _turns:
            ended = subprocess.run(  # noqa: S603  # this program, with nothing of theirs
                command,
                input=content,
                capture_output=True,
                timeout=_PATIENCE,
                check=True,
                env={},
            )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise TooLarge from error
    return _understood(ended.stdout)


def serve(source: BinaryIO, sink: BinaryIO, clean: Callable[[bytes], Cleaned]) -> None:
    """The child's side: read the file, and say what came of it."""
    said: dict[str, object]
    body = b""
    try:
        cleaned = clean(source.read())
    except Refused as refusal:
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


def bound() -> None:
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


def _understood(answer: bytes) -> Cleaned:
    head, _, body = answer.partition(b"\n")
    said = json.loads(head)
    if "refused" in said:
        raise _BY_NAME[said["refused"]]
    return Cleaned(
        kind=Kind(said["kind"]),
        media_type=str(said["media_type"]),
        content=body if said["has_content"] else None,
        found=tuple(map(Found, said["found"])),
        seconds=said["seconds"],
    )
