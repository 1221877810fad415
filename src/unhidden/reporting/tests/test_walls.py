"""The database's own walls around reports: each forbidden thing is tried."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection

from tests.made.reporting import make_receipt
from tests.support.roles import as_role
from unhidden.reporting.queries import reports

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cast")]

COLUMNS = (
    "id",
    "form_key",
    "receipt_digest",
    "received_on",
    "language",
    "urgency",
    "status",
    "desk_id",
    "sealed_answers",
)
FORBIDDEN_TO_THE_PUBLIC = (
    "select count(*) from reporting_report",
    *map("select {} from reporting_report".format, COLUMNS),
    "update reporting_report set status = 'done'",
    "update reporting_report set sealed_answers = ''",
    "delete from reporting_report",
    "truncate reporting_report",
    "select server_wrapped from vault_generation",
    "select * from vault_generation",
    "select sealed_key from vault_recordkey",
    "update vault_recordkey set sealed_key = ''",
    "delete from vault_recordkey",
    "select * from vault_team",
    "select * from vault_wrap",
    "select * from vault_memberkey",
    "insert into vault_generation select * from vault_generation",
    "select * from audit_event",
    "select kind from agencies_organisation",
    "select * from reporting_message",
    "insert into reporting_message select * from reporting_message",
    "select * from reporting_hold",
    "insert into reporting_route select * from reporting_route",
    "update reporting_channel set number = '0'",
    "insert into signs_section select * from signs_section",
)


@pytest.mark.parametrize("statement", FORBIDDEN_TO_THE_PUBLIC)
def test_the_public_role_is_refused(statement: str) -> None:
    make_receipt()

    assert refused("public", statement)


@pytest.mark.parametrize(
    "statement",
    [
        "delete from reporting_report",
        "update reporting_report set sealed_answers = ''",
        "update reporting_report set received_on = '2000-01-01'",
        "update reporting_report set reasons = '{}'",
        "update reporting_report set entered_by_id = id",
        "update reporting_report set desk_id = id",
        "update reporting_report set active_on = '2000-01-01'",
        "update reporting_message set body = ''",
        "delete from reporting_message",
    ],
)
def test_staff_may_move_a_report_on_and_change_nothing_else(statement: str) -> None:
    make_receipt()

    assert refused("staff", statement)
    assert not refused("staff", "update reporting_report set status = 'read'")


def test_the_worker_reads_no_report() -> None:
    make_receipt()

    assert refused("worker", "select id from reporting_report")


def test_the_public_role_learns_of_a_report_by_its_digest_and_by_nothing_else() -> None:
    receipt = make_receipt()
    right = reports.digest_of(" ".join(receipt.words))
    ask = "select wall.mailbox_of(%s) is null"

    with as_role("public"), connection.cursor() as cursor:
        answers = [
            cursor.execute(ask, [digest]).fetchone()[0]
            for digest in (right, right[:-1], "", "%", None)
        ]

    assert answers == [False, True, True, True, True]


@pytest.mark.parametrize("process", ["staff", "worker"])
def test_nobody_else_may_come_back(process: str) -> None:
    assert refused(process, "select wall.mailbox_of('x')")
    assert refused(process, "select wall.mailbox_delete('x', '2026-01-05')")


def refused(process: str, statement: str) -> bool:
    """Whether the role of ``process`` is denied the right to do this."""
    with as_role(process), connection.cursor() as cursor:
        try:
            cursor.execute(statement)
        except DatabaseError as error:
            return "permission denied" in str(error)
    return False
