"""Copies that a restore left beside the database in use: told from it, and dropped."""

from __future__ import annotations

from unhidden.hosting.installation.installation import Installation
from unhidden.hosting.postgres import databases
from unhidden.hosting.postgres.connecting import Connection, connect
from unhidden.hosting.refusal import Refusal

_NAMES = "select datname from pg_database where not datistemplate order by datname"
_OTHERS = """
select count(*) from pg_stat_activity
 where datname = %s and backend_type = 'client backend'
"""


def drop_copy(installation: Installation, name: str) -> None:
    """Drop a copy of this installation's; raises Refusal for any other database.

    Which is one stands in its note, that the restore wrote.
    """
    with connect(installation.server) as admin:
        if name == installation.database:
            raise Refusal(
                f"{name} is the database of this installation and no copy: it is never"
                " dropped."
            )
        if name not in _list_copies(admin, installation):
            raise Refusal(_describe_refusal(admin, installation, name))
        row = admin.execute(_OTHERS, [name]).fetchone()
        if row and row[0]:
            raise Refusal(
                f"{row[0]} connections to {name} are open: end what works there, and"
                " drop it then."
            )
        databases.drop_database(admin, name)


def _list_copies(admin: Connection, installation: Installation) -> list[str]:
    """The names of all copies that a restore of this installation's made."""
    names = [str(row[0]) for row in admin.execute(_NAMES).fetchall()]
    notes = {name: databases.read_note(admin, name) for name in names}
    return [
        name
        for name, note in notes.items()
        if note and note.is_copy and note.installation == installation.id
    ]


def _describe_refusal(admin: Connection, installation: Installation, name: str) -> str:
    copies = _list_copies(admin, installation)
    others = f"There are: {', '.join(copies)}." if copies else "There is none."
    if not databases.is_there(admin, name):
        return f"There is no database {name}, and so no such copy. {others}"
    return (
        f"The note on the database {name} does not say that it is a copy which"
        f" unhidden restore --into made for this installation. {others}"
    )
