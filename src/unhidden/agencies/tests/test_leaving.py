"""Nobody leaves work behind: every place on a team finds a home, or nothing happens."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from tests.cast import FOUNDER, NOON, PASSWORD, TODAY, Cast
from tests.made.agencies import end_engagement, engagement_of, make_colleague
from tests.made.safeguarding import make_case
from tests.support import audited
from unhidden.access import context
from unhidden.access.absent import Absent
from unhidden.access.actor import NOBODY
from unhidden.access.models import Grant
from unhidden.agencies import actions as agencies
from unhidden.agencies.keys import actions as keys
from unhidden.agencies.leaving import actions, queries
from unhidden.agencies.leaving.caseload import OpenTeamPlace
from unhidden.agencies.people import actions as people
from unhidden.agencies.queries import actor_of
from unhidden.safeguarding import queries as safeguarding
from unhidden.vault import queries as vault

pytestmark = pytest.mark.django_db


def places(cast: Cast, part: str) -> tuple[OpenTeamPlace, ...]:
    found = queries.plan_leaving(
        viewer=cast.actor("administrator"),
        engagement_id=engagement_of(cast, part),
        day=TODAY,
    )
    return found.places


def open_places(case_id: UUID) -> dict[UUID, str]:
    rows = Grant.objects.using("stored").filter(
        record_id=case_id, basis="team", ended_at__isnull=True
    )
    return {row.person_id: row.team_role for row in rows if row.person_id}


@pytest.fixture
def colleague(cast: Cast) -> UUID:
    return make_colleague(cast, "Carys Dafydd", "bawso", "support_worker")


def test_a_case_goes_to_a_colleague_with_the_leaver_s_place_on_it(
    cast: Cast, colleague: UUID
) -> None:
    case_id = make_case(cast)
    (place,) = places(cast, "support_worker")

    end_engagement(cast, "support_worker", homes={place.id: colleague})

    assert place.is_needed is False  # its opener supervises it
    assert open_places(case_id)[colleague] == "lead"
    assert cast.people["support_worker"] not in open_places(case_id)
    assert actor_of(person_id=cast.people["support_worker"], day=TODAY) == NOBODY
    actor = actor_of(person_id=colleague, day=TODAY)
    assert safeguarding.get_case(viewer=actor, case_id=case_id, at=NOON)
    assert "agencies.place_handed_over" in audited.names_about(subject_id=case_id)


def test_an_administrator_sees_what_a_case_is_called_and_nothing_of_it(
    cast: Cast, client: Client
) -> None:
    case_id = make_case(cast)
    (place,) = places(cast, "support_worker")
    client.login(email=cast.email("administrator"), password=PASSWORD)

    page = client.get(
        f"/people/engagements/{engagement_of(cast, 'support_worker')}/end/"
    ).text

    assert place.reference in page
    assert "Survivor’s case" in page
    assert client.get(f"/cases/{case_id}/").status_code == 404


def test_a_place_without_a_home_stops_everything(cast: Cast) -> None:
    case_id = make_case(cast)
    before = open_places(case_id)

    with pytest.raises(actions.NoHome):
        end_engagement(cast, "support_worker", homes={})

    assert open_places(case_id) == before
    assert cast.actor("support_worker").may("safeguarding.work_case")


def test_the_team_goes_on_without_unless_nobody_else_leads(
    cast: Cast, colleague: UUID
) -> None:
    case_id = make_case(cast)
    lead = cast.people["safeguarding_lead"]
    (place,) = places(cast, "support_worker")
    end_engagement(cast, "support_worker", homes={place.id: None})
    assert open_places(case_id) == {lead: "supervisor"}
    (last,) = places(cast, "safeguarding_lead")

    with pytest.raises(actions.NoHome):
        end_engagement(cast, "safeguarding_lead", homes={last.id: None})

    assert last.is_needed
    assert open_places(case_id) == {lead: "supervisor"}


def test_a_lead_whose_account_is_closed_does_not_keep_a_team(cast: Cast) -> None:
    make_case(cast)
    people.close_account(
        person_id=cast.people["safeguarding_lead"],
        actor=cast.actor("administrator"),
        at=NOON,
    )
    (place,) = places(cast, "support_worker")

    with pytest.raises(actions.NoHome):
        end_engagement(cast, "support_worker", homes={place.id: None})

    assert place.is_needed


def test_who_is_on_the_team_already_takes_over_the_stronger_place(
    cast: Cast, colleague: UUID
) -> None:
    case_id = make_case(cast)
    (place,) = places(cast, "support_worker")
    _let_in(cast, case_id, colleague, "observer")

    end_engagement(cast, "support_worker", homes={place.id: colleague})

    assert open_places(case_id)[colleague] == "lead"


@pytest.mark.parametrize(
    "part", ["administrator", "analyst", "other_support_worker", "support_worker"]
)
def test_only_a_colleague_who_may_do_the_work_takes_it(cast: Cast, part: str) -> None:
    """Not oneself, no other role, no other organisation, not the leaver."""
    make_case(cast)
    (place,) = places(cast, "support_worker")

    with pytest.raises(actions.MayNotTakeIt):
        end_engagement(cast, "support_worker", homes={place.id: cast.people[part]})


def test_a_clearance_that_is_too_low_takes_nothing(cast: Cast) -> None:
    make_case(cast)
    (place,) = places(cast, "support_worker")
    low = make_colleague(cast, "Elin Wyn", "bawso", "support_worker", clearance=0)

    with pytest.raises(actions.MayNotTakeIt):
        end_engagement(cast, "support_worker", homes={place.id: low})


def test_other_work_in_the_organisation_keeps_its_cases(cast: Cast) -> None:
    case_id = make_case(cast)
    agencies.request_engagement(
        person_id=cast.people["support_worker"],
        organisation_id=cast.organisations["bawso"],
        role="support_manager",
        from_on=TODAY,
        actor=FOUNDER,
        at=NOON,
    )

    assert places(cast, "support_worker") == ()
    end_engagement(cast, "support_worker", homes={})
    assert cast.people["support_worker"] in open_places(case_id)


def test_the_keys_are_given_up_and_the_last_holder_stays(cast: Cast) -> None:
    for other in ("support_manager", "charity_visitor"):
        end_engagement(cast, other, homes={})
    worker = cast.actor("support_worker")
    with context.acting_as(worker.doing("safeguarding_support")):
        keys.finish_set_up(actor=worker, at=NOON)
    viewer = cast.actor("administrator")
    team_id = cast.organisations["bawso"]

    with pytest.raises(actions.LastMember):
        end_engagement(cast, "support_worker", homes={})

    with context.acting_as(viewer.doing("system_admin")):
        state = vault.team_state(team_id=team_id)
    assert state is not None
    assert {each.person_id for each in state.members} == {cast.people["support_worker"]}


def test_keys_that_the_server_holds_are_changed_at_once(
    cast: Cast, colleague: UUID
) -> None:
    team_id = cast.organisations["bawso"]
    viewer = cast.actor("administrator").doing("system_admin")
    cast.actor("support_worker")
    with context.acting_as(viewer):
        before = vault.team_state(team_id=team_id)

    end_engagement(cast, "support_worker", homes={})

    with context.acting_as(viewer):
        after = vault.team_state(team_id=team_id)
    assert before is not None
    assert after is not None
    assert after.generation == before.generation + 1
    assert cast.people["support_worker"] not in {e.person_id for e in after.members}


def test_nobody_ends_their_own_and_nothing_ends_twice(cast: Cast) -> None:
    with pytest.raises(actions.OwnEngagement):
        end_engagement(cast, "administrator", homes={})
    end_engagement(cast, "analyst", homes={})
    with pytest.raises(actions.EndedAlready):
        end_engagement(cast, "analyst", homes={})


def test_only_administrators_reach_a_caseload(cast: Cast) -> None:
    engagement_id = engagement_of(cast, "support_worker")
    lead = cast.actor("safeguarding_lead")

    with pytest.raises(Absent):
        queries.plan_leaving(viewer=lead, engagement_id=engagement_id, day=TODAY)
    for call in ("caseload(%s)", "leave_engagement(%s, '[]', now())"):
        with (
            pytest.raises(DatabaseError, match="refused"),
            context.acting_as(lead.doing("safeguarding_support")),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"select * from wall.{call}", [engagement_id])  # noqa: S608  # of our list


def test_leaving_on_pages_with_a_check_before_it_is_done(
    cast: Cast, colleague: UUID, client: Client
) -> None:
    case_id = make_case(cast)
    theirs = Client()
    theirs.login(email=cast.email("support_worker"), password=PASSWORD)
    client.login(email=cast.email("administrator"), password=PASSWORD)
    page = f"/people/engagements/{engagement_of(cast, 'support_worker')}/end/"
    chosen = {"everything": str(colleague)}

    without = client.post(page, {"check": "1"}).text
    check = client.post(page, {"check": "1", **chosen}).text
    assert cast.people["support_worker"] in open_places(case_id)
    client.post(page, {"end": "1", **chosen})

    assert "Choose who takes Survivor’s case" in without
    assert "Check before it ends" in check
    assert "Carys Dafydd" in check
    assert open_places(case_id)[colleague] == "lead"
    assert theirs.get("/cases/").status_code in {302, 404}


def _let_in(cast: Cast, case_id: UUID, person_id: UUID, role: str) -> None:
    with (
        context.acting_as(cast.actor("support_worker").doing("safeguarding_support")),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "select wall.let_in(gen_random_uuid(), 'safeguarding_case', %s, %s, %s,"
            " '', now())",
            [case_id, person_id, role],
        )
