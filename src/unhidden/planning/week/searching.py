"""What a search shares: its clock, what it tells on the way, and its best plan."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from unhidden.planning.week.tasks import Stops

#: Routes of a plan by number of crew-day.
Routes = Mapping[int, Stops]


@dataclass(frozen=True, slots=True)
class SearchProgress:
    """How far a search is: its stage, and the best value and bound so far."""

    stage: str
    seconds: float
    value: int | None
    bound: float | None


class SearchClock:
    """Says how long a search has run, and whether it must end.

    ``is_stopped`` is asked often: a caller who wants the best so far says yes.
    """

    def __init__(
        self,
        seconds: float,
        *,
        now: Callable[[], float] = time.monotonic,
        is_stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self.seconds = seconds
        self._now, self._is_stopped = now, is_stopped
        self._began_at = now()

    @property
    def seconds_gone(self) -> float:
        """Seconds since the search began."""
        return self._now() - self._began_at

    @property
    def seconds_left(self) -> float:
        """Seconds left, never below nothing."""
        return max(0.0, self.seconds - self.seconds_gone)

    def is_over(self, share: float = 1.0) -> bool:
        """Whether this share of the time has passed, or somebody stopped the search."""
        return self.seconds_gone >= share * self.seconds or self._is_stopped()
