"""The tests themselves stand on a database like an installation's."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection
from django.utils import timezone

from tests.support.roles import as_role

pytestmark = pytest.mark.django_db

_WHO = """
select current_user, session_user, r.rolsuper, r.rolbypassrls,
       pg_get_userbyid(d.datdba) = current_user, pg_has_role(d.datdba, 'member')
  from pg_roles r, pg_database d
 where r.rolname = current_user and d.datname = current_database()
"""


def who() -> tuple[object, ...]:
    with connection.cursor() as cursor:
        cursor.execute(_WHO)
        row: tuple[object, ...] = cursor.fetchone()
    return row


def test_tests_run_as_staff_who_is_no_superuser_and_owns_nothing() -> None:
    assert who() == ("unhidden_staff", "unhidden_test", False, False, False, False)


@pytest.mark.parametrize("process", ["public", "staff", "worker"])
def test_a_block_runs_as_another_role_and_what_follows_does_not(process: str) -> None:
    with as_role(process):
        inside = who()[0]

    assert inside == f"unhidden_{process}"
    assert who()[0] == "unhidden_staff"


def test_nobody_becomes_the_owner() -> None:
    with (
        as_role("public"),
        pytest.raises(DatabaseError, match="permission denied"),
        connection.cursor() as cursor,
    ):
        cursor.execute("set role unhidden_owner")

    assert who()[0] == "unhidden_staff"


def test_a_block_that_breaks_the_transaction_leaves_it_whole() -> None:
    with as_role("public"), pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("select 1/0")

    assert who()[0] == "unhidden_staff"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_time", ["first", "second"])
def test_what_a_test_commits_is_gone_after_it(_time: str) -> None:
    assert not Session.objects.exists()

    Session.objects.create(session_key="k", expire_date=timezone.now())

    assert Session.objects.count() == 1
