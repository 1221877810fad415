"""Partners, teams, and who is on them."""

from __future__ import annotations

from datetime import time, timedelta
from uuid import UUID, uuid4

import pytest

from tests.cast import FOUNDER, NOON, TODAY, Cast
from tests.made.operations import (
    make_operation,
    make_planned_visit,
    make_team,
    make_week,
    start,
)
from tests.support import audited as audit
from unhidden.access.absent import Absent
from unhidden.agencies import actions as agencies
from unhidden.operations.frame.queries import operations
from unhidden.operations.teams import queries as teams_queries
from unhidden.operations.teams.actions import teams as teams_actions
from unhidden.operations.teams.actions.refusals import (
    AlreadyOnOperationTeam,
    MemberIsBusy,
    MemberMayNotVisit,
    MemberStillNeeded,
    OrganisationIsNotPartner,
    TeamNameTaken,
)
from unhidden.operations.visits.actions import visits
from unhidden.operations.weeks.actions.partners import add_partner
from unhidden.operations.weeks.actions.refusals import AlreadyPartner
from unhidden.planning.composition import MissingMember

pytestmark = pytest.mark.django_db


def join(
    cast: Cast,
    team_id: UUID,
    part: str,
    *,
    is_leader: bool = False,
    by: str = "planner",
) -> None:
    teams_actions.add_member(
        team_id=team_id,
        person_id=cast.people[part],
        is_leader=is_leader,
        actor=cast.actor(by),
        at=NOON,
    )


def leave(cast: Cast, team_id: UUID, part: str, *, by: str = "planner") -> None:
    teams_actions.remove_member(
        team_id=team_id, person_id=cast.people[part], actor=cast.actor(by), at=NOON
    )


def members(cast: Cast, team_id: UUID) -> list[tuple[str, bool]]:
    _operation_id, team = teams_queries.get_team(
        viewer=cast.actor("planner"), team_id=team_id
    )
    return [(member.name, member.is_leader) for member in team.members]


def test_partners_are_named_in_both_languages(cast: Cast) -> None:
    operation_id = make_operation(cast, partners=("bawso", "border_force"))

    operation = operations.get_operation(
        viewer=cast.actor("planner"), operation_id=operation_id
    )

    assert operation.partner_names_en == ("BAWSO", "Border Force")
    assert operation.partner_names_cy == ("BAWSO", "Llu’r Ffiniau")


def test_an_organisation_takes_part_once(cast: Cast) -> None:
    operation_id = make_operation(cast, partners=("bawso",))

    for code in ("bawso", "police"):
        with pytest.raises(AlreadyPartner):
            add_partner(
                operation_id=operation_id,
                organisation_id=cast.organisations[code],
                actor=cast.actor("planner"),
                at=NOON,
            )


def test_a_partner_is_an_organisation(cast: Cast) -> None:
    operation_id = make_operation(cast)

    with pytest.raises(Absent):
        add_partner(
            operation_id=operation_id,
            organisation_id=uuid4(),
            actor=cast.actor("planner"),
            at=NOON,
        )


def test_names_of_teams_differ_within_an_operation(cast: Cast) -> None:
    operation_id = make_operation(cast)
    make_team(cast, operation_id, name="Wrexham", people=())

    with pytest.raises(TeamNameTaken):
        make_team(cast, operation_id, name="  wrexham ", people=())

    assert make_team(cast, make_operation(cast), name="Wrexham", people=())


def test_a_team_shows_its_leader_first(cast: Cast) -> None:
    team_id = make_team(
        cast, make_operation(cast), people=("officer", "charity_visitor")
    )

    assert members(cast, team_id) == [("Officer", True), ("Charity Visitor", False)]
    assert audit.names_about(subject_id=team_id).count("operations.member_added") == 2


def test_a_team_has_one_leader_and_a_new_one_takes_over(cast: Cast) -> None:
    team_id = make_team(cast, make_operation(cast))

    join(cast, team_id, "colleague", is_leader=True)

    assert members(cast, team_id) == [
        ("Colleague", True),
        ("Charity Visitor", False),
        ("Officer", False),
    ]


def test_any_member_can_be_made_leader(cast: Cast) -> None:
    team_id = make_team(cast, make_operation(cast))

    for _twice in range(2):
        teams_actions.choose_leader(
            team_id=team_id,
            person_id=cast.people["charity_visitor"],
            actor=cast.actor("planner"),
            at=NOON,
        )

    assert members(cast, team_id) == [("Charity Visitor", True), ("Officer", False)]
    chosen = audit.names_about(subject_id=team_id).count("operations.leader_chosen")
    assert chosen == 2


def test_who_is_not_on_the_team_neither_leads_nor_leaves_it(cast: Cast) -> None:
    team_id = make_team(cast, make_operation(cast))

    with pytest.raises(Absent):
        teams_actions.choose_leader(
            team_id=team_id,
            person_id=cast.people["colleague"],
            actor=cast.actor("planner"),
            at=NOON,
        )
    with pytest.raises(Absent):
        leave(cast, team_id, "colleague")


def test_a_person_is_on_a_team_once(cast: Cast) -> None:
    team_id = make_team(cast, make_operation(cast))

    with pytest.raises(AlreadyOnOperationTeam):
        join(cast, team_id, "officer")


@pytest.mark.parametrize("part", ["analyst", "planner", "support_worker", "stranger"])
def test_only_those_who_may_visit_join(cast: Cast, part: str) -> None:
    team_id = make_team(cast, make_operation(cast), people=())

    with pytest.raises(MemberMayNotVisit):
        join(cast, team_id, part)


def test_only_partners_send_people_and_the_lead_is_one(cast: Cast) -> None:
    team_id = make_team(cast, make_operation(cast, partners=("bawso",)), people=())

    join(cast, team_id, "officer")
    join(cast, team_id, "charity_visitor")

    with pytest.raises(OrganisationIsNotPartner):
        join(cast, team_id, "partner")


def test_of_two_engagements_the_one_with_a_partner_counts(cast: Cast) -> None:
    agencies.request_engagement(
        person_id=cast.people["partner"],
        organisation_id=cast.organisations["bawso"],
        role="partner",
        from_on=TODAY - timedelta(days=30),
        actor=FOUNDER,
        at=NOON,
    )
    operation_id = make_operation(cast, partners=("bawso",))
    team_id = make_team(cast, operation_id, people=())

    join(cast, team_id, "partner")

    _id, team = teams_queries.get_team(viewer=cast.actor("planner"), team_id=team_id)
    assert [member.organisation for member in team.members] == ["BAWSO"]


def test_an_engagement_must_have_begun_by_the_first_day(cast: Cast) -> None:
    for part, days in (("stranger", 5), ("support_worker", 6)):
        agencies.request_engagement(
            person_id=cast.people[part],
            organisation_id=cast.organisations["bawso"],
            role="partner",
            from_on=TODAY + timedelta(days=days),
            actor=FOUNDER,
            at=NOON,
        )
    first_day = TODAY + timedelta(days=5)
    operation_id = make_operation(cast, starts_on=first_day, ends_on=first_day)
    team_id = make_team(cast, operation_id, people=())

    join(cast, team_id, "stranger")

    with pytest.raises(MemberMayNotVisit):
        join(cast, team_id, "support_worker")


def test_those_who_could_join_are_offered_and_nobody_else(cast: Cast) -> None:
    operation_id = make_operation(cast, partners=("bawso",))

    offered = teams_queries.possible_members(
        viewer=cast.actor("planner"), operation_id=operation_id, day=TODAY
    )

    assert {one.person_id for one in offered} == {
        cast.people[part] for part in ("officer", "colleague", "charity_visitor")
    }


def test_a_person_is_not_drawn_into_two_visits_at_one_hour(cast: Cast) -> None:
    operation_id = make_operation(cast)
    team_id = make_team(cast, operation_id)
    other_id = make_team(
        cast, operation_id, name="Team 2", people=("colleague", "council_officer")
    )
    for team in (team_id, other_id):
        make_planned_visit(cast, operation_id, team_id=team, starts_at=time(10))

    with pytest.raises(MemberIsBusy):
        join(cast, other_id, "officer")


def test_a_person_may_be_on_two_teams_at_different_hours(cast: Cast) -> None:
    operation_id = make_operation(cast)
    team_id = make_team(cast, operation_id)
    other_id = make_team(
        cast, operation_id, name="Team 2", people=("colleague", "council_officer")
    )
    make_planned_visit(cast, operation_id, team_id=team_id, starts_at=time(10))
    make_planned_visit(cast, operation_id, team_id=other_id, starts_at=time(11))

    join(cast, other_id, "officer")

    assert teams_queries.is_on_team(person_id=cast.people["officer"], team_id=other_id)


def test_while_it_is_planned_anybody_may_leave(cast: Cast) -> None:
    week = make_week(cast, is_running=False)

    leave(cast, week.team_id, "officer")

    assert members(cast, week.team_id) == [("Charity Visitor", False)]
    assert "operations.member_removed" in audit.names_about(subject_id=week.team_id)


def test_while_it_runs_nobody_leaves_whom_a_visit_needs(cast: Cast) -> None:
    week = make_week(cast, kind="safeguarding")

    with pytest.raises(MemberStillNeeded) as refusal:
        leave(cast, week.team_id, "charity_visitor")

    assert refusal.value.missing == (MissingMember.PEOPLE, MissingMember.CHARITY)


def test_while_it_runs_somebody_may_be_replaced(cast: Cast) -> None:
    week = make_week(cast)

    join(cast, week.team_id, "colleague")
    leave(cast, week.team_id, "officer")

    assert members(cast, week.team_id) == [
        ("Charity Visitor", False),
        ("Colleague", False),
    ]


def test_when_its_visits_are_made_a_team_may_break_up(cast: Cast) -> None:
    week = make_week(cast)
    visits.mark_visited(
        planned_id=week.planned_id, actor=cast.actor("officer"), at=NOON
    )

    leave(cast, week.team_id, "charity_visitor")


@pytest.mark.parametrize("part", ["officer", "analyst", "overseer", "support_worker"])
def test_only_planners_make_teams(cast: Cast, part: str) -> None:
    operation_id = make_operation(cast)
    team_id = make_team(cast, operation_id)
    actor = cast.actor(part)

    with pytest.raises(Absent):
        teams_actions.add_team(
            operation_id=operation_id, name="Mine", actor=actor, at=NOON
        )
    with pytest.raises(Absent):
        join(cast, team_id, "colleague", by=part)
    with pytest.raises(Absent):
        leave(cast, team_id, "officer", by=part)
    with pytest.raises(Absent):
        add_partner(
            operation_id=operation_id,
            organisation_id=cast.organisations["red_cross"],
            actor=actor,
            at=NOON,
        )


def test_a_team_that_is_not_there_takes_nobody(cast: Cast) -> None:
    with pytest.raises(Absent):
        join(cast, uuid4(), "officer")


def test_a_running_operation_may_get_another_team(cast: Cast) -> None:
    week = make_week(cast, is_running=False)
    start(cast, week.operation_id)

    assert make_team(cast, week.operation_id, name="Team 2", people=("colleague",))
