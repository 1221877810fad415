"""Assignments that must not be made at a place: of a crew, on a day, of a kind."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class AssignmentBar:
    """What is barred, and why; what is None or empty stands for every one."""

    team_id: UUID | None
    on: date | None
    kind: str
    reason: str = ""

    def bars_visit(
        self, team_ids: Collection[UUID], days: Collection[date], kind: str
    ) -> bool:
        """Whether a visit of that kind by these crews, on one of the days, is meant."""
        return (
            (self.team_id is None or self.team_id in team_ids)
            and (self.on is None or self.on in days)
            and self.kind in ("", kind)
        )
