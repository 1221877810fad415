"""A program that would serve as the wrong database role does not start."""

from __future__ import annotations

import re

from django.core import checks
from django.db import DEFAULT_DB_ALIAS, connections

_ROLE = """
select current_user,
       r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb,
       pg_get_userbyid(d.datdba) = current_user
  from pg_roles r, pg_database d
 where r.rolname = current_user and d.datname = current_database()
"""


_STATED = re.compile(r"-c (\w+)=")
_IGNORED = "select name from pg_settings where name = any(%s) and source <> 'client'"


class WrongDatabaseRole(Exception):
    """The process is connected as a role it must not serve with."""


class NotFitToServe(Exception):
    """A check of this installation failed; the sentence is the check's own."""


def refuse_failed_checks() -> None:
    """Raise NotFitToServe if a check finds an error: word lists, settings, tables.

    A server does not run Django's checks by itself.
    """
    for message in checks.run_checks():
        if message.is_serious():
            raise NotFitToServe(message.msg)


def refuse_ignored_settings(using: str = DEFAULT_DB_ALIAS) -> None:
    """Raise NotFitToServe unless ``using`` has what its connections state at the start.

    A pooler between us and the database may drop it, and then the defaults would
    decide that a role can set for itself.
    """
    connection = connections[using]
    stated = connection.settings_dict["OPTIONS"].get("options", "")
    with connection.cursor() as cursor:
        cursor.execute(_IGNORED, [_STATED.findall(stated)])
        ignored = [name for (name,) in cursor.fetchall()]
    connection.close()
    if ignored:
        sentence = f"The database ignores what we state of: {', '.join(ignored)}."
        raise NotFitToServe(sentence)


def refuse_wrong_role(expected: str, using: str = DEFAULT_DB_ALIAS) -> None:
    """Raise WrongDatabaseRole unless ``using`` connects as ``expected``, a plain role.

    Row-level security and grants do not bind a superuser, an owner or a role
    with BYPASSRLS: serving with one would serve everything.
    """
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(_ROLE)
        name, is_powerful, is_owner = cursor.fetchone()
    connection.close()
    if name != expected or is_powerful or is_owner:
        sentence = (
            f"This program serves only as the database role {expected}, "
            f"without special rights; it is connected as {name}."
        )
        raise WrongDatabaseRole(sentence)
