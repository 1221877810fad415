"""The page of a planned visit says which teams come along, and takes them off."""

from __future__ import annotations

from datetime import time
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import NOON, TODAY, Cast
from tests.made.command import add_risk
from tests.made.operations import make_operation, make_planned_visit, make_team
from tests.made.rosters import make_shift
from unhidden.operations.rosters.actions.people import NewRestRule, add_rest_rule
from unhidden.operations.tests.reading import is_ticked, words
from unhidden.operations.tests.steps import card

pytestmark = pytest.mark.django_db


class Supported:
    """A visit of today at ten, led by the first of two teams."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.operation_id = make_operation(cast)
        self.lead = make_team(cast, self.operation_id)
        self.other = make_team(
            cast,
            self.operation_id,
            name="Team 2",
            people=("colleague", "council_officer"),
        )
        self.planned_id = self.plan(self.lead)
        self.address = reverse("operations:change_visit", args=[self.planned_id])

    def plan(self, team_id: UUID, hour: int = 10) -> UUID:
        return make_planned_visit(
            self.cast, self.operation_id, team_id=team_id, starts_at=time(hour)
        )

    def save(
        self, client: Client, team: UUID | str, *support: UUID, **given: str
    ) -> Any:
        typed = {
            "kind": "soft",
            "purpose_soft": "To talk.",
            "on": TODAY.isoformat(),
            "starts_at": "10am",
            "team": str(team),
            "support": [str(one) for one in support],
            **given,
        }
        return client.post(self.address, typed, follow=True)

    @property
    def crews(self) -> str:
        return card(self.cast, self.planned_id).crew_names


@pytest.fixture
def visit(cast: Cast) -> Supported:
    return Supported(cast)


def test_a_team_is_named_and_taken_off(visit: Supported, planner: Client) -> None:
    visit.save(planner, visit.lead, visit.other)
    named, page = visit.crews, planner.get(visit.address)
    visit.save(planner, visit.lead)

    assert named == "Team 1, Team 2"
    assert is_ticked(page, visit.other)
    assert visit.crews == "Team 1"


def test_who_leads_and_who_comes_along_change_places(
    visit: Supported, planner: Client
) -> None:
    visit.save(planner, visit.lead, visit.other)

    visit.save(planner, visit.other, visit.lead)

    assert visit.crews == "Team 2, Team 1"


def test_who_comes_along_no_more_is_not_asked_about_the_new_hour(
    visit: Supported, planner: Client
) -> None:
    visit.save(planner, visit.lead, visit.other)
    visit.plan(visit.other, hour=13)

    visit.save(planner, visit.lead, starts_at="1pm")

    assert card(visit.cast, visit.planned_id).starts_at == time(13)
    assert visit.crews == "Team 1"


def test_who_leads_does_not_come_along_too(visit: Supported, planner: Client) -> None:
    visit.save(planner, visit.lead, visit.lead, visit.other)

    assert visit.crews == "Team 1, Team 2"


def test_nobody_comes_along_where_nobody_leads(
    visit: Supported, planner: Client
) -> None:
    asked = visit.save(planner, "", visit.other)

    assert "Select the team that leads the visit" in words(asked)
    assert is_ticked(asked, visit.other)
    assert visit.crews == "Team 1"


def test_a_team_that_is_elsewhere_is_refused_and_all_stays(
    visit: Supported, planner: Client
) -> None:
    visit.plan(visit.other)

    refused = visit.save(planner, visit.lead, visit.other)

    assert "A crew that comes along, or somebody in it, is elsewhere" in words(refused)
    assert is_ticked(refused, visit.other)
    assert visit.crews == "Team 1"


def test_a_team_is_taken_off_while_a_high_risk_has_no_control(
    visit: Supported, planner: Client, cast: Cast
) -> None:
    visit.save(planner, visit.lead, visit.other)
    add_risk(cast, visit.operation_id)

    visit.save(planner, visit.lead)
    refused = visit.save(planner, visit.lead, visit.other)

    assert "risk" in words(refused)
    assert visit.crews == "Team 1"


def limit_shifts(cast: Cast, visit: Supported) -> None:
    """Both teams are rostered from eight to four, and the police work five hours."""
    for team_id in (visit.lead, visit.other):
        make_shift(cast, visit.operation_id, team_id)
    rule = NewRestRule(
        cast.organisations["police"], "Force policy", TODAY, longest_minutes=300
    )
    add_rest_rule(
        operation_id=visit.operation_id, new=rule, actor=cast.actor("planner"), at=NOON
    )


def test_no_crew_is_sent_that_stays_at_home_by_a_rule_of_rest(
    visit: Supported, planner: Client, cast: Cast
) -> None:
    limit_shifts(cast, visit)

    along = visit.save(planner, visit.lead, visit.other)
    leading = visit.save(planner, visit.other)
    visit.save(planner, visit.lead, purpose_soft="To ask how they are.")

    why = "Team 2: The shift lasts 8 hours, and no more than 5 hours is allowed"
    assert why in words(along)
    assert why in words(leading)
    assert card(cast, visit.planned_id).purpose == "To ask how they are."
    assert visit.crews == "Team 1"
