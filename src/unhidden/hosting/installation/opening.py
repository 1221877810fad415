"""Open the database for a command: start, create and migrate what is not there yet."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace

import psycopg

from unhidden.hosting import locks, secret_files, sources
from unhidden.hosting.configuration import using
from unhidden.hosting.installation import heads, identity
from unhidden.hosting.installation.installation import Installation
from unhidden.hosting.paths import StateFolder
from unhidden.hosting.postgres import (
    administrator,
    connecting,
    databases,
    embedded,
    limits,
    roles,
    signing_keys,
)
from unhidden.hosting.postgres.cluster import (
    BUFFERS_OF_A_DEMONSTRATION,
    EmbeddedCluster,
)
from unhidden.hosting.postgres.connecting import Connection, Parameters
from unhidden.hosting.postgres.databases import DatabaseNote
from unhidden.hosting.processes import ownership, step
from unhidden.hosting.processes.account import of_processes
from unhidden.hosting.refusal import Refusal, full_disk_is_a_sentence
from unhidden.lib import database_roles, versions

Say = Callable[[str], None]
SET_UP = "set-up.lock"


@dataclass(frozen=True, slots=True)
class DatabaseNeeds:
    """What a command wants of the database it opens."""

    #: Refuse to share the embedded server with a command that already runs.
    is_alone: bool = False
    #: Fill the database with the demonstration when it is new.
    demonstration: bool = False
    #: Another database than the program's own.
    database: str = ""
    #: Make the database anew, for a copy that may be thrown away.
    is_fresh: bool = False
    #: Take over a database and roles that belong to other secrets.
    other_secrets: bool = False
    #: The embedded server, whatever DATABASE_URL names.
    is_embedded: bool = False
    #: A demonstration's database and no other; or none that is one; or whichever it is.
    is_synthetic: bool | None = None


@contextmanager
def open_database(
    state: StateFolder, say: Say, wanted: DatabaseNeeds = DatabaseNeeds()
) -> Iterator[Installation]:
    """A ready database: the operator's in ``DATABASE_URL``, or the embedded one.

    Raises Refusal, with nothing left running.
    """
    with reach_database(state, wanted) as installation:
        with locks.hold_lock(state.folder / SET_UP):
            prepare_database(installation, say, wanted)
        yield installation


@contextmanager
def reach_database(
    state: StateFolder, wanted: DatabaseNeeds = DatabaseNeeds()
) -> Iterator[Installation]:
    """The same with nothing set up or migrated: the database may not be there."""
    with full_disk_is_a_sentence(state.folder):
        state.make()
    secrets, accounts = secret_files.ensure_secrets(state), of_processes()
    ownership.settle_ownership(state, accounts)
    running = None
    used = None if wanted.is_synthetic else using.find_used()
    with ExitStack() as stack:
        address = os.environ.get("DATABASE_URL")
        processes: Parameters = {}
        if wanted.is_embedded or not (address or used):
            word, home = secrets["admin_password"], state.postgres
            own = accounts.get("postgres")
            cluster = EmbeddedCluster(home, word, own, accounts=accounts)
            if wanted.is_alone:  # serving; whoever measures takes what there is
                cluster = replace(cluster, most_buffers=BUFFERS_OF_A_DEMONSTRATION)
            running = stack.enter_context(
                embedded.run_cluster(cluster, state.folder, alone=wanted.is_alone)
            )
            server: Parameters = cluster.admin
        elif used:
            processes = connecting.parse_address(used.get_text("database", "address"))
            server = administrator.find_administrator(processes, address)
        else:
            server = connecting.parse_address(address or "")
        name = wanted.database or connecting.application_database(processes or server)
        server = connecting.find_open_database(server)
        found = Installation(state, server, name, secrets, accounts, used is None)
        yield replace(
            found,
            for_processes=processes,
            running=running,
            is_synthetic=_is_synthetic(found, wanted),
        )


def _is_synthetic(found: Installation, wanted: DatabaseNeeds) -> bool:
    """As the note says; of a database without one, what the command makes.

    Raises Refusal for one that is not, and is reached without protection.
    """
    with connecting.connect(found.server) as admin:
        note = databases.read_note(admin, found.database)
    if note is not None:
        if not note.is_synthetic:
            connecting.check_protected(found.server)
        return note.is_synthetic
    return found.is_synthetic if wanted.is_synthetic is None else wanted.is_synthetic


def prepare_database(
    installation: Installation, say: Say, wanted: DatabaseNeeds
) -> None:
    """Bring the database to where it accepts data; quick when it is there already.

    Raises Refusal, with nothing changed, when it belongs to others.
    """
    name = installation.database
    with connecting.connect(installation.server) as admin:
        connecting.check_age(admin)
        connecting.check_forgets_moments(admin)
        note = databases.read_note(admin, name)
        _check(admin, installation, note, wanted)
        if note is None or not note.is_ready or wanted.is_fresh:
            roles.check_may_set_up(admin)
            say("Setting up the database…")
            note = _begin(admin, installation, note)
        elif roles.are_missing(admin):
            roles.check_may_set_up(admin)
            identity.ensure_roles(admin, installation)
            databases.let_in(admin, name, roles.CONNECTING)
        note = identity.claim_database(admin, installation, note)
        _ensure_logins(admin, installation)
        before = note
        note = _migrate(admin, installation, note, say)
        if note.is_ready and note != before and "root_seed" in installation.secrets:
            _certify(installation)
        if wanted.is_alone:
            signing_keys.draw_signing_keys(installation.server, name)
        if note.is_ready:
            return
        if wanted.demonstration:
            say("Filling it with the demonstration region…")
            with installation.environment_of_all_roles() as environment:
                own = installation.account("owner")
                step.run_step(
                    "load_demonstration", environment=environment, account=own
                )
        databases.write_note(admin, name, replace(note, is_ready=True))


def migrate_database(installation: Installation) -> None:
    """Migrate and grant as the owner, whatever was done before."""
    with connecting.connect(installation.server) as admin:
        note = databases.read_note(admin, installation.database)
        _run_migrations(admin, installation, note or identity.note_of(installation))


def _check(
    admin: Connection,
    installation: Installation,
    note: DatabaseNote | None,
    wanted: DatabaseNeeds,
) -> None:
    identity.check_identity(
        admin, installation, note, other_secrets=wanted.other_secrets
    )
    name, server = installation.database, installation.server
    is_new = note is None and databases.is_empty(admin, server, name)
    if wanted.is_synthetic is not None and not is_new:
        identity.check_kind(name, note, is_synthetic=wanted.is_synthetic)
    if is_new:
        heads.check_none(installation)


def _certify(installation: Installation) -> None:
    """In a demonstration, begin the chains of teams that an earlier version made."""
    with installation.environment_of_all_roles() as environment:
        own = installation.account("owner")
        step.run_step(
            "first_links", "demonstration", environment=environment, account=own
        )


def _begin(
    admin: Connection, installation: Installation, note: DatabaseNote | None
) -> DatabaseNote:
    """An empty database; what a killed set-up left is dropped.

    That has accepted no data: serving and importing begin when the note says ready.
    """
    name = installation.database
    identity.ensure_roles(admin, installation)
    if note is not None:
        databases.drop_database(admin, name)
    fresh = identity.note_of(installation)
    if databases.ensure_database(admin, installation.server, name):
        # Chains of a database that is gone: the root begins others.
        for remembered in installation.state.memories.rglob("*.json"):
            remembered.unlink()
        databases.write_note(admin, name, fresh)
        return fresh
    # Ours, with tables, but without a note: a restored copy. It is not new.
    return DatabaseNote(is_ready=True, is_synthetic=installation.is_synthetic)


def _ensure_logins(admin: Connection, installation: Installation) -> None:
    """Each role signs in, with no setting and no password of its own choice."""
    roles.reset_settings(admin)
    limits.set_connection_limits(admin)
    for process, role in database_roles.ROLES.items():
        if role == databases.OWNER:  # it gets one when it signs in
            continue
        word = installation.secrets[f"{process}_password"]
        server = installation.for_processes or installation.server
        roles.ensure_login(
            admin, {**server, "dbname": installation.database}, role, word
        )


def _migrate(
    admin: Connection, installation: Installation, note: DatabaseNote, say: Say
) -> DatabaseNote:
    if note.migrated == sources.of_schema():
        return note
    say("Bringing the tables up to date…")
    return _run_migrations(admin, installation, note)


def _run_migrations(
    admin: Connection, installation: Installation, note: DatabaseNote
) -> DatabaseNote:
    """From the first change on, an older program is refused: the number comes first.

    It goes again when the step fails: that may be for an older program to put right.
    """
    name = installation.database
    begun = replace(note, schema=versions.find_schema_number())
    databases.write_note(admin, name, begun)
    word = installation.secrets["owner_password"]
    try:
        with roles.signing_in(admin, databases.OWNER, word):
            environment = installation.environment("owner")
            own = installation.account("owner")
            step.run_step("upgrade_tables", environment=environment, account=own)
    except Refusal:
        with suppress(psycopg.OperationalError):  # the server itself is gone
            databases.write_note(admin, name, note)
        raise
    migrated = replace(begun, migrated=sources.of_schema())
    databases.write_note(admin, name, migrated)
    return migrated
