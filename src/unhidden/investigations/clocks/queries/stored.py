"""Clocks as they are stored, read as the rules read them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from unhidden.access.actor import Actor
from unhidden.investigations.clocks.rules.law import CountingRule, list_clock_rules
from unhidden.investigations.clocks.rules.states import TakenStep
from unhidden.investigations.models import (
    ClockOf,
    ClockStep,
    ClockStepKind,
    InvestigatedRole,
    Investigation,
    InvestigationClock,
    PersonRole,
    Post,
    UpdateResult,
    VictimUpdate,
)
from unhidden.investigations.models.posts import CONTACT_POSTS


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
    """Since when a person asks not to be told, unless they asked otherwise since."""
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
    goes_on = ClockStep.objects.filter(
        investigation=investigation,
        clock__person_id=person_id,
        clock__of=ClockOf.VICTIM,
        step=ClockStepKind.RESUMED,
        happened_at__gte=last.happened_at,
        entered_at__gte=last.entered_at,
    )
    return None if goes_on.exists() else last.happened_at


def may_reach_victims(investigation: Investigation, viewer: Actor) -> bool:
    """Whether the viewer holds a post that reaches people, and is kept from nothing."""
    held = Post.objects.filter(
        investigation=investigation, person_id=viewer.person, ended_at=None
    )
    posts = list(held.values_list("function", "is_sterile"))
    return any(function in CONTACT_POSTS for function, _sterile in posts) and not any(
        is_sterile for _function, is_sterile in posts
    )
