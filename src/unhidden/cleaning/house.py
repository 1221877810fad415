"""The process that has files cleaned for others, under an account of its own.

``python -m unhidden.cleaning.house DOOR UID…``: listens at the socket DOOR, and takes
files from processes of these users alone. It reads none itself: each file goes to a
child that is bounded and confined, at most a few at the same time.
"""

from __future__ import annotations

import socket
import struct
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread

from unhidden.cleaning import apart, confinement
from unhidden.cleaning.doors import shorten_address

_WAITING = 64
_CREDENTIALS = struct.Struct("3i")  # process, user, group: unix(7)


def main(door: str, *askers: str) -> None:
    """Serve until killed."""
    confinement.hide_process()
    users = {int(each) for each in askers}
    with suppress(FileNotFoundError):
        Path(door).unlink()
    with socket.socket(socket.AF_UNIX) as entrance:
        with shorten_address(door) as address:
            entrance.bind(address)
        # Everybody may knock; who it is, the system says.
        Path(door).chmod(0o666)
        entrance.listen(_WAITING)
        while True:
            line, _ = entrance.accept()
            if _user(line) in users:
                Thread(target=_serve, args=[line], daemon=True).start()
            else:
                line.close()


def _user(line: socket.socket) -> int:
    told = line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    return int(_CREDENTIALS.unpack(told)[1])


def _serve(line: socket.socket) -> None:
    """Give the line to a child: what that says goes to the asker and nowhere else."""
    with line:
        apart.clean_at(line)


if __name__ == "__main__":
    main(*sys.argv[1:])
