"""An event is written with its change, and is final."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from tests import audited
from tests.cast import FOUNDER, NOON, Cast
from tests.roles import as_role
from unhidden.access.actor import NOBODY
from unhidden.agencies import actions as agencies
from unhidden.agencies.models import Organisation
from unhidden.audit import actions
from unhidden.audit.models import Event

pytestmark = pytest.mark.django_db


def test_a_write_and_its_event_stand_or_fall_together() -> None:
    before = Event.objects.using("stored").count()

    with pytest.raises(DatabaseError):
        _two_with_one_code("once")

    assert Organisation.objects.filter(code="once").count() == 0
    assert Event.objects.using("stored").count() == before


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused() -> None:
    with pytest.raises(actions.OutsideTransaction):
        actions.record(name="audit.test", actor=NOBODY, subject=Organisation(), at=NOON)


@pytest.mark.parametrize("role", ["public", "staff", "worker"])
@pytest.mark.parametrize(
    "change", ["update audit_event set name = ''", "delete from audit_event"]
)
def test_no_role_changes_or_deletes_an_event(role: str, change: str) -> None:
    _organisation("police")

    with (
        as_role(role),
        pytest.raises(DatabaseError, match="permission denied"),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


@pytest.mark.parametrize("role", ["public", "worker"])
def test_only_the_staff_site_reads_events(role: str) -> None:
    with as_role(role), pytest.raises(DatabaseError, match="permission denied"):
        Event.objects.count()


def test_history_is_in_the_order_of_time(cast: Cast) -> None:
    police = cast.organisations["police"]

    names = audited.names_about(subject_id=police)

    assert names == ["agencies.organisation_added"]


@transaction.atomic
def _two_with_one_code(code: str) -> None:
    _organisation(code)
    _organisation(code)


def _organisation(code: str) -> None:
    agencies.add_organisation(
        code=code,
        name_en=code,
        name_cy=code,
        kind="police",
        actor=FOUNDER,
        at=NOON,
    )
