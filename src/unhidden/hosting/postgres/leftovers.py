"""What a server that was killed leaves behind."""

from __future__ import annotations

import signal
from pathlib import Path

import psutil


def clear_leftovers(data: Path) -> None:
    """Make way for a new start in ``data``, whose lock we hold.

    A server that outlived us is stopped; a note of one that is gone is removed when
    its number was given to another program since (PostgreSQL would wait for that).
    """
    note = data / "postmaster.pid"
    try:
        number = int(note.read_text().splitlines()[0])
        process = psutil.Process(number)
        ours = str(data) in process.cmdline()
    except (FileNotFoundError, ValueError, IndexError, psutil.NoSuchProcess):
        return
    except psutil.AccessDenied:
        ours = False
    if ours:
        _stop(process)
    else:
        note.unlink(missing_ok=True)


def _stop(process: psutil.Process) -> None:
    for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        try:
            process.send_signal(how)
            process.wait(timeout=10)
        except psutil.NoSuchProcess:
            return
        except psutil.TimeoutExpired:
            continue
        return
