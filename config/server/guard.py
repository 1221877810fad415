"""Become another program that cannot outlive whoever started it.

Run as ``python -I -S guard.py PARENT SIGNAL UID GID PROGRAM ARGUMENT…``: steps down
to UID and GID (``-`` keeps them), asks Linux for SIGNAL when the parent dies, also of
a kill -9, and becomes PROGRAM. A file of its own because code between fork and exec
is unsafe in a process with threads.
"""

from __future__ import annotations

import ctypes
import os
import sys

PR_SET_PDEATHSIG = 1


def main(parent: int, signal: int, uid: str, gid: str, program: list[str]) -> None:
    """Replace this process by ``program``; never returns."""
    if uid != "-":
        os.setgroups([])
        os.setgid(int(gid))
        os.setuid(int(uid))
    if sys.platform == "linux":
        # After stepping down: a change of user takes the wish back.
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal, 0, 0, 0)
        if os.getppid() != parent:
            sys.exit(1)
    os.execv(program[0], program)  # noqa: S606


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4], sys.argv[5:])
