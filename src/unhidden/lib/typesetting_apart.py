"""The process in which a paper is set: it reads its input, and opens nothing else."""

from __future__ import annotations

import json
import resource
import sys
from contextlib import suppress
from typing import BinaryIO

import typst

CPU_SECONDS = 20
MEMORY = 2_000_000_000
# A folder that there is not: no package is found in it, and none is fetched into it.
_NOWHERE = "/nonexistent"


def limit_typesetting() -> None:
    """Bound this process: time, memory, and no file written."""
    for what, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    # macOS has no bound on a process's memory.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def set_paper(source: BinaryIO) -> bytes:
    """The paper as PDF/UA-1 with no moment of its own; raises typst.TypstError.

    The first line names the folder of the fonts and the lengths of what follows: the
    template, and the data.
    """
    folder, *lengths = json.loads(source.readline())
    template, data = (source.read(length) for length in lengths)
    compiler = typst.Compiler(
        input=template,
        root=folder,
        font_paths=typst.Fonts(False, False, [folder]),
        sys_inputs={"data": data.decode()},
        package_path=_NOWHERE,
        package_cache_path=_NOWHERE,
    )
    made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=0)
    return made if isinstance(made, bytes) else b""


def main() -> None:
    """Set what comes in; what cannot be set is answered by nothing."""
    limit_typesetting()
    with suppress(typst.TypstError, ValueError):
        sys.stdout.buffer.write(set_paper(sys.stdin.buffer))
