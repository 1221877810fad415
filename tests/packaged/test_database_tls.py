"""A database on another machine is reached by TLS, and known by its certificate."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from tests.packaged import postgres
from tests.packaged.certificates import Authority, make_authority
from tests.packaged.postgres import NAME, TlsServer
from tests.server.installations import UPGRADED, Steps, clone
from unhidden.config import environment
from unhidden.hosting.backup import programs
from unhidden.hosting.installation import opening
from unhidden.hosting.installation.installation import Installation
from unhidden.hosting.installation.opening import DatabaseNeeds
from unhidden.hosting.postgres import connecting
from unhidden.hosting.postgres.connecting import connect, try_connecting
from unhidden.hosting.processes import step
from unhidden.hosting.refusal import Refusal
from unhidden.lib import database_roles
from unhidden.lib.variables import WrongSetting

pytestmark = [
    pytest.mark.skipif(
        postgres.find_programs() is None,
        reason="Debian's postgresql is not here: .ci/run installs it.",
    ),
    pytest.mark.servers,
    pytest.mark.xdist_group("tls"),
]
CONNECTING = [name for name in database_roles.ROLES if name != "owner"]
_BY_TLS = "select ssl from pg_stat_ssl where pid = pg_backend_pid()"


@pytest.fixture(scope="module")
def authority(module_place: Path) -> Authority:
    """Whom we trust."""
    return make_authority(module_place / "authority")


@pytest.fixture(scope="module")
def server(authority: Authority, module_place: Path) -> Iterator[TlsServer]:
    """The server, which is called as its certificate says."""
    with postgres.serving(module_place / "tls", authority.sign(NAME)) as running:
        yield running


@pytest.fixture(scope="module")
def installed(
    server: TlsServer, authority: Authority, module_place: Path
) -> Iterator[Installation]:
    """The roles of an installation that is no demonstration; the owner was there."""
    admin = server.address("verify-full", authority.file)
    found = clone(admin, module_place / "state", "unhidden_tls")
    made = replace(found, is_synthetic=False)
    with pytest.MonkeyPatch.context() as patch:
        steps = Steps()
        patch.setattr(step, "run_step", steps)
        wanted = DatabaseNeeds(is_synthetic=False)
        opening.prepare_database(made, lambda _: None, wanted)
        assert UPGRADED in steps.run
        yield made


def test_every_role_connects_by_tls(installed: Installation) -> None:
    for process in CONNECTING:
        with connect(installed.parameters(process)) as connection:
            assert connection.execute(_BY_TLS).fetchone() == (True,), process


def test_every_process_connects_by_what_it_is_told(installed: Installation) -> None:
    """As Django does for both roles of the staff site, and as pg_dump does."""
    given = installed.environment("staff")
    assert given["UNHIDDEN_DEMONSTRATION"] == "False"

    done = subprocess.run(
        [sys.executable, "-c", _ASK], env=given, capture_output=True, check=True
    )
    command = [programs.find_program("pg_dump", _major(installed)), "--schema-only"]
    way = {**installed.server, "dbname": installed.database}
    with programs.run_program(command, way, "stdout") as dump:
        tables = dump.read()

    assert json.loads(done.stdout) == [[True], [True]]
    assert b"CREATE TABLE" in tables


_ASK = f"""
import django, json
django.setup()
from django.db import connections
print(json.dumps([
    connections[alias].cursor().execute("{_BY_TLS}").fetchone()
    for alias in ("default", "signin")
]))
"""


def _major(installed: Installation) -> int:
    with connect(installed.server) as admin:
        return admin.info.server_version // 10_000


def test_a_server_that_another_authority_vouches_for_is_refused(
    server: TlsServer, installed: Installation, authority: Authority, tmp_path: Path
) -> None:
    others = make_authority(tmp_path / "others", "Another authority")
    server.show(others.sign(NAME))

    for process in CONNECTING:
        with pytest.raises(Refusal, match="certificate verify failed"):
            connect(installed.parameters(process))

    server.show(authority.sign(NAME))
    connect(installed.parameters("public")).close()


def test_a_server_that_is_called_otherwise_is_refused(
    server: TlsServer, installed: Installation, authority: Authority
) -> None:
    server.show(authority.sign("elsewhere.example.org"))

    with pytest.raises(Refusal, match="does not match host name"):
        connect(installed.parameters("staff"))
    by_authority = {**installed.parameters("staff"), "sslmode": "verify-ca"}
    connect(by_authority).close()

    server.show(authority.sign(NAME))


def test_a_way_in_clear_is_not_there(server: TlsServer) -> None:
    with pytest.raises(psycopg.OperationalError, match="no encryption"):
        try_connecting(server.address("disable"))


@pytest.mark.parametrize("mode", ["require", "prefer", "verify-ca"])
def test_a_real_database_is_not_reached_by_less(
    server: TlsServer,
    installed: Installation,
    monkeypatch: pytest.MonkeyPatch,
    mode: str,
) -> None:
    """Not by a command, and not by a process; a demonstration is."""
    less = {**server.address(mode), "dbname": installed.database}
    monkeypatch.setenv("DATABASE_URL", connecting.make_address(less))
    # Where no authority is named, verify-ca takes that of the user.
    monkeypatch.setenv("PGSSLROOTCERT", str(installed.server["sslrootcert"]))

    with pytest.raises(Refusal, match="DATABASE_URL must be an address with sslmode"):
        opening.reach_database(installed.state).__enter__()

    monkeypatch.setenv("UNHIDDEN_DEMONSTRATION", "False")
    with pytest.raises(WrongSetting, match="DATABASE_URL must be an address with ssl"):
        environment.read_database(os.environ["DATABASE_URL"])
    monkeypatch.setenv("UNHIDDEN_DEMONSTRATION", "True")
    assert environment.read_database(os.environ["DATABASE_URL"])["HOST"] == NAME
