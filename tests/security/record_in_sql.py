"""Statements on the tables of an investigation, as somebody on its team sends them."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.db import DatabaseError, connection, transaction

from unhidden.access import context
from unhidden.access.actor import Actor

DONE = ""


def attempt(actor: Actor, *statements: tuple[str, dict[str, Any]]) -> str:
    """By which rule the statements are refused; "nothing" where the last one meets no
    row, and "" where they are done.

    Nothing of them stays.
    """
    try:
        with context.acting_as(actor), transaction.atomic():
            with connection.cursor() as cursor:
                for statement, given in statements:
                    cursor.execute(statement, given)
                    found = cursor.rowcount
                cursor.execute("set constraints all immediate")
            transaction.set_rollback(True)
        return DONE if found else "nothing"
    except DatabaseError as error:
        diag = getattr(error.__cause__, "diag", None)
        return getattr(diag, "constraint_name", None) or "wall"


def row(table: str, **given: Any) -> tuple[str, dict[str, Any]]:
    """An INSERT."""
    values = {"id": uuid4(), **given}
    marks = ", ".join(f"%({name})s" for name in values)
    named = ", ".join(values)
    made = f"insert into investigations_{table} ({named}) values ({marks})"  # noqa: S608  # our own names
    return made, values


def change(table: str, id_: UUID, **given: Any) -> tuple[str, dict[str, Any]]:
    """An UPDATE."""
    said = ", ".join(f"{name} = %({name})s" for name in given)
    made = f"update investigations_{table} set {said} where id = %(id)s"  # noqa: S608  # our own names
    return made, {**given, "id": id_}
