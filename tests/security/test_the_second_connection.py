"""Who somebody is, is known to one connection, which knows nothing else."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone

from tests.cast import Cast
from unhidden.access.rls.tables import list_declared_tables
from unhidden.agencies.models import Credential, Person
from unhidden.signs.models import Section

pytestmark = pytest.mark.django_db

SIGN_IN_TABLES = {
    "agencies_attempts",
    "agencies_credential",
    "agencies_enrolmentcode",
    "django_session",
}
OF_SIGNING_IN = sorted(
    table
    for table in list_declared_tables()
    if table in SIGN_IN_TABLES
    or table.startswith(("account_", "mfa_", "socialaccount_", "usersessions_"))
)
READ_BY_BOTH = {
    "agencies_person",
    "agencies_engagement",
    "agencies_organisation",
    "agencies_singlesignon",
}


def who(alias: str) -> str:
    with connections[alias].cursor() as cursor:
        cursor.execute("select current_user")
        (name,) = cursor.fetchone()
    return str(name)


@pytest.mark.parametrize("table", OF_SIGNING_IN)
def test_the_staff_role_is_refused_the_tables_of_signing_in(table: str) -> None:
    with (
        connection.cursor() as cursor,
        pytest.raises(DatabaseError, match="permission denied"),
    ):
        cursor.execute(f"select * from {table}")  # noqa: S608  # of our list


def test_there_are_tables_of_signing_in() -> None:
    assert len(OF_SIGNING_IN) == 11


def test_the_second_connection_reads_no_other_table() -> None:
    readable = {
        table for table, rights in list_declared_tables().items() if rights.signin
    }

    assert readable == {*OF_SIGNING_IN, *READ_BY_BOTH}


def test_the_second_connection_changes_no_person_and_no_engagement(cast: Cast) -> None:
    with pytest.raises(DatabaseError, match="permission denied"):
        Person.objects.using("signin").update(is_active=True)

    assert who("default") == "unhidden_staff"


def test_each_connection_is_its_own_role(cast: Cast) -> None:
    assert who("signin") == "unhidden_signin"
    assert who("default") == "unhidden_staff"


def test_an_error_of_the_second_leaves_the_first_as_it_was(db: None) -> None:
    with pytest.raises(DatabaseError), connections["signin"].cursor() as cursor:
        cursor.execute("select 1/0")

    assert who("default") == "unhidden_staff"
    assert Section.objects.exists()


def test_blocks_of_both_connections_nest() -> None:
    with transaction.atomic(using="signin"):
        _session("kept")
        with pytest.raises(ZeroDivisionError):
            _undone_by_the_first()
        with pytest.raises(ZeroDivisionError):
            _undone_by_the_second()

    assert set(Session.objects.values_list("session_key", flat=True)) == {"kept"}


@transaction.atomic
def _undone_by_the_first() -> None:
    with transaction.atomic(using="signin"):
        _session("inner")
    raise ZeroDivisionError


@transaction.atomic(using="signin")
def _undone_by_the_second() -> None:
    _session("undone")
    raise ZeroDivisionError


@pytest.mark.django_db(transaction=True)
def test_where_a_test_commits_the_connections_are_two() -> None:
    pids = set()
    for alias in ("default", "signin"):
        with connections[alias].cursor() as cursor:
            cursor.execute("select pg_backend_pid()")
            pids.add(cursor.fetchone())

    assert len(pids) == 2
    assert who("signin") == "unhidden_signin"


def test_a_password_is_beside_the_person_and_not_in_them(cast: Cast) -> None:
    columns = {field.name for field in Person._meta.get_fields()}

    assert not columns & {"password", "last_login"}
    assert Credential.objects.filter(person_id=cast.people["analyst"]).exists()


def _session(key: str) -> None:
    Session.objects.create(session_key=key, expire_date=timezone.now())
