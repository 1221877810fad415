"""Whether anything of who reported, or what, lies where it must not.

Looked through are a whole dump of the database, the program's log, and whatever was
written into the folder for temporary files meanwhile; as text, and as the ways in which
bytes are written out: hexadecimal, and base64 at each of its three offsets.
"""

from __future__ import annotations

import tempfile
from base64 import b64encode
from collections.abc import Iterable, Iterator
from pathlib import Path

from unhidden.hosting.backup import programs
from unhidden.hosting.postgres import connecting
from unhidden.hosting.postgres.connecting import Parameters

SERVER_VERSIONS = 10_000


def hits(canaries: Iterable[str], things: dict[str, bytes]) -> list[str]:
    """Where a canary stands, in any spelling; [] is what should come back."""
    return [
        f"{canary} in {name}"
        for canary in canaries
        for spelling in spellings(canary)
        for name, content in things.items()
        if spelling in content
    ]


def spellings(text: str) -> Iterator[bytes]:
    """The text in lower case, as it may be written in a dump or a log."""
    plain = text.encode()
    yield plain.lower()
    yield plain.hex().encode()
    for offset in range(3):
        whole = b64encode(bytes(offset) + plain)
        # Only the letters that do not depend on what stands before and after.
        first, last = (offset * 8 + 5) // 6, (offset + len(plain)) * 8 // 6
        yield whole[first:last].lower()


def dump(database: Parameters) -> bytes:
    """All tables as pg_dump writes them, in lower case."""
    with connecting.connect(database) as admin:
        version = admin.info.server_version // SERVER_VERSIONS
    command = [programs.find_program("pg_dump", version), "--format=plain"]
    with programs.run_program(command, database, "stdout") as output:
        return output.read().lower()


def temporary_files(*, since: float) -> dict[str, bytes]:
    """Files that programs wrote into their temporary folder since this moment."""
    found = {}
    for path in Path(tempfile.gettempdir()).rglob("*"):
        try:
            if path.is_file() and path.stat().st_mtime >= since:
                found[str(path)] = path.read_bytes().lower()
        except OSError:
            continue
    return found
