"""Where the embedded server's socket lies: private, and short enough for a socket."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from unhidden.hosting.processes.account import SystemAccount
from unhidden.hosting.refusal import Refusal

# 108 bytes on Linux and 104 on macOS, with a closing zero.
LONGEST = 103
PORT = "5432"
NAME = f".s.PGSQL.{PORT}"


def find_socket_folder(home: Path) -> Path:
    """The socket's folder for the server in ``home``."""
    near = home / "socket"
    if len(os.fsencode(near / NAME)) <= LONGEST:
        return near
    digest = hashlib.sha256(os.fsencode(home)).hexdigest()[:16]
    return Path("/tmp") / f"unhidden-{digest}"  # noqa: S108


def make_socket_folder(
    home: Path, account: SystemAccount | None, *, is_shared: bool = False
) -> Path:
    """Create the folder for the server's user alone, and give it back.

    One that ``is_shared`` is for those too who are started in that user's group.

    Raises Refusal when somebody else made it first: in a place that all may write
    to, they could answer in the server's name.
    """
    made = find_socket_folder(home)
    made.mkdir(mode=0o700, exist_ok=True)
    owner = made.lstat().st_uid
    allowed = {os.geteuid(), *({account.uid} if account else set())}
    if made.is_symlink() or owner not in allowed:
        raise Refusal(f"{made} belongs to somebody else: remove it, and start again.")
    if account:
        account.give(made)
    made.chmod(0o750 if is_shared else 0o700)
    return made
