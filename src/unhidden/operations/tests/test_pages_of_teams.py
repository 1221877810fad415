"""Partners, teams and their people, as a planner arranges them."""

from __future__ import annotations

from datetime import time
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.made.operations import (
    make_operation,
    make_planned_visit,
    make_team,
    make_week,
)
from unhidden.operations.teams import queries as teams_queries
from unhidden.operations.tests.reading import is_ticked, words

pytestmark = pytest.mark.django_db


def page(name: str, *keys: UUID) -> str:
    return reverse(f"operations:{name}", args=keys)


def members(cast: Cast, team_id: UUID) -> list[str]:
    _id, team = teams_queries.get_team(viewer=cast.actor("planner"), team_id=team_id)
    return [member.name for member in team.members]


def test_a_partner_is_added(cast: Cast, planner: Client) -> None:
    operation_id = make_operation(cast, partners=())
    partners = page("partners", operation_id)
    bawso = str(cast.organisations["bawso"])

    before = words(planner.get(partners))
    answer = planner.post(partners, {"organisation": bawso}, follow=True)

    assert "No partner yet. Only people of the lead can join a team." in before
    assert "The partner is added" in words(answer)
    assert "BAWSO (Charity)" in words(answer)
    assert f'value="{bawso}"' not in answer.content.decode()


def test_a_partner_is_picked_from_those_who_do_not_take_part(
    cast: Cast, planner: Client
) -> None:
    partners = page("partners", make_operation(cast, partners=("bawso",)))

    nobody = words(planner.post(partners, {}))
    twice = words(
        planner.post(partners, {"organisation": str(cast.organisations["bawso"])})
    )

    assert "Select an organisation" in nobody
    assert "Select one from the list" in twice


def test_a_team_is_added_and_then_filled(cast: Cast, planner: Client) -> None:
    teams = page("teams", make_operation(cast))

    before = words(planner.get(teams))
    answer = planner.post(teams, {"name": "Wrexham"}, follow=True)

    assert "There is no team yet." in before
    assert "The team is added. Now say who is in it." in words(answer)
    assert "Nobody is on this team yet." in words(answer)
    assert "Soft visit The team needs at least two people" in words(answer)


def test_a_team_needs_a_name_that_is_free(cast: Cast, planner: Client) -> None:
    operation_id = make_operation(cast)
    make_team(cast, operation_id, name="Wrexham")
    teams = page("teams", operation_id)

    assert "Enter a name for the team" in words(planner.post(teams, {}))

    answer = planner.post(teams, {"name": "WREXHAM"})
    assert "Another team of this operation has this name" in words(answer)
    assert 'value="WREXHAM"' in answer.content.decode()


def test_a_person_joins_and_leads_a_team(cast: Cast, planner: Client) -> None:
    team_id = make_team(cast, make_operation(cast))
    typed = {"person": str(cast.people["colleague"]), "is_leader": "on"}

    answer = planner.post(page("team", team_id), typed, follow=True)

    assert "The person is on the team" in words(answer)
    assert "Colleague North Wales Police Leads the team" in words(answer)
    assert members(cast, team_id)[0] == "Colleague"


def test_only_those_who_could_join_are_offered(cast: Cast, planner: Client) -> None:
    team_id = make_team(cast, make_operation(cast))

    html = planner.get(page("team", team_id)).content.decode()

    assert f'value="{cast.people["colleague"]}"' in html
    assert f'value="{cast.people["officer"]}"' not in html
    assert f'value="{cast.people["analyst"]}"' not in html
    assert "Select a person" in words(planner.post(page("team", team_id), {}))


def test_when_nobody_is_left_to_join_partners_are_pointed_to(
    cast: Cast, planner: Client
) -> None:
    operation_id = make_operation(cast, partners=())
    team_id = make_team(cast, operation_id, people=("officer", "colleague"))

    answer = planner.get(page("team", team_id))

    assert "Nobody else of the lead or its partners may go on visits." in words(answer)
    assert page("partners", operation_id) in answer.content.decode()


def test_what_a_team_can_do_is_said_for_each_kind(cast: Cast, planner: Client) -> None:
    operation_id = make_operation(cast)
    team_id = make_team(cast, operation_id, people=("officer", "council_officer"))

    text = words(planner.get(page("team", team_id)))

    assert "Soft visit The team can make it" in text
    assert "Safeguarding visit The team needs somebody from a charity" in text
    assert "Enforcement visit The team can make it" in text


def test_a_member_is_made_leader(cast: Cast, planner: Client) -> None:
    team_id = make_team(cast, make_operation(cast))
    visitor = cast.people["charity_visitor"]

    answer = planner.post(page("lead_team", team_id, visitor), follow=True)

    assert "Charity Visitor leads the team" in words(answer)
    assert members(cast, team_id) == ["Charity Visitor", "Officer"]
    assert planner.get(page("lead_team", team_id, visitor)).status_code == 405


def test_a_member_is_taken_off_after_a_question(cast: Cast, planner: Client) -> None:
    team_id = make_team(cast, make_operation(cast))
    remove = page("remove_member", team_id, cast.people["officer"])

    asked = words(planner.get(remove))
    answer = planner.post(remove, follow=True)

    assert "Take Officer off Team 1?" in asked
    assert "Officer is no longer on the team" in words(answer)
    assert members(cast, team_id) == ["Charity Visitor"]


def test_a_member_whom_a_running_visit_needs_stays(cast: Cast, planner: Client) -> None:
    week = make_week(cast)

    answer = planner.post(
        page("remove_member", week.team_id, cast.people["officer"]), follow=True
    )

    assert "The team needs at least two people" in words(answer)
    assert members(cast, week.team_id) == ["Officer", "Charity Visitor"]


def test_who_is_not_on_the_team_has_no_such_pages(cast: Cast, planner: Client) -> None:
    team_id = make_team(cast, make_operation(cast))

    for person_id in (cast.people["colleague"], uuid4()):
        assert planner.get(page("remove_member", team_id, person_id)).status_code == 404
        assert planner.post(page("lead_team", team_id, person_id)).status_code == 404


def test_a_person_who_would_be_in_two_places_is_refused_and_stays_chosen(
    cast: Cast, planner: Client
) -> None:
    operation_id = make_operation(cast)
    first = make_team(cast, operation_id)
    other = make_team(
        cast, operation_id, name="Team 2", people=("colleague", "council_officer")
    )
    for team_id in (first, other):
        make_planned_visit(cast, operation_id, team_id=team_id, starts_at=time(10))
    officer = cast.people["officer"]

    answer = planner.post(page("team", other), {"person": str(officer)})

    assert "This person is with another team at the hour of one of" in words(answer)
    assert is_ticked(answer, officer)
    assert not teams_queries.is_on_team(person_id=officer, team_id=other)
