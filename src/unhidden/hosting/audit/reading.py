"""A connection that reads the whole record: that of the backup's role."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from unhidden.hosting.backup import role
from unhidden.hosting.installation import heads, identity, opening
from unhidden.hosting.installation.installation import Installation
from unhidden.hosting.paths import StateFolder
from unhidden.hosting.postgres import connecting, databases, roles
from unhidden.hosting.postgres.connecting import Connection
from unhidden.hosting.refusal import Refusal


@contextmanager
def the_record(state: StateFolder) -> Iterator[tuple[Connection, Path]]:
    """Connected, and where the worker keeps the heads of this record's checkpoints.

    Refusal when there is no database, or it stops.
    """
    with opening.reach_database(state) as installation:
        file = _check_there(installation)
        parameters = role.make_role_parameters(
            installation.server, installation.database
        )
        try:
            with connecting.connect(parameters) as connection:
                yield connection, file
        except psycopg.OperationalError as error:
            reason = str(error).splitlines()[0]
            raise Refusal(f"The database did not go on: {reason}") from error


def _check_there(installation: Installation) -> Path:
    """The file of heads; an earlier version's, until this one has been started."""
    name = installation.database
    with connecting.connect(installation.server) as admin:
        note = databases.read_note(admin, name)
        if note is None or not note.is_ready:
            raise Refusal(f"There is no record to read: {name} is not set up.")
        if installation.server.get("user") == role.NAME:
            identity.check_age(installation, note)
        else:
            identity.check_identity(admin, installation, note)
            roles.check_may_set_up(admin)
            role.ensure_backup_role(admin)
            role.let_read(admin, installation.server, name)
    if not note.installation and not heads.find_heads_file(installation).exists():
        return heads.earlier_file(installation)
    return heads.find_heads_file(installation)
