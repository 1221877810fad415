"""Clocks as they are stored, read as the rules read them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from unhidden.investigations.clocks.rules.law import CountingRule, list_clock_rules
from unhidden.investigations.clocks.rules.states import TakenStep
from unhidden.investigations.models import (
    ClockStep,
    InvestigatedRole,
    Investigation,
    InvestigationClock,
    PersonRole,
    UpdateResult,
    VictimUpdate,
)


def find_rule(clock: InvestigationClock) -> CountingRule:
    """The rule that a clock was counted by, whatever law came since."""
    return list_clock_rules()[clock.rule]


def read_start(clock: InvestigationClock) -> TakenStep:
    """How a clock began."""
    return TakenStep("", clock.started_at, clock.due_at)


def read_steps(steps: Sequence[ClockStep]) -> list[TakenStep]:
    """The steps of a clock, in their order."""
    return [TakenStep(row.step, row.happened_at, row.due_at) for row in steps]


def find_victims(investigation: Investigation) -> list[UUID]:
    """The people who are possible victims in an investigation now, by their number."""
    rows = PersonRole.objects.filter(
        investigation=investigation, role=InvestigatedRole.VICTIM, ended_at=None
    )
    return list(rows.order_by("person__number").values_list("person_id", flat=True))


def when_asked_not(investigation: Investigation, person_id: UUID) -> datetime | None:
    """Since when a person asks not to be told, unless they were told since."""
    last = (
        VictimUpdate.objects.filter(
            investigation=investigation,
            person_id=person_id,
            result__in=[UpdateResult.TOLD, UpdateResult.ASKED_NOT],
        )
        .order_by("-happened_at", "-entered_at", "-id")
        .first()
    )
    if last is None or last.result == UpdateResult.TOLD:
        return None
    return last.happened_at
