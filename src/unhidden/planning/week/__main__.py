"""``python -m unhidden.planning.week``: answer the request on standard input.

A process of its own, for a worker to start at low priority: it reads one JSON object,
opens no file, no database and no connection, and writes one JSON object a line. After
SIGTERM, or when its time of the processor is over, it writes the best plan it has, and
ends.
"""

from __future__ import annotations

import signal
import sys
from typing import BinaryIO, TextIO

from unhidden.planning.week.requests import answer_request

REFUSED = 2


def run_process(source: BinaryIO, sink: TextIO) -> int:
    """Answer the request of a stream; 0, or 2 when it is refused."""
    stops: list[int] = []
    for each in (signal.SIGTERM, signal.SIGXCPU):
        signal.signal(each, lambda number, _: stops.append(number))
    is_answered = answer_request(
        source.read(),
        lambda line: print(line, file=sink, flush=True),
        is_stopped=lambda: bool(stops),
    )
    return 0 if is_answered else REFUSED


if __name__ == "__main__":
    sys.exit(run_process(sys.stdin.buffer, sys.stdout))
