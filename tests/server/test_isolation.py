"""What keeps the processes apart is asked of the machine, and what it lacks is said."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from tests.cast import Cast
from tests.server.accounts import as_account
from unhidden.agencies.founding import presenters
from unhidden.agencies.models import Person
from unhidden.config import location
from unhidden.hosting import secret_files
from unhidden.hosting.installation import exchange
from unhidden.hosting.installation.installation import Installation
from unhidden.hosting.paths import StateFolder
from unhidden.hosting.postgres import peers
from unhidden.hosting.postgres.connecting import Parameters
from unhidden.hosting.processes import copies, isolation, ownership
from unhidden.hosting.processes.account import Accounts, of_processes
from unhidden.hosting.refusal import Refusal

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has accounts to give")


@pytest.fixture
def state(place: Path) -> StateFolder:
    """A folder as an earlier version left it, with one user for all."""
    made = StateFolder(place / "state")
    made.make()
    secret_files.ensure_secrets(made)
    made.memories.mkdir(mode=0o700)
    for process in ("staff", "public"):
        made.memory(process, is_apart=False).write_text("{}")
    made.audit.mkdir()
    (made.audit / "heads.anchors").write_text("a line\n")
    return made


@pytest.fixture
def settled(state: StateFolder) -> tuple[StateFolder, Accounts]:
    accounts = of_processes()
    ownership.settle_ownership(state, accounts)
    return state, accounts


def owner_and_mode(file: Path) -> tuple[int, int]:
    found = file.lstat()
    return found.st_uid, stat.S_IMODE(found.st_mode)


def test_whoever_is_not_root_is_told_that_all_share_one_user() -> None:
    found = isolation.find_missing_isolation({})

    assert found[0] == isolation.ACCOUNTS
    assert set(found) <= set(isolation.SENTENCES) == set(presenters.ISOLATION)


@as_root
def test_with_accounts_it_is_not_said() -> None:
    assert isolation.ACCOUNTS not in isolation.find_missing_isolation(of_processes())


@pytest.mark.parametrize("probe", ["print('chroot')", "raise SystemExit(1)"])
def test_what_nobody_foresaw_is_refused(
    probe: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolation, "_PROBE", probe)

    with pytest.raises(Refusal, match="cannot be confined here"):
        isolation.find_missing_isolation({})


@pytest.mark.parametrize(
    ("missing", "who", "is_told"),
    [
        (["accounts", "Landlock"], "administrator", True),
        ([], "administrator", False),
        (["accounts"], "analyst", False),
    ],
)
def test_administrators_read_it_on_their_first_page(
    missing: list[str],
    who: str,
    is_told: bool,
    cast: Cast,
    client: Client,
    settings: Settings,
) -> None:
    settings.MISSING = missing
    client.force_login(Person.objects.get(pk=cast.people[who]))

    said = client.get("/").content.decode()

    assert [str(presenters.ISOLATION[name]) in said for name in missing] == (
        [is_told] * len(missing)
    )
    assert ("govuk-warning-text" in said) is is_told


@as_root
def test_an_earlier_folder_is_shared_out(settled: tuple[StateFolder, Accounts]) -> None:
    state, accounts = settled

    assert owner_and_mode(state.folder) == (0, 0o711)
    assert owner_and_mode(state.secrets / "all.json") == (0, 0o600)
    for process, reader in ownership.READERS.items():
        file = secret_files.find_secret_file(state, process)
        assert owner_and_mode(file) == (accounts[reader].uid, 0o400)
    for process in ("staff", "public"):
        mine = state.memory(process, is_apart=True)
        assert mine.read_text() == "{}"
        assert owner_and_mode(mine.parent) == (accounts[process].uid, 0o700)
        assert mine.stat().st_uid == accounts[process].uid
    assert (state.audit / "heads.anchors").stat().st_uid == accounts["worker"].uid


@as_root
def test_sharing_out_again_changes_nothing_and_follows_no_link(
    settled: tuple[StateFolder, Accounts],
) -> None:
    state, accounts = settled
    theirs = state.audit / "theirs"
    theirs.symlink_to(state.secrets / "all.json")

    secret_files.ensure_secrets(state)
    ownership.settle_ownership(state, accounts)

    assert owner_and_mode(state.secrets / "all.json") == (0, 0o600)
    with pytest.raises(OSError, match="symbolic links"):
        exchange.read_lent_file(theirs)


@as_root
def test_the_server_reads_its_rules_and_cannot_change_them(place: Path) -> None:
    accounts, before = of_processes(), os.umask(0o077)

    peers.write_peer_files(place, accounts["postgres"], accounts)
    os.umask(before)

    for name in ("hba_file", "ident_file"):
        assert owner_and_mode(place / name) == (0, 0o640)
        assert (place / name).stat().st_gid == accounts["postgres"].gid


@as_root
def test_a_folder_that_an_account_cannot_reach_is_refused(place: Path) -> None:
    private = place / "private"
    private.mkdir(mode=0o700)
    made = StateFolder(private / "state")
    made.make()
    secret_files.ensure_secrets(made)

    with pytest.raises(Refusal, match=f"may not enter {private}"):
        ownership.settle_ownership(made, of_processes())


@as_root
def test_a_step_changes_what_each_process_remembers(
    settled: tuple[StateFolder, Accounts], admin: Parameters
) -> None:
    state, accounts = settled
    secrets = secret_files.ensure_secrets(state)
    installation = Installation(state, admin, "none", secrets, accounts)

    with exchange.lend_memories(installation) as folder:
        assert sorted(each.name for each in folder.iterdir()) == [
            "public.json",
            "staff.json",
        ]
        assert owner_and_mode(folder) == (accounts["owner"].uid, 0o700)
        (folder / "staff.json").write_text('{"changed": ""}')

    mine = state.memory("staff", is_apart=True)
    assert mine.read_text() == '{"changed": ""}'
    assert owner_and_mode(mine) == (accounts["staff"].uid, 0o600)
    assert [*state.exchange.iterdir()] == []


def test_one_user_s_memories_are_changed_where_they_are(
    state: StateFolder, admin: Parameters
) -> None:
    installation = Installation(state, admin, "none", {})

    with exchange.lend_memories(installation) as folder:
        assert folder == state.memories


def test_only_what_everybody_reads_is_used_in_its_place(tmp_path: Path) -> None:
    private = tmp_path / "private" / "file"
    private.parent.mkdir(mode=0o700)
    private.touch(mode=0o644)

    assert not copies._is_open(private)
    assert copies._is_open(Path("/etc/passwd"))


@as_root
def test_a_python_that_accounts_cannot_read_is_replaced(place: Path) -> None:
    found = copies.find_readable_python()

    assert copies._is_open(found.resolve())
    assert copies.find_readable_program("/bin/true") == "/bin/true"
    assert copies.find_readable_program(sys.executable) == str(found)


@as_root
def test_a_program_in_a_private_home_runs_from_a_copy(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home_of_root, goal = place / "private", place / "for-root"
    packages = home_of_root / "packages"
    for folder in ("src/unhidden", "node_modules", "packages/django"):
        (home_of_root / folder).mkdir(parents=True)
        (home_of_root / folder / "__init__.py").write_text("SAID = 'of the copy'\n")
    (packages / "ours.pth").write_text(f"{home_of_root}\n{home_of_root / 'src'}\n")
    home_of_root.chmod(0o700)
    monkeypatch.setattr(copies, "REPOSITORY", home_of_root)
    monkeypatch.setattr(location, "HOUSE", home_of_root / "src/unhidden")
    monkeypatch.setattr(copies, "_PACKAGES", packages)
    monkeypatch.setattr(copies, "FOR_ROOT", goal)
    copies.find_readable_python.cache_clear()

    program = "import unhidden, django; print(unhidden.SAID, unhidden.__file__)"
    said = as_account(
        of_processes(),
        "public",
        str(copies.find_readable_python()),
        "-I",
        "-c",
        program,
    )

    copies.find_readable_python.cache_clear()
    assert said.startswith(f"of the copy {goal}")
    assert str(home_of_root) not in said
