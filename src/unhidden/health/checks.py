"""What is said of one thing that was looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class CheckState(StrEnum):
    """UNKNOWN could not be found out; UNWATCHED is left to others by the settings."""

    WELL = "well"
    FAILING = "failing"
    UNKNOWN = "unknown"
    UNWATCHED = "unwatched"


@dataclass(frozen=True, slots=True)
class HealthCheck:
    """One thing that was looked at: ``values`` are for the reason's sentence."""

    code: str
    state: CheckState
    reason: str
    values: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def is_failing(self) -> bool:
        """Whether something is known to be wrong."""
        return self.state is CheckState.FAILING

    @property
    def is_well(self) -> bool:
        """Whether nobody need do anything about it."""
        return self.state in (CheckState.WELL, CheckState.UNWATCHED)
