"""Root sets up a real installation, and each process of it serves as itself."""

from __future__ import annotations

import http.client
import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from tests.server import real
from tests.server.started import PROGRAM
from unhidden.hosting.configuration.reading import OperatorSettings
from unhidden.hosting.postgres import connecting, databases, system_users
from unhidden.hosting.postgres.cluster import EmbeddedCluster
from unhidden.hosting.postgres.connecting import Connection, Parameters
from unhidden.hosting.processes.account import of_processes

pytestmark = [
    pytest.mark.skipif(os.geteuid() != 0, reason="only root sets up an installation"),
    pytest.mark.xdist_group("running"),
]
PROCESSES = ("public", "staff", "worker", "cleaning")
PATIENCE = 120.0


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
def settings(server: Parameters, module_place: Path) -> OperatorSettings:
    """A finished file."""
    return real.make_settings(module_place, real.address_of(server, "unhidden"))


def start(
    settings: OperatorSettings, server: Parameters, *arguments: str
) -> subprocess.Popen[str]:
    """The command, on this installation; its words in one stream."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("UNHIDDEN_")}
    return subprocess.Popen(
        [PROGRAM, *arguments, "--configuration", str(settings.file)],
        env={**kept, "DATABASE_URL": connecting.make_address(server)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def told(
    settings: OperatorSettings, server: Parameters, *arguments: str
) -> tuple[int, str]:
    """The exit code, and what it said."""
    process = start(settings, server, *arguments)
    said, _ = process.communicate(timeout=300)
    return process.returncode, said


def killed_after(sentence: str, settings: OperatorSettings, server: Parameters) -> None:
    """Set-up, killed a moment after it says this; what it started ends with it."""
    process = start(settings, server, "setup", "--yes")
    assert process.stdout
    said = []
    for line in process.stdout:
        said.append(line)
        if line.startswith(sentence):
            break
    else:
        raise AssertionError(said)
    time.sleep(0.5)
    family = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    process.communicate()
    psutil.wait_procs(family, timeout=30)


@pytest.fixture(scope="module")
def installation(settings: OperatorSettings, server: Parameters) -> OperatorSettings:
    """Set up, after it was killed three times on the way."""
    for sentence in ("This will:", "Setting up the database", "Bringing the tables"):
        killed_after(sentence, settings, server)
    code, said = told(settings, server, "setup", "--yes")
    assert code == 0, said
    return settings


def as_administrator(server: Parameters) -> Connection:
    return connecting.connect({**server, "dbname": "unhidden"})


@contextmanager
def served(
    name: str, installation: OperatorSettings, server: Parameters
) -> Iterator[psutil.Process]:
    """One process; a site once it answers."""
    process = start(installation, server, "serve", name)
    found = psutil.Process(process.pid)
    family: list[psutil.Process] = []
    try:
        if name in {"public", "staff"}:
            wait_for_site(name, installation, process)
        else:
            deadline = time.monotonic() + PATIENCE
            while found.uids().real == 0 or "guard.py" in " ".join(found.cmdline()):
                assert time.monotonic() < deadline
                time.sleep(0.1)
        family = found.children(recursive=True)
        yield found
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.communicate(timeout=30)
        finally:
            process.kill()
            psutil.wait_procs(family, timeout=20)


def ask(
    name: str, installation: OperatorSettings, path: str
) -> tuple[int, Mapping[str, str], str]:
    """What a site says to a proxy before it."""
    host, _, port = installation.get_text("listen", name).rpartition(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=30)
    headers = {
        "Host": installation.get_text("sites", name),
        "X-Forwarded-For": "192.0.2.7",
        "X-Forwarded-Proto": "https",
    }
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, dict(answer.headers), answer.read().decode()
    finally:
        connection.close()


def wait_for_site(
    name: str, installation: OperatorSettings, process: subprocess.Popen[str]
) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        assert process.poll() is None, process.communicate()[0]
        assert time.monotonic() < deadline
        try:
            ask(name, installation, "/")
        except OSError:
            time.sleep(0.2)
        else:
            return


def test_set_up_that_was_killed_ends_whole(
    installation: OperatorSettings, server: Parameters
) -> None:
    with as_administrator(server) as admin:
        note = databases.read_note(admin, "unhidden")

    assert note
    assert note.is_ready
    assert not note.is_synthetic
    assert installation.file.stat().st_mode & 0o777 == 0o644
    backups = Path(installation.get_text("backup", "folder"))
    assert backups.stat().st_mode & 0o777 == 0o700
    assert (
        "root_seed" not in (installation.state_folder.secrets / "all.json").read_text()
    )


def test_set_up_again_changes_nothing(
    installation: OperatorSettings, server: Parameters
) -> None:
    def kept() -> dict[str, tuple[int, int, bytes]]:
        folders = (installation.state_folder.secrets, installation.state_folder.static)
        files = [one for each in folders for one in each.rglob("*") if one.is_file()]
        return {
            str(one): (one.stat().st_uid, one.stat().st_mode, one.read_bytes())
            for one in [installation.file, *files]
        }

    before = kept()

    code, said = told(installation, server, "setup", "--yes")

    assert code == 0
    assert said.splitlines()[-1] == "All is set up."
    assert "is written" not in said
    assert "Bringing the tables" not in said
    assert kept() == before


@pytest.mark.parametrize("name", PROCESSES)
def test_a_process_is_itself_and_has_no_secret_to_show(
    name: str, installation: OperatorSettings, server: Parameters
) -> None:
    whole = json.loads((installation.state_folder.secrets / "all.json").read_text())
    words = {word for key, word in whole.items() if key != "installation"}

    with served(name, installation, server) as process:
        for one in [process, *process.children(recursive=True)]:
            assert set(one.uids()) == {pwd.getpwnam(f"unhidden-{name}").pw_uid}
            environment = Path(f"/proc/{one.pid}/environ").read_text()
            shown = environment + " ".join(one.cmdline())
            assert not [word for word in words if word in shown]
            if name != "cleaning":
                assert "UNHIDDEN_DEMONSTRATION=False" in environment


def test_the_public_site_answers_under_its_name_and_is_no_demonstration(
    installation: OperatorSettings, server: Parameters
) -> None:
    with served("public", installation, server):
        status, _, page = ask("public", installation, "/")

    assert status == 200
    assert "Demonstration" not in page


def test_the_staff_site_sets_secure_cookies_and_shows_no_codes(
    installation: OperatorSettings, server: Parameters
) -> None:
    with served("staff", installation, server):
        first, _, _ = ask("staff", installation, "/")
        status, headers, page = ask("staff", installation, "/sign-in/")

    assert (first, status) == (302, 200)
    assert "; Secure" in headers["set-cookie"]
    assert headers["set-cookie"].startswith("__Host-")
    assert "Demonstration" not in page
    assert not installation.state_folder.sign_ins.read_text()


def test_the_worker_works(installation: OperatorSettings, server: Parameters) -> None:
    with served("worker", installation, server), as_administrator(server) as admin:
        deadline = time.monotonic() + PATIENCE
        working = "select count(*) from procrastinate_workers"
        while not (row := admin.execute(working).fetchone()) or row[0] < 2:
            assert time.monotonic() < deadline
            time.sleep(0.2)


def test_a_file_is_cleaned_behind_the_door(
    installation: OperatorSettings, server: Parameters
) -> None:
    door = installation.state_folder.door
    with served("cleaning", installation, server), _come_to_the_door(door) as line:
        line.shutdown(socket.SHUT_WR)
        assert line.recv(1) == b""  # root is not one of those who ask


def _come_to_the_door(door: Path) -> socket.socket:
    """Connect once somebody listens there: the file is there a moment before."""
    deadline = time.monotonic() + PATIENCE
    while True:
        line = socket.socket(socket.AF_UNIX)
        try:
            line.connect(str(door))
        except OSError:
            line.close()
            assert time.monotonic() < deadline
            time.sleep(0.1)
        else:
            return line


def test_a_demonstration_is_not_served_and_not_set_up(
    installation: OperatorSettings, server: Parameters
) -> None:
    with as_administrator(server) as admin:
        note = databases.read_note(admin, "unhidden")
        assert note
        databases.write_note(admin, "unhidden", replace(note, is_synthetic=True))
        try:
            refusals = [
                told(installation, server, *command)
                for command in (
                    ["serve", "public"],
                    ["serve", "worker"],
                    ["setup", "--yes"],
                )
            ]
        finally:
            databases.write_note(admin, "unhidden", note)

    for code, said in refusals:
        assert code == 1
        assert "The database unhidden is a demonstration's" in said
        assert "Traceback" not in said


def test_a_place_that_is_taken_is_told(
    installation: OperatorSettings, server: Parameters
) -> None:
    host, _, port = installation.get_text("listen", "staff").rpartition(":")
    with socket.socket() as taken:
        taken.bind((host, int(port)))
        taken.listen()

        code, said = told(installation, server, "serve", "staff")

    assert code == 1
    assert said.startswith(f"Port {port} is in use by another program")


def test_a_wrong_variable_ends_the_worker_with_a_sentence(
    installation: OperatorSettings, server: Parameters, module_place: Path
) -> None:
    (module_place / "wrong").mkdir()
    wrong = real.make_settings(
        module_place / "wrong",
        installation.get_text("database", "address"),
        {
            ("installation", "folder"): str(installation.state_folder.folder),
            ("installation", "spark"): "spark://nowhere:7077",
        },
    )

    code, said = told(wrong, server, "serve", "worker")

    assert code == 1
    assert said.startswith("UNHIDDEN_SPARK is set, but requirements/spark.txt is not")
    assert "Traceback" not in said


def debian() -> Path | None:
    """The newest of Debian's servers here."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@pytest.fixture
def debians() -> Iterator[Parameters]:
    """Debian's server as Debian sets it up: ``postgres`` needs no password."""
    programs = debian()
    assert programs
    user = pwd.getpwnam("postgres")
    folder = Path(tempfile.mkdtemp(prefix="unhidden-debian-"))
    os.chown(folder, user.pw_uid, user.pw_gid)

    def run(*command: str) -> None:
        subprocess.run(
            [str(programs / command[0]), "-D", str(folder / "data"), *command[1:]],
            check=True,
            stdout=subprocess.DEVNULL,
            user=user.pw_uid,
            group=user.pw_gid,
            extra_groups=[],
            cwd="/",
        )

    try:
        run("initdb", "--auth-local=peer", "--auth-host=scram-sha-256", "--no-sync")
        folder.chmod(0o755)
        options = f"-k {folder} -c listen_addresses= -c fsync=off"
        run("pg_ctl", "-l", str(folder / "log"), "-w", "-o", options, "start")
        try:
            yield {"host": str(folder), "user": "postgres", "dbname": "postgres"}
        finally:
            run("pg_ctl", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


@pytest.mark.skipif(
    debian() is None, reason="Debian's PostgreSQL is not installed: .ci/run installs it"
)
def test_root_is_known_to_debians_server_as_its_administrator(
    debians: Parameters,
) -> None:
    with connecting.connect(debians) as admin:
        row = admin.execute("select current_user").fetchone()

    assert row == ("postgres",)
    assert (os.geteuid(), os.getegid()) == (0, 0)
    assert system_users.find_system_user({**debians, "user": "unhidden_staff"}) is None
    assert system_users.find_system_user({**debians, "password": "word"}) is None
