"""Ctrl-C and its kin: one orderly stop, which a second Ctrl-C does not disturb."""

from __future__ import annotations

import signal
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Somebody asked us to stop; everything started is stopped on the way out."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def listen() -> None:
    """From now on the first of the signals raises Stopped, the rest are ignored."""
    for number in SIGNALS:
        signal.signal(number, _stop)


def _stop(number: int, _frame: FrameType | None) -> None:
    # Stopping is bounded: what does not end when asked is killed (children.py).
    for other in SIGNALS:
        signal.signal(other, signal.SIG_IGN)
    raise Stopped(number)
