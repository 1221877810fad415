"""Calling the definer procedures that modules bring: each checks for itself."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from psycopg import errors

from unhidden.access.absent import Absent


class RuleBroken(Exception):
    """A procedure's rule says no: its name, and what it is about, as ``args``."""


Argument = UUID | datetime | str | int | None | list[UUID]


def call_procedure(procedure: str, *arguments: Argument) -> None:
    """Run ``wall.<procedure>``; raises Absent for who may not, and RuleBroken."""
    marks = ", ".join(["%s"] * len(arguments))
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"select wall.{procedure}({marks})", arguments)
    except DatabaseError as error:
        cause = error.__cause__
        if isinstance(cause, errors.InsufficientPrivilege):
            raise Absent from error
        if isinstance(cause, errors.CheckViolation):
            said = cause.diag
            raise RuleBroken(said.constraint_name, said.message_detail) from error
        raise
