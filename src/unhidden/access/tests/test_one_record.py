"""A read of one record tells the database once which one, and takes it back."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from unhidden.access import context

pytestmark = pytest.mark.django_db
FIRST, SECOND = UUID(int=1), UUID(int=2)


class _Broken(Exception):
    """What goes wrong within a read."""


def _asked() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(wall.looked_at()::text, '')")
        return str(cursor.fetchone()[0])


@context.of_one_record("record_id")
def _read(*, record_id: UUID, inside: Callable[[], str] = _asked) -> str:
    del record_id  # told to the database by the decorator
    return inside()


def test_a_read_within_a_read_of_the_same_record_tells_nothing_again() -> None:
    with CaptureQueriesContext(connection) as asked:
        seen = _read(record_id=FIRST, inside=lambda: _read(record_id=FIRST))

    assert (seen, len(asked), _asked()) == (str(FIRST), 3, "")


def test_a_read_of_another_record_within_looks_at_that_one_alone() -> None:
    def inside() -> str:
        return f"{_asked()} {_read(record_id=SECOND)} {_asked()}"

    assert _read(record_id=FIRST, inside=inside) == f"{FIRST} {SECOND} {FIRST}"


def _fail() -> str:
    raise _Broken


def test_after_a_read_that_failed_the_record_is_told_anew() -> None:
    def inside() -> str:
        with pytest.raises(_Broken):
            _read(record_id=SECOND, inside=_fail)
        return _read(record_id=FIRST)

    assert _read(record_id=FIRST, inside=inside) == str(FIRST)


def test_after_a_read_that_was_undone_the_record_is_told_anew() -> None:
    def inside() -> str:
        with pytest.raises(_Broken), transaction.atomic():
            _read(record_id=SECOND, inside=_fail)
        return _read(record_id=FIRST)

    assert _read(record_id=FIRST, inside=inside) == str(FIRST)


def test_whoever_left_the_wall_within_a_read_tells_the_record_anew() -> None:
    def inside() -> str:
        context.leave_wall()
        return f"{_asked()} {_read(record_id=FIRST)}"

    assert _read(record_id=FIRST, inside=inside) == f" {FIRST}"
