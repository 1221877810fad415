"""How to reach a database: parameters, and the addresses made from them."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.rows import TupleRow

from unhidden.hosting.postgres import system_users
from unhidden.hosting.refusal import Refusal

DATABASE = "unhidden"
OLDEST = 15

Parameters = Mapping[str, str]
Connection = psycopg.Connection[TupleRow]


def parse_address(address: str) -> dict[str, str]:
    """The parameters in an operator's ``DATABASE_URL``; Refusal when it is not one."""
    try:
        if not address.startswith(("postgresql://", "postgres://")):
            raise ValueError
        found = conninfo_to_dict(address)
    except (psycopg.ProgrammingError, ValueError) as error:
        raise Refusal(
            "DATABASE_URL is not the address of a PostgreSQL database: it must look"
            " like postgresql://name:password@host:5432/unhidden."
        ) from error
    return {name: str(value) for name, value in found.items() if value is not None}


def make_address(parameters: Parameters) -> str:
    """The parameters as a ``postgresql://`` address, for a process's environment."""
    rest = dict(parameters)
    user = quote(rest.pop("user", ""), safe="")
    password = quote(rest.pop("password", ""), safe="")
    word = f":{password}" if password else ""
    name = quote(rest.pop("dbname", ""), safe="")
    return f"postgresql://{user}{word}@/{name}?{urlencode(rest, quote_via=quote)}"


def application_database(admin: Parameters) -> str:
    """The database the program lives in: the one the address names, if its own."""
    named = admin.get("dbname", "")
    return DATABASE if named in ("", "postgres", "template1") else named


def connect(parameters: Parameters) -> Connection:
    """An autocommit connection; Refusal when the server does not take it."""
    try:
        return try_connecting(parameters)
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        raise Refusal(f"The database does not take our connection: {reason}") from error


def try_connecting(parameters: Parameters) -> Connection:
    """An autocommit connection; psycopg.OperationalError when it is not taken."""
    wanted = {"connect_timeout": "10", **parameters}
    with system_users.being_known(parameters):
        return psycopg.connect(make_conninfo(**wanted), autocommit=True)


def find_open_database(parameters: Parameters) -> Parameters:
    """The same server; by its ``postgres`` where the database named is not there yet.

    Raises Refusal when neither takes our connection.
    """
    try:
        try_connecting(parameters).close()
    except psycopg.OperationalError:
        usual = {**parameters, "dbname": "postgres"}
        try:
            try_connecting(usual).close()
        except psycopg.OperationalError:
            connect(parameters).close()  # what is wrong with what the operator named
        return usual
    return parameters


def check_age(connection: Connection) -> None:
    """Raise Refusal for a server older than the oldest we know to work."""
    version = connection.info.server_version // 10_000
    if version < OLDEST:
        raise Refusal(
            f"This is PostgreSQL {version}; Unhidden needs {OLDEST} or newer: upgrade"
            " it, or leave DATABASE_URL unset to use the embedded one."
        )


def check_forgets_moments(connection: Connection) -> None:
    """Raise Refusal for a server that keeps the moment of every commit.

    By it each row tells when it was written, also those of which we keep the day alone.
    """
    row = connection.execute("show track_commit_timestamp").fetchone()
    if row != ("off",):
        raise Refusal(
            "This server keeps the moment of every commit, and so of every report: set"
            " track_commit_timestamp to off, and start it again."
        )
