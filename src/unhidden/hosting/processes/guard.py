"""Become another program that cannot outlive whoever started it.

Run as ``python -I -S guard.py PARENT SIGNAL UID GIDS PROGRAM ARGUMENT…``: steps down
to UID and GIDS (``-`` keeps them), asks Linux for SIGNAL when the parent dies, also of
a kill -9 (0 as PARENT does not), and becomes PROGRAM. A file of its own because code
between fork and exec is unsafe in a process with threads, and so that nothing of ours
is imported by root.
"""

from __future__ import annotations

import ctypes
import os
import resource
import sys

PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS = 1, 38


def main(parent: int, signal: int, uid: str, gids: str, program: list[str]) -> None:
    """Replace this process by ``program``; never returns."""
    # What is in memory is nothing for a disk.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if uid != "-":
        gid, *further = map(int, gids.split(","))
        os.setgroups(further)
        os.setgid(gid)
        os.setuid(int(uid))
        # What belongs to one account alone says so itself; the rest is for all of them.
        os.umask(0o022)
    if sys.platform == "linux":
        # After stepping down: a change of user takes the wish back.
        linux = ctypes.CDLL(None)
        if parent:
            linux.prctl(PR_SET_PDEATHSIG, signal, 0, 0, 0)
        if uid != "-":
            linux.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        if parent and os.getppid() != parent:
            sys.exit(1)
    os.execv(program[0], program)  # noqa: S606


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4], sys.argv[5:])
