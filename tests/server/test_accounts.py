"""Started by root, each process has an account of its own, and no way to another's."""

from __future__ import annotations

import grp
import json
import os
import pwd
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from tests.server.accounts import as_account
from tests.server.started import Running, running
from unhidden.cleaning import TooLarge, apart
from unhidden.hosting.paths import StateFolder
from unhidden.hosting.postgres import peers
from unhidden.hosting.processes import account, copies
from unhidden.hosting.processes.account import Accounts, of_processes
from unhidden.hosting.refusal import Refusal
from unhidden.lib import database_roles

pytestmark = [
    pytest.mark.skipif(os.geteuid() != 0, reason="only root has accounts to give"),
    pytest.mark.xdist_group("running"),
]
WORDS = {
    "staff": "unhidden.hosting.programs.asgi_staff:application",
    "public": "unhidden.hosting.programs.asgi_public:application",
    "worker": "worker",
    "cleaning": "unhidden.cleaning.house",
    "postgres": "-D",
}
DATABASE_ROLES = ("postgres", database_roles.GUARD, *database_roles.ROLES.values())
#: All that a process opens by its account: everything else is refused.
OPENS = {
    "public": {"secrets of public", "memories of public", "role unhidden_public",
               "socket", "door"},
    "staff": {"secrets of staff", "memories of staff", "role unhidden_staff",
              "role unhidden_signin", "socket", "door"},
    "worker": {"secrets of worker", "memories of worker", "role unhidden_worker",
               "socket", "heads"},
    "owner": {"secrets of owner", "secrets of player", "memories of owner",
              "socket", "sign-ins", "exchange"},
    "postgres": {"socket", "data"},
    "cleaning": set(),
}  # fmt: skip
#: What runs there is hidden from its own account, too; set-up is over.
_HIDDEN = {"cleaning", "owner"}
_PROGRAM = """
import json, os, pathlib, socket, sys
import psycopg
state, processes, roles = json.loads(sys.argv[1])
opened = []
def attempt(name, do):
    try:
        do()
    except (OSError, psycopg.Error):
        return
    opened.append(name)
def asked(path):
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(20)
        line.connect(path)
        line.sendall(b"words")
        line.shutdown(socket.SHUT_WR)
        if not line.recv(9):
            raise OSError
def knock(path):
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(path)
read = lambda place: pathlib.Path(state, place).read_bytes()
of = lambda place: os.listdir(os.path.join(state, place))
for name in ("all", "owner", "player", "staff", "public", "worker"):
    attempt(f"secrets of {name}", lambda: read(f"secrets/{name}.json"))
attempt("all secrets", lambda: of("secrets"))
attempt("the stamps", lambda: of("stamps"))
for name, number in processes.items():
    attempt(f"memory of {name}", lambda: open(f"/proc/{number}/mem", "rb"))
    attempt(f"environment of {name}",
            lambda: open(f"/proc/{number}/environ", "rb").read())
for name in ("staff", "public", "worker", "owner"):
    attempt(f"memories of {name}", lambda: of(f"heads/{name}"))
attempt("heads", lambda: of("audit"))
attempt("exchange", lambda: of("exchange"))
attempt("sign-ins", lambda: read("sign-ins"))
attempt("data", lambda: of("postgres/data"))
attempt("log", lambda: read("postgres/log"))
attempt("rules", lambda: open(os.path.join(state, "postgres/hba_file"), "a"))
attempt("a new file", lambda: open(os.path.join(state, "new"), "w"))
attempt("socket", lambda: knock(f"{state}/postgres/socket/.s.PGSQL.5432"))
attempt("door", lambda: asked(f"{state}/cleaning/door"))
for role in roles:
    attempt(f"role {role}", lambda: psycopg.connect(
        host=f"{state}/postgres/socket", port=5432, user=role, dbname="unhidden"))
print(json.dumps(opened))
"""


@pytest.fixture(scope="module")
def accounts() -> Accounts:
    return of_processes()


@pytest.fixture(scope="module")
def run(module_place: Path) -> Iterator[tuple[StateFolder, Running]]:
    """An installation that root has started."""
    state = module_place / "state"
    with running(state, module_place / "said") as started:
        yield StateFolder(state), started


def test_nobody_has_another_s_account_or_any_rights(
    run: tuple[StateFolder, Running], accounts: Accounts
) -> None:
    for process, word in WORDS.items():
        own, number = accounts[process], run[1].part(word).pid
        said = dict(
            line.split(":\t", 1)
            for line in Path(f"/proc/{number}/status").read_text().splitlines()
            if ":\t" in line
        )
        assert set(said["Uid"].split()) == {str(own.uid)}
        assert set(said["Groups"].split()) == set(map(str, own.groups))
        assert int(said["CapEff"], 16) == 0
        assert said["NoNewPrivs"] == "1"
        limits = Path(f"/proc/{number}/limits").read_text()
        assert re.search(r"Max core file size +0 +0 ", limits)


def test_root_listens_to_nobody_and_knows_no_django(
    run: tuple[StateFolder, Running],
) -> None:
    _, started = run
    root = psutil.Process(started.process.pid)
    family = [root, *root.children(recursive=True)]
    asks = "import sys, unhidden.hosting.cli; print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True)

    assert [one for one in family if one.uids().real == 0] == [root]
    assert root.net_connections("all") == []
    assert done.stdout.strip() == "False"


def test_no_environment_holds_a_password(run: tuple[StateFolder, Running]) -> None:
    state, started = run
    whole = json.loads((state.secrets / "all.json").read_text())
    words = {word for name, word in whole.items() if name != "installation"}

    for one in psutil.Process(started.process.pid).children(recursive=True):
        told = Path(f"/proc/{one.pid}/environ").read_text()
        assert not [word for word in words if word in told]


@pytest.mark.parametrize("process", OPENS)
def test_an_account_opens_its_own_and_nothing_else(
    process: str, run: tuple[StateFolder, Running], accounts: Accounts
) -> None:
    state, started = run
    numbers = {name: started.part(word).pid for name, word in WORDS.items()}
    numbers["root"] = started.process.pid
    asked = json.dumps([str(state.folder), numbers, DATABASE_ROLES])

    said = as_account(
        accounts, process, str(copies.find_readable_python()), "-c", _PROGRAM, asked
    )

    itself = {f"memory of {process}", f"environment of {process}"}
    assert set(json.loads(said)) == OPENS[process] | (
        set() if process in _HIDDEN else itself
    )


def test_a_stranger_on_the_machine_opens_nothing(
    run: tuple[StateFolder, Running], accounts: Accounts
) -> None:
    state, started = run
    nobody = pwd.getpwnam("nobody")
    stranger = {"nobody": account.SystemAccount(nobody.pw_uid, nobody.pw_gid)}
    asked = json.dumps([str(state.folder), {"root": started.process.pid}, []])

    said = as_account(
        stranger, "nobody", str(copies.find_readable_python()), "-c", _PROGRAM, asked
    )

    assert json.loads(said) == []


def test_the_database_keeps_no_password_of_any_role(
    run: tuple[StateFolder, Running],
) -> None:
    state, _ = run
    with psycopg.connect(
        host=str(state.postgres / "socket"), user="postgres", dbname="unhidden"
    ) as admin:
        query = "select rolname from pg_authid where rolpassword is not null"
        kept = {name for (name,) in admin.execute(query)}

    assert kept <= {"postgres", database_roles.ROLES["owner"]}


def test_a_password_of_ones_own_lets_nobody_in(
    run: tuple[StateFolder, Running], accounts: Accounts
) -> None:
    state, _ = run
    socket_folder = str(state.postgres / "socket")
    program = (
        "import psycopg, sys; host, me, word = sys.argv[1:];"
        "c = psycopg.connect(host=host, user=me, password=word, dbname='unhidden',"
        " autocommit=True);"
        "c.execute(\"alter role current_user password 'theirs'\")"
    )
    python = str(copies.find_readable_python())
    as_account(
        accounts, "public", python, "-c", program, socket_folder, "unhidden_public", ""
    )

    with pytest.raises(subprocess.CalledProcessError):
        as_account(
            accounts,
            *("worker", python, "-c", program),
            *(socket_folder, "unhidden_public", "theirs"),
        )


def test_a_file_is_cleaned_behind_the_door_as_elsewhere(
    run: tuple[StateFolder, Running],
) -> None:
    state, started = run
    program = (
        "import sys; sys.path[:0] = sys.argv[2:];"
        "from unhidden.cleaning import apart;"
        "print(apart.clean_apart(b'Three men.', door=sys.argv[1]).media_type)"
    )

    said = as_account(
        of_processes(),
        *("public", str(copies.find_readable_python()), "-c", program, str(state.door)),
    )

    assert said.strip() == "text/plain"
    assert started.part(WORDS["cleaning"]).is_running()
    with pytest.raises(TooLarge):  # root is not one of those who ask
        apart.clean_apart(b"Three men.", door=str(state.door))


def test_nobody_at_the_door_is_an_error_and_not_a_refusal(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        apart.clean_apart(b"Three men.", door=str(tmp_path / "door"))


def test_accounts_of_the_configuration_are_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("UNHIDDEN_ACCOUNTS", "public=daemon, worker=bin")

    found = of_processes()

    assert found["public"].uid == pwd.getpwnam("daemon").pw_uid
    assert found["worker"].name == "bin"
    assert found["staff"].name == "unhidden-staff"
    assert found["public"].groups == (grp.getgrnam("unhidden").gr_gid,)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("public=root", "none of them root"),
        ("public=daemon,staff=daemon", "another system user for each"),
        ("public", "must look like"),
        ("nobody=daemon", "must look like"),
    ],
)
def test_accounts_that_are_not_apart_are_refused(
    given: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNHIDDEN_ACCOUNTS", given)

    with pytest.raises(Refusal, match=sentence):
        of_processes()


def test_only_the_accounts_and_root_are_any_role(accounts: Accounts) -> None:
    lines = [line.split() for line in peers._lines(accounts)]

    assert {name for _, name, _ in lines} == {
        "root",
        *(accounts[each].name for each in account.CONNECTING),
    }
    assert [role for _, name, role in lines if name == "root"] == ["all"]
