"""A record with ten thousand people on its team is read and handed over as others."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client

from tests.cast import NOON, PASSWORD, make_cast
from tests.made.agencies import end_engagement, engagement_of, make_colleague
from tests.made.safeguarding import make_case
from tests.support.postgres import Server
from unhidden.access.models import Grant
from unhidden.hosting.postgres.connecting import Parameters, connect
from unhidden.safeguarding import queries

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 10_000


def fill(database: Parameters, case_id: UUID) -> None:
    with connect(database) as admin:
        admin.execute(
            "insert into access_grant (id, domain, record_id, person_id, basis,"
            " team_role, categories, purposes, granted_by, reason, from_at)"
            " select gen_random_uuid(), 'safeguarding_case', %s, gen_random_uuid(),"
            " 'team', 'observer', '{}', '{}', gen_random_uuid(), '', now()"
            " from generate_series(1, %s)",
            [case_id, MANY],
        )


def test_a_team_of_ten_thousand_is_a_team(
    client: Client, test_server: Server, test_database: str
) -> None:
    cast = make_cast()
    case_id = make_case(cast)
    fill({**test_server.admin, "dbname": test_database}, case_id)
    colleague = make_colleague(cast, "Carys Dafydd", "bawso", "support_worker")
    lead = cast.actor("support_worker")
    client.login(email=cast.email("support_worker"), password=PASSWORD)

    page = client.get(f"/cases/{case_id}/")
    shown = queries.get_case(viewer=lead, case_id=case_id, at=NOON)
    place = Grant.objects.using("stored").get(
        record_id=case_id, person_id=lead.person, ended_at__isnull=True
    )
    end_engagement(cast, "support_worker", homes={place.id: colleague})

    assert page.status_code == 200
    assert shown.card.id == case_id
    assert engagement_of(cast, "support_worker")
    assert Grant.objects.using("stored").filter(
        record_id=case_id, ended_at__isnull=True
    ).count() == (MANY + 2)
