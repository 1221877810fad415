"""The PostgreSQL that a test session runs on, and the databases it makes there.

Without ``DATABASE_URL`` it is an embedded server of the session's own, copied from
one whose template database was migrated before: for as long as the schema stays the
same, a session starts with tables and grants in place.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_urlsafe

from unhidden.hosting import locks, paths, secret_files, sources
from unhidden.hosting.postgres import binaries, connecting, databases, leftovers, roles
from unhidden.hosting.postgres.cluster import EmbeddedCluster
from unhidden.hosting.postgres.connecting import Parameters
from unhidden.hosting.processes import step
from unhidden.hosting.processes.account import to_step_down_to
from unhidden.hosting.refusal import Refusal
from unhidden.lib import database_roles

ROLE = "unhidden_test"
TEMPLATE = "test_unhidden_template"
#: With the demonstration, once a test asked for it (tests/support/region.py).
DEMONSTRATION = "test_unhidden_demonstration"
#: The installation that the roles of test servers belong to.
ID = "tests"
A_DAY = 24 * 60 * 60
OWNER = database_roles.ROLES["owner"]


@dataclass(frozen=True, slots=True)
class Server:
    """A server with a migrated template, and the role that tests connect as."""

    admin: Parameters
    password: str

    def to_json(self) -> str:
        """For the environment of the session's worker processes."""
        return json.dumps({"admin": dict(self.admin), "password": self.password})

    @classmethod
    def from_json(cls, text: str) -> Server:
        """What ``to_json`` gave."""
        return cls(**json.loads(text))

    def remake(self, name: str, *, template: str | None = TEMPLATE) -> None:
        """Give ``name`` the template's contents, or none, whoever is connected."""
        with connecting.connect(self.admin) as admin:
            databases.drop_database(admin, name)
            databases.create_database(admin, name, template=template, by_files=True)
            databases.let_in(admin, name, [*roles.SERVING, ROLE])

    def has(self, name: str) -> bool:
        """Whether a database of this name is there."""
        with connecting.connect(self.admin) as admin:
            query = "select from pg_database where datname = %s"
            return admin.execute(query, [name]).fetchone() is not None

    def drop(self, name: str) -> None:
        """Remove a database that ``remake`` made."""
        with connecting.connect(self.admin) as admin:
            databases.drop_database(admin, name)

    def parameters(self, name: str, role: str = "") -> dict[str, str]:
        """How tests connect to ``name``; with ``role``, as that from the start on."""
        found = {**self.admin, "dbname": name, "user": ROLE, "password": self.password}
        return {**found, "options": f"-c role={role}"} if role else found

    def as_itself(self, name: str, role: str) -> dict[str, str]:
        """How the role signs in to ``name`` by itself, as in an installation."""
        with connecting.connect(self.admin) as admin:
            roles.set_password(admin, role, self.password)
        own = {"dbname": name, "user": role, "password": self.password}
        return {**self.admin, **own}


def given() -> Parameters | None:
    """The operator's server in ``DATABASE_URL``; the test settings' own is none."""
    parameters = connecting.parse_address(
        os.environ.get("DATABASE_URL", f"postgresql://{ROLE}@/")
    )
    return None if parameters.get("user") == ROLE else parameters


@contextmanager
def running() -> Iterator[Server]:
    """The session's server, gone afterwards; the operator's is left as it was."""
    admin = given()
    with _embedded() if admin is None else _operators(admin) as parameters:
        server = Server(parameters, password=token_urlsafe(24))
        with connecting.connect(parameters) as connection:
            roles.create_role(connection, ROLE, inherits=False)
            roles.join_groups(
                connection, ROLE, [*roles.CONNECTING, database_roles.GUARD]
            )
            roles.set_password(connection, ROLE, server.password)
        yield server


@contextmanager
def _operators(admin: Parameters) -> Iterator[Parameters]:
    with connecting.connect(admin) as connection:
        if set(roles.read_role_marks(connection).values()) - {"", ID}:
            raise Refusal(
                "The server in DATABASE_URL serves an installation, and its roles are"
                " not for tests: name another, or none."
            )
    _make_template(admin)
    yield admin
    with connecting.connect(admin) as connection:
        for name in (TEMPLATE, DEMONSTRATION):
            databases.drop_database(connection, name)
        roles.drop_role(connection, ROLE)


@contextmanager
def _embedded() -> Iterator[Parameters]:
    shared = folder()
    with tempfile.TemporaryDirectory(dir=shared, prefix="session-") as session:
        Path(session).chmod(0o711)
        with locks.hold_lock(Path(session) / "lock"):
            cluster = _cluster(Path(session))
            with locks.hold_lock(shared / "golden.lock"):
                _sweep(shared)
                _copy(prepared(shared).home, cluster.home)
            child = cluster.start()
            try:
                yield cluster.admin
            finally:
                cluster.stop(child, in_haste=True)


def copy_of_template(place: Path, *, careless: bool = False) -> EmbeddedCluster:
    """A server of a test's own in ``place``, with the template in it; not running."""
    shared, home = folder(), place / "postgres"
    with locks.hold_lock(shared / "golden.lock"):
        golden = prepared(shared)
        _copy(golden.home, home)
    return EmbeddedCluster(home, golden.password, golden.account, careless=careless)


def folder() -> Path:
    """Where the servers of tests lie: a system user can reach it."""
    state = paths.find_state_folder()
    state.make()
    made = state.folder / "tests"
    made.mkdir(exist_ok=True)
    made.chmod(0o711)
    return made


def _cluster(place: Path) -> EmbeddedCluster:
    word = place.parent / "password"
    if not word.exists():
        secret_files.write_secret_file(word, {"password": token_urlsafe(24)})
    password = secret_files.read_secret_file(word)["password"]
    return EmbeddedCluster(
        place / "postgres", password, to_step_down_to(), careless=True
    )


def prepared(shared: Path) -> EmbeddedCluster:
    """The cluster to copy, with this schema's template in it; it is not running.

    One of another schema or server is made anew, and so is one that a killed session
    left half made, or in which any file is not as it was when it was made.
    """
    home = shared / f"golden-{template_key()}"
    cluster, made = _cluster(home), home / "made"
    if made.exists() and made.read_text() == _digest(cluster):
        return cluster
    for old in shared.glob("golden-*/"):
        leftovers.clear_leftovers(old / "postgres/data")
        shutil.rmtree(old)
    home.mkdir(mode=0o711)
    cluster.make()
    child = cluster.start()
    try:
        _make_template(cluster.admin)
    finally:
        cluster.stop(child)
    made.write_text(_digest(cluster))
    return cluster


def template_key() -> str:
    """Changes with what a template is made of.

    Migrations, SQL, policies and models of the program, its packages, the server's
    version, and how it is made here.
    """
    schema, how = sources.of_schema(), sources.fingerprint_sources([Path(__file__)])
    return f"{schema}-{how}-{binaries.version()}"


def _digest(cluster: EmbeddedCluster) -> str:
    """Of every file, and of the password that was set in it."""
    digest = hashlib.blake2b(cluster.password.encode(), digest_size=20)
    for file in sorted(cluster.home.rglob("*")):
        if file.is_file():
            digest.update(f"\0{file.relative_to(cluster.home)}\0".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _sweep(shared: Path) -> None:
    """Remove what killed sessions left; a living one holds its lock, or is young."""
    for tried in shared.glob("tried-*"):
        if time.time() - tried.stat().st_mtime > A_DAY:
            shutil.rmtree(tried)
    for session in shared.glob("session-*"):
        with locks.try_lock(session / "lock") as is_dead:
            if is_dead:
                shutil.rmtree(session)


def _copy(home: Path, to: Path) -> None:
    subprocess.run(["cp", "-a", str(home), str(to)], check=True)


def _make_template(admin: Parameters) -> None:
    """Roles, a database, its tables and its grants: all as in an installation."""
    with connecting.connect(admin) as connection:
        connecting.check_age(connection)
        roles.check_may_set_up(connection)
        with connection.transaction():
            roles.create_missing_roles(connection)
            roles.mark_roles(connection, ID)
        databases.drop_database(connection, TEMPLATE)
        databases.ensure_database(connection, admin, TEMPLATE)
        roles.belong_to(connection, OWNER)
    owner = {**admin, "dbname": TEMPLATE, "options": f"-c role={OWNER}"}
    environment = {**os.environ, "DATABASE_URL": connecting.make_address(owner)}
    environment["DJANGO_SETTINGS_MODULE"] = "unhidden.config.settings.owner"
    step.run_step("upgrade_tables", environment=environment)
    # Tests act in days that are over, as the demonstration does.
    databases.let_replay(admin, TEMPLATE, ROLE)
