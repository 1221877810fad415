"""Ctrl-C and its kin: one orderly stop, which an impatient second does not disturb."""

from __future__ import annotations

import signal
import time
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# Longer than an orderly stop takes: what does not end when asked is killed by then.
PATIENCE = 60.0


class Stopped(BaseException):
    """Somebody asked us to stop; everything started is stopped on the way out."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class _Listener:
    """Raises Stopped once, and again only when that led nowhere."""

    def __init__(self) -> None:
        self.last = float("-inf")

    def __call__(self, number: int, _frame: FrameType | None) -> None:
        now = time.monotonic()
        if now - self.last >= PATIENCE:
            self.last = now
            raise Stopped(number)


def listen_for_stop() -> None:
    """From now on the first of the signals raises Stopped."""
    listener = _Listener()
    for number in SIGNALS:
        signal.signal(number, listener)
