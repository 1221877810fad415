"""The operator's command makes the first organisation of a real installation."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server import real
from tests.server.real import MADE, NAMED, PEOPLE
from tests.server.started import PROGRAM
from unhidden.hosting.configuration.reading import OperatorSettings
from unhidden.hosting.postgres import connecting
from unhidden.hosting.postgres.cluster import EmbeddedCluster
from unhidden.hosting.postgres.connecting import Parameters
from unhidden.hosting.processes.account import of_processes

pytestmark = [
    pytest.mark.skipif(os.geteuid() != 0, reason="only root sets up an installation"),
    pytest.mark.xdist_group("running"),
]
PASSPHRASE = "words of the root's holder"


#: Whoever saw the first password signed in with it, and set up a second step.
_USED_BY_SOMEBODY_ELSE = (
    "insert into mfa_authenticator (type, data, user_id, created_at) select 'totp',"
    " '{}', id, now() from agencies_person where email = 'ann@example.org'",
    "insert into usersessions_usersession (created_at, ip, last_seen_at, session_key,"
    " user_agent, data, user_id) select now(), '0.0.0.0', now(), 'taken', '', '{}', id"
    " from agencies_person where email = 'ann@example.org'",
)
_LEFT = (
    "select (select count(*) from mfa_authenticator),"
    " (select count(*) from usersessions_usersession)"
)


@pytest.fixture(scope="module")
def server(module_place: Path) -> Iterator[Parameters]:
    """A server of the operator's, which knows root and the accounts (``peer``)."""
    accounts = of_processes()
    home = module_place / "postgres"
    cluster = EmbeddedCluster(
        home, "a word", accounts["postgres"], careless=True, accounts=accounts
    )
    cluster.make()
    child = cluster.start()
    yield cluster.admin
    cluster.stop(child, in_haste=True)


@pytest.fixture(scope="module")
def root(module_place: Path) -> str:
    """The operator's root, made on a machine of their own; its public half."""
    secret = module_place / "passphrase"
    secret.write_text(PASSPHRASE)
    _, said = called(
        *("keys", "root", str(module_place / "root")),
        *("--passphrase-file", str(secret)),
    )
    return said.split('"')[1]


@pytest.fixture(scope="module")
def settings(server: Parameters, module_place: Path, root: str) -> OperatorSettings:
    """A finished file, and what it names, set up."""
    address = real.address_of(server, "unhidden")
    made = real.make_settings(module_place, address, {("keys", "root"): root})
    code, said = called("setup", "--yes", settings=made, server=server)
    assert code == 0, said
    return made


def called(
    *arguments: str,
    settings: OperatorSettings | None = None,
    server: Parameters | None = None,
) -> tuple[int, str]:
    """The exit code, and what the command said in one stream."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("UNHIDDEN_")}
    if server:
        kept["DATABASE_URL"] = connecting.make_address(server)
    named = ("--configuration", str(settings.file)) if settings else ()
    done = subprocess.run(
        [PROGRAM, *arguments, *named],
        env=kept,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        check=False,
    )
    return done.returncode, done.stdout


def test_an_operator_makes_it_and_the_root_signs_its_keys(
    settings: OperatorSettings, server: Parameters, module_place: Path
) -> None:
    def on_server(*arguments: str) -> str:
        code, said = called(*arguments, settings=settings, server=server)
        assert code == 0, said
        return said

    said = on_server(*MADE)
    assert said.count("@example.org") == 2
    assert f"https://{real.STAFF}/" in said
    asked, signed = str(module_place / "asked"), str(module_place / "signed")
    said = on_server("keys", "requests", asked)
    assert "asks for 2 first links" in said
    code, told = called(
        *("keys", "sign", asked, str(module_place / "root"), signed),
        *("--passphrase-file", str(module_place / "passphrase")),
    )
    assert code == 0, told
    assert len(told.splitlines()) == 2
    assert set(told.splitlines()) <= set(said.splitlines())
    assert "2 teams have a chain now" in on_server("keys", "certify", signed)

    code, again = called(*MADE, settings=settings, server=server)
    assert code == 1
    assert again.strip().endswith("on the staff site.")
    with connecting.connect({**server, "dbname": "unhidden"}) as admin:
        for each in _USED_BY_SOMEBODY_ELSE:
            admin.execute(each)
    assert "ann@example.org" in on_server(
        "first-organisation", "--again", "ann@example.org"
    )
    with connecting.connect({**server, "dbname": "unhidden"}) as admin:
        left = admin.execute(_LEFT).fetchone()
        rows = admin.execute(
            "select name, person_id from audit_event where name like 'agencies.%'"
            " and name <> 'agencies.keys_linked' order by at, id"
        ).fetchall()
    assert left == (0, 0)
    names = [name for name, _person in rows]
    assert names.count("agencies.person_engaged") == 2
    assert names[-1] == "agencies.password_set"
    assert {person for _name, person in rows} == {None}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--code", "north", *PEOPLE), "--code, --name and --kind"),
        ((*NAMED, *PEOPLE[:3]), "Name two administrators"),
        ((*NAMED, *PEOPLE[:3], "--administrator", " ", "b@example.org"), "be empty"),
        (("--code", "a b", *NAMED[2:], *PEOPLE), "letters and digits only"),
    ],
)
def test_what_is_missing_is_said(given: tuple[str, ...], said: str) -> None:
    code, told = called("first-organisation", *given)

    assert code == 1
    assert said in told


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((), "There is no terminal to ask for the passphrase"),
        (("--passphrase-file", "/nowhere"), "/nowhere cannot be read: No such file"),
    ],
)
def test_a_root_without_a_passphrase_is_a_sentence(
    given: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    code, told = called("keys", "root", str(tmp_path / "root"), *given)

    assert code == 1
    assert said in told
    assert "Traceback" not in told
    assert list(tmp_path.iterdir()) == []
