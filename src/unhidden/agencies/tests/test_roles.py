"""What a role may do is told from the table that decides, on invented records."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import PASSWORD, Cast
from unhidden.access.policy import (
    DOMAINS_OF_PURPOSE,
    RIGHTS,
    Category,
    Domain,
    Purpose,
    Role,
)
from unhidden.agencies.policies import PERMISSIONS_OF_ROLE
from unhidden.agencies.roles import explained, samples
from unhidden.config.edge.navigation import STAFF_MENU
from unhidden.hosting.management.commands import write_rights


def seen(
    role: Role, purpose: Purpose, situation: str
) -> dict[str, samples.SampleRecord]:
    found = samples.seen_by(role, purpose, samples.SITUATIONS[situation])
    return dict(zip(Domain.values, found, strict=True))


def test_the_document_is_what_the_table_says() -> None:
    assert write_rights.FILE.read_text() == write_rights.write_rights_document(), (
        "run `unhidden rights`"
    )


def test_every_role_with_every_permission_has_its_words() -> None:
    roles = {role.code: role for role in explained.explain_roles()}

    assert set(roles) == set(RIGHTS)
    for code, role in roles.items():
        assert len(role.permissions) == len(PERMISSIONS_OF_ROLE[code])
        assert len(role.works) == len(RIGHTS[code].purposes)


def test_each_kind_of_record_has_a_sample_and_each_category_a_field() -> None:
    fields = [each for record in samples.RECORDS.values() for each in record]

    assert set(samples.RECORDS) == set(Domain)
    assert {each.category for each in fields} == set(Category)


@pytest.mark.parametrize("role", list(Role))
def test_a_role_meets_samples_of_its_purposes_and_no_others(role: Role) -> None:
    for purpose in samples.purposes_of(role):
        there = {
            domain
            for domain, each in seen(role, purpose, "lead").items()
            if each.is_there
        }

        assert there == {str(each) for each in DOMAINS_OF_PURPOSE[purpose]}


def test_a_share_withholds_what_the_agreement_leaves_out() -> None:
    case = seen(Role.SUPPORT_WORKER, Purpose.SAFEGUARDING_SUPPORT, "shared")[
        Domain.SAFEGUARDING_CASE
    ]

    shown = {field.category for field, is_shown in case.fields if is_shown}
    assert shown == {Category.OPERATIONAL, Category.CONTACT}


@pytest.mark.parametrize("situation", ["sensitive", "excluded"])
def test_being_on_a_team_is_not_enough(situation: str) -> None:
    case = seen(Role.SUPPORT_WORKER, Purpose.SAFEGUARDING_SUPPORT, situation)[
        Domain.SAFEGUARDING_CASE
    ]

    assert not case.is_there
    assert case.reason


@pytest.mark.django_db
def test_everybody_reads_roles_and_administrators_see_as_them(
    cast: Cast, client: Client
) -> None:
    client.login(email=cast.email("partner"), password=PASSWORD)
    text = client.get("/roles/").text
    refused = client.get("/roles/support_worker/").status_code
    client.login(email=cast.email("administrator"), password=PASSWORD)

    page = client.get(
        "/roles/support_worker/?purpose=safeguarding_support&situation=shared"
    )

    assert "Support worker" in text
    assert "See invented records as this role" not in text
    assert refused == 404
    assert "withheld" in page.text
    assert client.get("/roles/nobody/").status_code == 404
    cases = next(entry for entry in STAFF_MENU if entry.page == "safeguarding:cases")
    reports = next(entry for entry in STAFF_MENU if entry.page == "intelligence:queue")
    assert f"<li>{cases.label}</li>" in page.text
    assert f"<li>{reports.label}</li>" not in page.text


@pytest.mark.django_db
def test_looking_as_a_role_reads_no_record(cast: Cast, client: Client) -> None:
    client.login(email=cast.email("administrator"), password=PASSWORD)

    with CaptureQueriesContext(connection) as captured:
        client.get("/roles/support_worker/")

    asked = [each["sql"] for each in captured.captured_queries]
    assert not any("access_grant" in sql or "safeguarding_" in sql for sql in asked)
