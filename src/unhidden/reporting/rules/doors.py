"""How long a report waits at the door. Nobody is ever refused.

A browser with scripts works out a puzzle, and the more reports come the longer it
takes; a form without scripts waits instead, from when it is shown first: a stock of old
forms is worth nothing. What is counted are reports, and forms shown, of the last hour:
from the part of the network that this one comes from, and from everywhere, where each
part counts for no more than is calm there. So whoever floods from one place makes it
longer for that place alone, and a flood from many places for all.
"""

from __future__ import annotations

from dataclasses import dataclass

CALM_ALL, CALM_HERE = 600, 6
#: What is counted is tenths of a report: a puzzle asked for is one of them. A form
#: without scripts counts when it is shown, and not again when it is sent.
REPORT, PUZZLE = 10, 1
LEAST_TURNS, MOST_TURNS = 150, 6_000
#: Seconds: nobody reads and answers the questions faster.
LEAST_WAIT, LONGEST_WAIT = 8, 120
#: Of files in an hour.
MOST_KILOBYTES = 2 * 1024 * 1024
RUSHED_HERE, RUSHED_ALL = 30, 600


@dataclass(frozen=True, slots=True)
class ReportPressure:
    """Reports of the last hour, from everywhere (as ``spread`` counts) and nearby."""

    everywhere: int
    nearby: int

    @property
    def factor(self) -> float:
        """1 while it is calm, and as many times more as there are too many."""
        return max(1.0, self.everywhere / CALM_ALL, self.nearby / CALM_HERE)


def share_pressure(nearby: int, more: int) -> int:
    """What ``more`` from a part of the network adds to the count of everywhere.

    All in tenths; ``nearby`` is the part's own count, with ``more`` in it. Beyond what
    is calm there it adds nothing.
    """
    most = CALM_HERE * REPORT
    return min(nearby, most) - min(nearby - more, most)


def count_puzzle_tries(pressure: ReportPressure) -> int:
    """How many tries the puzzle takes at least; up to twice as many."""
    return min(MOST_TURNS, round(LEAST_TURNS * pressure.factor))


def count_wait_seconds(pressure: ReportPressure) -> int:
    """Seconds from a form's first answer to sending it, without scripts."""
    return min(LONGEST_WAIT, round(LEAST_WAIT * pressure.factor))


def has_room(held_here: int, held_in_all: int, more: int) -> bool:
    """Whether ``more`` kilobytes of files may come from a part of the network now.

    In an hour none brings more than it leaves for others, so there is always some left.
    """
    return held_here + more <= MOST_KILOBYTES - held_in_all


def is_rushed(pressure: ReportPressure) -> bool:
    """Whether the report came in a flood: a mark for the desk, nothing more."""
    return pressure.nearby > RUSHED_HERE or pressure.everywhere > RUSHED_ALL
