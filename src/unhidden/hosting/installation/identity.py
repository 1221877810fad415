"""Whose a database is: fingerprints of its secrets, and the id of its installation.

Both stand in the database's note. The id stands on the roles, too: they are the
server's, and two installations that share them would reset each other's passwords.

Everybody on the server can read notes. A fingerprint tells one secret from another and
is of no use otherwise: it is a digest under the secret's own name, and the secrets are
24 random bytes or more, which nobody finds by trying.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import replace

from psycopg import OperationalError, errors

from unhidden.hosting.installation import heads
from unhidden.hosting.installation.installation import Installation
from unhidden.hosting.postgres import databases, roles
from unhidden.hosting.postgres.connecting import Connection, try_connecting
from unhidden.hosting.postgres.databases import DatabaseNote
from unhidden.hosting.refusal import Refusal
from unhidden.lib import database_roles, versions

_KEPT = "select rolpassword from pg_authid where rolname = %s"
_VERIFIER = re.compile(
    r"SCRAM-SHA-256\$(?P<rounds>\d+):(?P<salt>[^$]+)\$(?P<stored>[^:]+):.+"
)
#: The embedded server's own, and what is no secret of a database's.
_OTHERS = {"admin_password", "installation", "mail_password"}


def fingerprint_secrets(secrets: Mapping[str, str]) -> dict[str, str]:
    """For the name of each secret what tells it from another."""
    return {
        name: hashlib.sha256(f"unhidden backup {name}\0{word}".encode()).hexdigest()[
            :32
        ]
        for name, word in sorted(secrets.items())
        if name not in _OTHERS
    }


def note_of(installation: Installation) -> DatabaseNote:
    """The note of a database that this installation has just made."""
    return DatabaseNote(
        installation=installation.id,
        secrets=fingerprint_secrets(installation.secrets),
        is_synthetic=installation.is_synthetic,
    )


def check_identity(
    admin: Connection,
    installation: Installation,
    note: DatabaseNote | None,
    *,
    other_secrets: bool = False,
) -> None:
    """Raise Refusal for a database or roles that are not this installation's.

    To be asked before anything is changed. ``other_secrets`` takes them over, but
    never from a newer program.
    """
    note = note or DatabaseNote()
    check_age(installation, note)
    if other_secrets:
        return
    if names := _others(note, installation):
        which = "all" if len(names) == len(note.secrets) else ", ".join(names)
        raise Refusal(
            f"The database {installation.database} belongs to other secrets than those"
            f" in {installation.state.secrets} ({which} of them): put back the file"
            " of secrets that it was set up with. Only if that is lost for good,"
            " unhidden migrate --other-secrets takes the database over: what was sealed"
            " stays closed, and a program that has the old secrets is shut out."
        )
    if not _has_our_roles(admin, installation, note):
        raise Refusal(
            "The database roles on this server belong to another installation of"
            " Unhidden, which would be shut out: name a server without one, in"
            " [database] address of the settings, for a demonstration in DATABASE_URL."
            " Only if that installation is gone, unhidden migrate"
            " --other-secrets takes its roles over."
        )


def check_age(installation: Installation, note: DatabaseNote) -> None:
    """Raise Refusal when a newer program has been at the database."""
    ours = versions.find_schema_number()
    if note.schema > ours:
        raise Refusal(
            f"The tables of {installation.database} belong to a newer version of the"
            f" program (schema {note.schema}; this one has {ours}), and older rights"
            " must not come over newer ones: start that version."
        )


def check_kind(name: str, note: DatabaseNote | None, *, is_synthetic: bool) -> None:
    """Raise Refusal unless the database is, or is not, a demonstration's.

    Tables without a note may hold anything.
    """
    if note is None:
        raise Refusal(
            f"The database {name} holds tables, and no note says whether they are a"
            " demonstration's: name another, or restore them from a backup."
        )
    if is_synthetic and not note.is_synthetic:
        raise Refusal(
            f"The database {name} is not a demonstration's, and is never served as one:"
            " unhidden serve serves it."
        )
    if note.is_synthetic and not is_synthetic:
        raise Refusal(
            f"The database {name} is a demonstration's: everything in it is invented,"
            " and it is never served as a real one. Name another."
        )


def ensure_roles(admin: Connection, installation: Installation) -> None:
    """Create the roles that are missing and mark them all as ours: all, or none."""
    with admin.transaction():
        roles.create_missing_roles(admin)
        _mark(admin, installation)


def claim_database(
    admin: Connection, installation: Installation, note: DatabaseNote
) -> DatabaseNote:
    """Write on the database and on the roles whose they are: on all, or none.

    Where the secrets were others, the tables are migrated again: the key that checks
    contexts is in them.
    """
    wanted = replace(
        note,
        installation=installation.id,
        secrets=fingerprint_secrets(installation.secrets),
    )
    if _others(note, installation):
        wanted = replace(wanted, migrated="")
    if wanted == note and set(roles.read_role_marks(admin).values()) == {
        installation.id
    }:
        return note
    if not note.installation:
        heads.carry_over(installation)
    with admin.transaction():
        _mark(admin, installation)
        databases.write_note(admin, installation.database, wanted)
    return wanted


def _others(note: DatabaseNote, installation: Installation) -> list[str]:
    """The names of secrets that are not those of the note."""
    ours = fingerprint_secrets(installation.secrets)
    names = [name for name, one in note.secrets.items() if ours.get(name) != one]
    if not names and note.installation not in ("", installation.id):
        return ["installation"]
    return names


def _has_our_roles(
    admin: Connection, installation: Installation, note: DatabaseNote
) -> bool:
    """Whether the roles are ours, or not there at all.

    An earlier version put no mark on them: they are ours if a password of ours fits.
    """
    marks = roles.read_role_marks(admin)
    marked = set(marks.values()) - {""}
    if marked or note.secrets or not marks:
        return marked <= {installation.id}
    return any(
        _signs_in(admin, installation, process) for process in database_roles.ROLES
    )


def _signs_in(admin: Connection, installation: Installation, process: str) -> bool:
    """Whether our password is the role's.

    Where the server asks nobody for one, by what it keeps of it.
    """
    wanted = installation.parameters(process)
    if installation.accounts and "password" not in installation.server:
        kept = admin.execute(_KEPT, [wanted["user"]]).fetchone()
        return bool(kept and _fits(str(kept[0]), wanted["password"]))
    if not databases.is_there(admin, installation.database):
        wanted["dbname"] = admin.info.dbname
    try:
        try_connecting(wanted).close()
    except OperationalError:
        return False
    return True


def _fits(verifier: str, word: str) -> bool:
    """Whether a verifier is of this password (RFC 5802, section 3)."""
    found = _VERIFIER.fullmatch(verifier)
    if found is None:
        return False
    salt, rounds = b64decode(found["salt"]), int(found["rounds"])
    salted = hashlib.pbkdf2_hmac("sha256", word.encode(), salt, rounds)
    key = hmac.digest(salted, b"Client Key", "sha256")
    stored = b64decode(found["stored"])
    return hmac.compare_digest(hashlib.sha256(key).digest(), stored)


def _mark(admin: Connection, installation: Installation) -> None:
    try:
        roles.mark_roles(admin, installation.id)
    except errors.InsufficientPrivilege as error:
        raise Refusal(
            f"The role {admin.info.user} in DATABASE_URL may not write on the program's"
            " roles whose they are: start once as who made them, or as a superuser."
        ) from error
