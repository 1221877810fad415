"""A week with a safeguarding visit to a home, and the words that give it away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from tests.cast import Cast
from tests.made.operations import make_operation, make_team
from tests.made.places import make_premises
from unhidden.operations import actions
from unhidden.visits import actions as visits

NAME = "Larkspur House 07"
ADDRESS = "7 Larkspur Terrace, Bangor"
POSTCODE = "LL99 7QX"
PURPOSE = "To ask quietly whether whoever lives there wants help."
TEAM = "Heron"


@dataclass(frozen=True, slots=True)
class SafeguardingPlan:
    """A running operation: what is planned, and what was made and recorded of it.

    ``id`` is the safeguarding visit to come, ``ordinary_id`` that of a soft visit by
    officers and Border Force at the same hour; ``visit_id`` is a record.
    """

    operation_id: UUID
    team_id: UUID
    ordinary_team_id: UUID
    id: UUID
    ordinary_id: UUID
    premises_id: UUID
    visit_id: UUID
    day: date

    @property
    def words(self) -> tuple[str, ...]:
        """What no page but the register's may show to those it is not for."""
        return (NAME, ADDRESS, POSTCODE, *self.plan_words)

    @property
    def plan_words(self) -> tuple[str, ...]:
        """What no page at all may show to them."""
        return (PURPOSE, str(self.id))


def make_safeguarding_plan(cast: Cast) -> SafeguardingPlan:
    """By the database's own day, since its rules ask no other clock."""
    at = timezone.now()
    today = timezone.localdate(at)
    day = today + timedelta(days=1)
    ends_on = today + timedelta(days=3)
    operation_id = make_operation(cast, starts_on=today, ends_on=ends_on, at=at)
    quiet = make_team(
        cast,
        operation_id,
        name=TEAM,
        people=("officer", "charity_visitor"),
        at=at,
    )
    joint = make_team(
        cast, operation_id, name="Joint", people=("colleague", "partner"), at=at
    )
    planner = cast.actor("planner")
    premises_id = make_premises(
        by=planner, name=NAME, kind="dwelling", address=ADDRESS, postcode=POSTCODE,
        at=at,
    )  # fmt: skip

    def plan(kind: str, on: date, team_id: UUID, where: UUID, purpose: str) -> UUID:
        return actions.plan_visit(
            operation_id=operation_id,
            new=actions.NewPlannedVisit(
                where, kind, purpose, "", on, time(9), team_id
            ),
            actor=planner,
            at=at,
        )  # fmt: skip

    shop = make_premises(by=planner, name="Harbour Nails", at=at)
    planned_id = plan("safeguarding", day, quiet, premises_id, PURPOSE)
    ordinary_id = plan("soft", day, joint, shop, "To talk with the staff.")
    made_id = plan("soft", today, joint, shop, "To talk with the staff.")
    actions.start_operation(operation_id=operation_id, actor=planner, at=at)
    visit_id = _record(cast, made_id, at)
    return SafeguardingPlan(
        operation_id, quiet, joint, planned_id, ordinary_id, premises_id, visit_id, day
    )


def _record(cast: Cast, planned_id: UUID, at: datetime) -> UUID:
    return visits.record_visit(
        planned_id=planned_id,
        record=visits.VisitRecord(
            purpose_told="To talk with the staff.",
            entry_basis="consent",
            entry_detail="Manager",
            interpreter="not_needed",
            started_at=at - timedelta(minutes=25),
            ended_at=at - timedelta(minutes=5),
            outcome="advice_given",
            spoken_to=1,
            leaflets=1,
            present=(visits.HeadcountGroup("adult", "female", 1),),
        ),
        actor=cast.actor("colleague"),
        at=at,
    )
