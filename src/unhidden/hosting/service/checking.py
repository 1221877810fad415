"""What must hold before a process serves: its secrets fit, and the database is one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import psycopg

from unhidden.hosting import secret_files
from unhidden.hosting.configuration.reading import OperatorSettings
from unhidden.hosting.installation import identity
from unhidden.hosting.postgres import databases
from unhidden.hosting.postgres.connecting import Connection, Parameters, try_connecting
from unhidden.hosting.postgres.databases import DatabaseNote
from unhidden.hosting.refusal import Refusal
from unhidden.hosting.service import environments
from unhidden.hosting.service.processes import ServedProcess
from unhidden.lib import versions

_SET_UP = "run unhidden setup first"
#: A server that says so will take us later.
_NOT_YET = (
    "starting up",
    "shutting down",
    "not yet accepting",
    "recovery",
    "too many",
    "remaining connection slots",
)


def check_process(configuration: OperatorSettings, process: ServedProcess) -> str:
    """Raise Refusal where it must not serve; "" or why nobody could ask the database.

    A server that is away keeps nobody from starting.
    """
    if not process.roles or not process.is_checked:
        return ""
    file = environments.find_secrets(configuration, process.name)
    secrets = _read_secrets(file)
    away = ""
    for role in process.roles:
        parameters = environments.make_parameters(configuration, role, secrets)
        try:
            with _connect(parameters, file) as connection:
                name = parameters["dbname"]
                note = databases.read_note(connection, name)
                check_note(name, note)
                _check_fit(process.name, secrets, note or DatabaseNote(), file)
        except psycopg.OperationalError as error:
            away = str(error).strip().splitlines()[0]
    return away


def check_note(name: str, note: DatabaseNote | None) -> None:
    """Raise Refusal for a database that is not set up, or is not one to serve."""
    if note is None or not note.is_ready:
        raise Refusal(f"The database {name} is not set up: {_SET_UP}.")
    identity.check_kind(name, note, is_synthetic=False)
    ours = versions.find_schema_number()
    if note.schema > ours:
        raise Refusal(
            f"The tables of {name} belong to a newer version of the program (schema"
            f" {note.schema}; this one has {ours}): start that version."
        )
    if note.schema < ours:
        raise Refusal(
            f"The tables of {name} belong to an earlier version of the program (schema"
            f" {note.schema}; this one has {ours}): {_SET_UP}."
        )


def _read_secrets(file: Path) -> dict[str, str]:
    try:
        return secret_files.read_secret_file(file)
    except FileNotFoundError as error:
        raise Refusal(f"There is no file of secrets {file}: {_SET_UP}.") from error
    except OSError as error:
        raise Refusal(
            f"The file of secrets {file} cannot be read ({error.strerror}): start the"
            " process as its own account, or as root."
        ) from error


def _connect(parameters: Parameters, file: Path) -> Connection:
    """Raises psycopg.OperationalError where the server is away, Refusal where it says
    that it never takes us."""
    try:
        return try_connecting(parameters)
    except psycopg.OperationalError as error:
        said = str(error).strip()
        if "FATAL" not in said or any(word in said for word in _NOT_YET):
            raise
        reason = said.rpartition("FATAL:")[2].strip().splitlines()[0]
        raise Refusal(
            f"The database server does not let {parameters['user']} in ({reason}):"
            f" {_SET_UP}, or put back the secrets that belong to it ({file})."
        ) from error


def _check_fit(
    process: str, secrets: Mapping[str, str], note: DatabaseNote, file: Path
) -> None:
    named = {secret_files.name_in_master(process, k): v for k, v in secrets.items()}
    ours = identity.fingerprint_secrets(named)
    others = [name for name in ours if note.secrets.get(name, ours[name]) != ours[name]]
    if others:
        raise Refusal(
            f"The database belongs to other secrets than those in {file}"
            f" ({', '.join(others)}): put back the file that belongs to it."
        )
