"""Who receives what is told in confidence: signed keys, named by the planner."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.test import Client

from tests.cast import NOON, PASSWORD, Cast
from tests.made.visits import Planned, make_planned
from unhidden.access.absent import Absent
from unhidden.agencies import queries as agencies
from unhidden.audit.models import Event
from unhidden.field.models import InnerReceiver
from unhidden.field.tasking.actions import receivers as naming
from unhidden.field.tasking.queries.receivers import get_receivers

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned(cast: Cast) -> Planned:
    return make_planned(cast, kind="safeguarding")


def name(cast: Cast, planned: Planned, team_id: UUID, part: str = "planner") -> None:
    naming.name_receiver(
        operation_id=planned.operation_id,
        team_id=team_id,
        actor=cast.actor(part),
        at=NOON,
    )


def usual(cast: Cast, planned: Planned) -> UUID | None:
    view = get_receivers(
        viewer=cast.actor("planner"), operation_id=planned.operation_id
    )
    return view.usual.team_id if view.usual else None


def test_a_planner_names_keys_of_who_takes_part(cast: Cast, planned: Planned) -> None:
    charity = cast.organisations["bawso"]

    name(cast, planned, charity)
    name(cast, planned, charity)

    assert usual(cast, planned) == charity
    (row,) = InnerReceiver.objects.all()
    assert row.organisation_id == charity
    (event,) = Event.objects.filter(name="field.receivers_named")
    assert event.detail["team"] == str(charity)


def test_without_a_name_it_is_the_lead_s_safeguarding_leads(
    cast: Cast, planned: Planned
) -> None:
    view = get_receivers(
        viewer=cast.actor("planner"), operation_id=planned.operation_id
    )

    assert view.named == ()
    leads = agencies.safeguarding_team_of(cast.organisations["police"])
    assert view.usual is None or view.usual.team_id == leads


def test_who_was_named_first_is_sealed_to_until_taken_off(
    cast: Cast, planned: Planned
) -> None:
    charity, council = (cast.organisations[one] for one in ("bawso", "council"))
    name(cast, planned, charity)
    name(cast, planned, council)
    assert usual(cast, planned) in {charity, council}

    for team in (charity, council):
        naming.drop_receiver(
            operation_id=planned.operation_id,
            team_id=team,
            actor=cast.actor("planner"),
            at=NOON,
        )

    assert not InnerReceiver.objects.exists()


def test_keys_of_nobody_who_takes_part_are_not_named(
    cast: Cast, planned: Planned
) -> None:
    for team in (uuid4(), cast.people["officer"]):
        with pytest.raises(naming.KeysNotOnOffer):
            name(cast, planned, team)


def test_who_does_not_plan_the_operation_names_nobody(
    cast: Cast, planned: Planned
) -> None:
    for part in ("officer", "charity_visitor", "analyst"):
        with pytest.raises(Absent):
            name(cast, planned, cast.organisations["bawso"], part)


def test_the_page_names_and_takes_off(
    cast: Cast, client: Client, planned: Planned
) -> None:
    client.login(email=cast.email("planner"), password=PASSWORD)
    address = f"/field/receivers/{planned.operation_id}/"
    charity = str(cast.organisations["bawso"])
    assert "Nobody: phones seal to" in client.get(address).text
    assert "Select who receives it" in client.post(address, {}).text

    client.post(address, {"team": charity})
    page = client.get(address).text
    assert "Phones seal to: " in page
    assert f'name="team" value="{charity}"' in page

    client.post(f"{address}drop/", {"team": charity})
    assert not InnerReceiver.objects.exists()
