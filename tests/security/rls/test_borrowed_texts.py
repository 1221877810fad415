"""A signed text is worth nothing outside of the transaction that it was signed in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from psycopg import Connection, errors
from psycopg.rows import TupleRow

from tests.cast import make_cast
from tests.security.rls import world
from tests.security.rls.world import Cur
from tests.support.postgres import Server
from unhidden.access.policy import Purpose
from unhidden.hosting.postgres import connecting, signing_keys


@contextmanager
def _in_page(connection: Connection[TupleRow]) -> Iterator[Cur]:
    with connection.transaction(force_rollback=True), connection.cursor() as cursor:
        yield cursor


def _uses(cursor: Cur, setting: str, text: str) -> bool:
    """Whether a text is worth anything here; raises where it is refused."""
    cursor.execute("set local role unhidden_staff")
    cursor.execute("select set_config(%s, %s, true)", [f"unhidden.{setting}", text])
    wanted = "wall.is_signed()" if setting == "context" else "wall.opening('visit')"
    row = cursor.execute(f"select {wanted} is not null".encode()).fetchone()
    return bool(row and row[0])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("setting", ["context", "opening"])
def test_a_text_is_worth_nothing_elsewhere_or_later(
    setting: str, test_server: Server, test_database: str
) -> None:
    """On another connection while its page lasts, and on its own one afterwards."""
    actor = make_cast().actor("colleague").doing(Purpose.OPERATION_DELIVERY)
    begins = "select wall.begin('visit', gen_random_uuid())"
    where = test_server.parameters(test_database)
    with connecting.connect(where) as first, connecting.connect(where) as second:
        with _in_page(first) as cursor:
            world.enter_as(cursor, actor)
            cursor.execute(begins)
            asked = f"select current_setting('unhidden.{setting}')"
            text = str((cursor.execute(asked.encode()).fetchone() or [""])[0])
            assert _uses(cursor, setting, text)
            with _in_page(second) as other:
                world.enter_as(other, actor)
                with pytest.raises(errors.InsufficientPrivilege):
                    _uses(other, setting, text)
        with _in_page(first) as later:
            world.enter_as(later, actor)
            with pytest.raises(errors.InsufficientPrivilege):
                _uses(later, setting, text)


@pytest.mark.django_db(transaction=True)
def test_what_was_signed_before_a_start_is_worth_nothing_after_it(
    test_server: Server, test_database: str
) -> None:
    actor = make_cast().actor("colleague").doing(Purpose.OPERATION_DELIVERY)
    where = test_server.parameters(test_database)
    with connecting.connect(where) as connection, _in_page(connection) as cursor:
        world.enter_as(cursor, actor)
        asked = "select current_setting('unhidden.context')"
        text = str((cursor.execute(asked.encode()).fetchone() or [""])[0])
        assert _uses(cursor, "context", text)

        signing_keys.draw_signing_keys(test_server.admin, test_database)

        with pytest.raises(errors.InsufficientPrivilege):
            _uses(cursor, "context", text)
