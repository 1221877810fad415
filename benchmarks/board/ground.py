"""The week that the board bench runs on: its crews, its visits, and who looks at it."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from benchmarks.board.screens import TOKEN
from benchmarks.pages import signed_in
from unhidden.access import context
from unhidden.access.actor import Actor
from unhidden.agencies import queries as agencies
from unhidden.agencies.models import Person
from unhidden.demo.region import make_email_address
from unhidden.lib.working_days import LONDON
from unhidden.operations.actions import enter_state
from unhidden.operations.models import (
    BoardEntry,
    Operation,
    PlannedVisit,
    Team,
    TeamMember,
)

STATES = ("on_the_way", "there", "inside", "left")
#: Visits of a crew on one day, as an officer's day may have.
MOST = 8


@dataclass(frozen=True, slots=True)
class Change:
    """One entry: of which visit, its number, and when it was committed."""

    visit: str
    number: int
    at: float


@dataclass
class Ground:
    """Who looks at what, and which visits of each crew there are to change."""

    operation_id: UUID
    day: date
    planner: Actor
    visits: dict[UUID, list[UUID]]
    #: The sessions of those who see all, and of each crew.
    cookies: dict[UUID | None, list[str]] = field(default_factory=dict)


def make_ground() -> Ground:
    """The running week's crews of today, with more visits than the day had."""
    today = timezone.now().astimezone(LONDON).date()
    email = make_email_address("planner")
    person = Person.objects.using("signin").get(email=email)
    planner = agencies.actor_of(person_id=person.id, day=today)
    with context.acting_as(planner.doing("operation_delivery")):
        week = Operation.objects.get(status="running")
        teams = list(Team.objects.filter(operation=week).order_by("name"))
        visits = {team.id: _bring_to_today(team, today) for team in teams}
        people = {team.id: _list_emails(team) for team in teams}
    ground = Ground(week.id, today, planner, visits)
    leads = [email, make_email_address("safeguarding")]
    ground.cookies[None] = [_make_cookie(each) for each in leads]
    for team_id, crew in people.items():
        ground.cookies[team_id] = [_make_cookie(each) for each in crew]
    return ground


def change_visit(ground: Ground, team: UUID) -> Change:
    """The planner enters the next state of one of the crew's visits."""
    planned_id = random.choice(ground.visits[team])  # noqa: S311  # whichever
    with context.acting_as(ground.planner.doing("operation_delivery")):
        rows = BoardEntry.objects.filter(visit_id=planned_id)
        last = rows.order_by("number").last()
        said = last.what if last else ""
        place = STATES.index(said) + 1 if said in STATES else 0
        enter_state(
            planned_id=planned_id,
            state=STATES[place % len(STATES)],
            seen=last.number if last else 0,
            is_by_radio=True,
            actor=ground.planner,
            at=timezone.now(),
        )
    number = last.number + 1 if last else 1
    return Change(str(planned_id), number, time.perf_counter())


def _bring_to_today(team: Team, day: date) -> list[UUID]:
    rows = PlannedVisit.objects.filter(team=team, status="planned", on__gte=day)
    ids = [row.id for row in rows.order_by("on", "starts_at", "id")[:MOST]]
    PlannedVisit.objects.filter(id__in=ids).update(on=day)
    return ids


def _list_emails(team: Team) -> Sequence[str]:
    rows = TeamMember.objects.filter(team=team).select_related("person")
    return [each.person.email for each in rows.order_by("id")]


def _make_cookie(email: str) -> str:
    jar = signed_in(email)
    jar[settings.CSRF_COOKIE_NAME] = TOKEN
    return "; ".join(f"{name}={held.value}" for name, held in jar.items())
