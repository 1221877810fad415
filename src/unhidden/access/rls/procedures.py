"""Calling the definer procedures that modules bring: each checks for itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from psycopg import errors

from unhidden.access.absent import Absent


class RuleBroken(Exception):
    """A procedure's rule says no: its name, and what it is about, as ``args``."""


Argument = UUID | datetime | str | int | None | list[UUID] | list[float] | list[bool]


def call_procedure(procedure: str, *arguments: Argument) -> None:
    """Run ``wall.<procedure>``; raises Absent for who may not, and RuleBroken."""
    ask_rows(procedure, *arguments)


def ask_rows(procedure: str, *arguments: Argument) -> list[tuple[Any, ...]]:
    """The rows that ``wall.<procedure>`` gives; raises Absent and RuleBroken."""
    marks = ", ".join(["%s"] * len(arguments))
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            asked = f"select * from wall.{procedure}({marks})"  # noqa: S608  # our names
            cursor.execute(asked, arguments)
            return list(cursor.fetchall())
    except DatabaseError as error:
        cause = error.__cause__
        if isinstance(cause, errors.InsufficientPrivilege):
            raise Absent from error
        if isinstance(cause, errors.CheckViolation):
            said = cause.diag
            raise RuleBroken(said.constraint_name, said.message_detail) from error
        raise
