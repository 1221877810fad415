"""The template that sessions copy is kept, and made anew when it is not whole."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.support import postgres
from unhidden.hosting import sources
from unhidden.hosting.paths import REPOSITORY
from unhidden.hosting.postgres import binaries, connecting

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("backup")]

_KILLED = """
from tests.support import postgres
def stop_here(admin):
    print("half made", flush=True)
    input()
postgres._make_template = stop_here
postgres.prepared(postgres.folder())
"""


@pytest.fixture
def makings(place: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each time that a template was made, in a state folder that had none.

    It is a quick one: how it is kept does not depend on what is in it.
    """
    made: list[str] = []

    def make(admin: connecting.Parameters) -> None:
        with connecting.connect(admin) as connection:
            connection.execute(f"create database {postgres.TEMPLATE}")
        made.append("made")

    monkeypatch.setenv("UNHIDDEN_STATE", str(place))
    monkeypatch.setattr(postgres, "_make_template", make)
    return made


def has_the_template() -> bool:
    """Whether a copy of the kept one starts, with the template in it."""
    golden = postgres.prepared(postgres.folder())
    child = golden.start()
    try:
        with connecting.connect(golden.admin) as admin:
            query = "select from pg_database where datname = %s"
            return admin.execute(query, [postgres.TEMPLATE]).fetchone() is not None
    finally:
        golden.stop(child)


def test_it_is_made_once(makings: list[str]) -> None:
    for _session in range(2):
        postgres.prepared(postgres.folder())

    assert makings == ["made"]


@pytest.mark.parametrize("how", ["changed", "lost", "begun", "another password"])
def test_one_that_is_not_as_it_was_is_made_anew(makings: list[str], how: str) -> None:
    home = postgres.prepared(postgres.folder()).home
    largest = max(home.rglob("base/*/*"), key=lambda file: file.stat().st_size)
    if how == "changed":
        with largest.open("r+b") as file:
            file.seek(5000)
            file.write(b"\0corrupt")
    elif how == "lost":
        largest.unlink()
    elif how == "begun":
        (home.parent / "made").unlink()
    else:
        (home.parents[1] / "password").unlink()

    assert has_the_template()
    assert makings == ["made", "made"]


@pytest.mark.usefixtures("makings")
def test_one_whose_maker_was_killed_is_made_anew(makings: list[str]) -> None:
    maker = subprocess.Popen(
        [sys.executable, "-c", _KILLED],
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with maker:
        assert maker.stdout
        assert maker.stdout.readline() == b"half made\n"
        maker.send_signal(signal.SIGKILL)

    assert has_the_template()
    assert makings == ["made"]


@pytest.mark.parametrize(
    "change",
    [
        lambda patch: patch.setattr(sources, "of_schema", lambda: "another"),
        lambda patch: patch.setattr(binaries, "version", lambda: "18.9.0"),
    ],
    ids=["schema", "server"],
)
def test_its_key_is_that_of_the_schema_and_the_server(
    change: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = postgres.template_key()

    change(monkeypatch)

    assert postgres.template_key() != before


@pytest.mark.parametrize("kind", ["migrations/*.py", "sql/*.sql", "policies.py"])
def test_the_schema_is_that_of_migrations_sql_and_policies(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Path] = []

    def keep(files: Iterable[Path]) -> str:
        seen.extend(files)
        return ""

    monkeypatch.setattr(sources, "fingerprint_sources", keep)
    files = {*REPOSITORY.glob(f"src/unhidden/**/{kind}")}

    sources.of_schema()

    assert files
    assert files <= {*seen}
