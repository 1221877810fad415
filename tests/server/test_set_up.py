"""``unhidden setup`` asks what lacks, tells what it will do, and places files whole."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.server import real
from unhidden.hosting import cli, secret_files
from unhidden.hosting.configuration import reading
from unhidden.hosting.configuration.reading import OperatorSettings
from unhidden.hosting.paths import StateFolder
from unhidden.hosting.postgres import administrator, connecting, system_users
from unhidden.hosting.processes import account, stopping
from unhidden.hosting.refusal import Refusal
from unhidden.hosting.service import further
from unhidden.hosting.set_up import asking, making, placing, planning
from unhidden.hosting.set_up.asking import SettledFile

ANSWERS = [
    real.PUBLIC,
    real.STAFF,
    "1",
    real.ROOT,
    "A force",
    "dpo@example.org",
]


class Terminal:
    """Somebody who answers, and what they were told."""

    def __init__(self, *answers: str) -> None:
        self.answers, self.asked = list(answers), list[str]()
        self.told: list[str] = []

    def ask(self, question: str) -> str:
        self.asked.append(question)
        return self.answers.pop(0)

    def tell(self, sentence: str) -> None:
        self.told.append(sentence)


@pytest.fixture
def settings(tmp_path: Path) -> OperatorSettings:
    return real.make_settings(tmp_path, "postgresql://127.0.0.1/unhidden")


@pytest.fixture
def as_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command believes that root started it; its environment is its own."""
    monkeypatch.setattr(os, "environ", dict(os.environ))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(stopping, "listen_for_stop", lambda: None)


def test_all_that_must_be_written_is_asked_and_written(tmp_path: Path) -> None:
    file, terminal = tmp_path / "unhidden.toml", Terminal(*ANSWERS)

    settled = asking.settle_file(file, terminal.ask, terminal.tell)

    assert terminal.answers == []
    assert terminal.asked[0] == "[sites] public: "
    assert "The name of the public site." in terminal.told[0]
    assert not file.exists()
    file.write_text(settled.text)
    found = reading.read_configuration(file)
    assert found.values == settled.configuration.values
    assert found.get_number("sites", "proxies") == 1


def test_a_wrong_answer_is_told_at_once_and_asked_again(tmp_path: Path) -> None:
    answers = ["Not A Name", *ANSWERS[:2], "one", "-1", *ANSWERS[2:]]
    terminal = Terminal(*answers)

    settled = asking.settle_file(tmp_path / "f.toml", terminal.ask, terminal.tell)

    assert settled.configuration.get_text("sites", "public") == real.PUBLIC
    assert terminal.asked[:2] == ["[sites] public: "] * 2
    assert terminal.asked[3:6] == ["[sites] proxies: "] * 3
    assert (
        sum(one.startswith("It must be a name such as") for one in terminal.told) == 1
    )
    assert (
        sum(one.startswith("It must be a whole number") for one in terminal.told) == 2
    )


def test_answers_that_contradict_each_other_are_asked_again(tmp_path: Path) -> None:
    terminal = Terminal(real.PUBLIC, real.PUBLIC, *ANSWERS[2:], *ANSWERS)

    settled = asking.settle_file(tmp_path / "f.toml", terminal.ask, terminal.tell)

    assert settled.configuration.get_text("sites", "staff") == real.STAFF
    assert any("[sites] staff must be another name" in one for one in terminal.told)


def test_a_key_of_digits_alone_is_no_number(tmp_path: Path) -> None:
    terminal = Terminal(*ANSWERS[:3], "1" * 64, *ANSWERS[4:])

    settled = asking.settle_file(tmp_path / "f.toml", terminal.ask, terminal.tell)

    assert settled.configuration.get_text("keys", "root") == "1" * 64


def test_only_what_lacks_is_asked_and_the_rest_is_kept(tmp_path: Path) -> None:
    file, terminal = tmp_path / "unhidden.toml", Terminal(*ANSWERS[:3], *ANSWERS[4:])
    file.write_text(f'[keys]\nroot = "{real.ROOT}"\n[backup]\nkept = 30\n')

    settled = asking.settle_file(file, terminal.ask, terminal.tell)

    assert "[keys] root: " not in terminal.asked
    assert "kept = 30" in settled.text
    assert settled.configuration.get_text("keys", "root") == real.ROOT


def test_what_is_written_and_wrong_is_told_before_anything_is_asked(
    tmp_path: Path,
) -> None:
    file, terminal = tmp_path / "unhidden.toml", Terminal(*ANSWERS)
    file.write_text('[backup]\ntime = "2:30"\n[sites]\nproxy = 1\n')

    with pytest.raises(Refusal) as refusal:
        asking.settle_file(file, terminal.ask, terminal.tell)

    assert len(str(refusal.value).splitlines()) == 3
    assert "[backup] time must be a time of the day" in str(refusal.value)
    assert "[sites] proxy is not a setting." in str(refusal.value)
    assert terminal.asked == []


def test_where_nobody_answers_all_that_lacks_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refusal:
        asking.settle_file(tmp_path / "unhidden.toml", None, print)

    assert len(str(refusal.value).splitlines()) == 1 + len(ANSWERS)


def test_a_finished_file_is_left_as_it_is(settings: OperatorSettings) -> None:
    terminal = Terminal()

    settled = asking.settle_file(settings.file, terminal.ask, terminal.tell)

    assert settled == SettledFile(settings)


def test_it_tells_what_it_will_do(
    settings: OperatorSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(account, "list_missing_accounts", lambda: ["unhidden-public"])
    brought = {tmp_path / "there": "as it is", tmp_path / "new": "x"}
    (tmp_path / "there").write_text("as it is")
    monkeypatch.setattr(further, "FURTHER", (lambda _: brought,))

    assert planning.list_steps(SettledFile(settings, "text")) == [
        f"write {settings.file}",
        f"make the folder {tmp_path / 'state'}",
        f"make the folder {tmp_path / 'backups'}",
        "make the system accounts unhidden-public",
        "set up the database unhidden, or bring it up to date, as postgres on"
        " /run/postgresql",
        f"write {tmp_path / 'new'}",
    ]


def test_who_is_not_root_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(stopping, "listen_for_stop", lambda: None)

    assert cli.main(["setup"]) == 1
    assert "start it as root" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("answer", "is_done"), [("y", True), ("", False), ("n", False)]
)
def test_nothing_is_done_before_somebody_says_yes(
    answer: str,
    is_done: bool,
    settings: OperatorSettings,
    as_root: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    done: list[str] = []
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: answer)
    monkeypatch.setattr(making, "make_installation", lambda *_: done.append("made"))

    code = cli.main(["setup", "--configuration", str(settings.file)])

    assert (code == 0) is is_done
    assert bool(done) is is_done
    said = capsys.readouterr().err
    assert "This will:\n  - make the folder" in said
    assert ("Nothing was changed." in said) is not is_done


@pytest.mark.parametrize("said", ["", "n\n", "y\n"])
def test_without_a_terminal_nothing_is_done_unless_it_was_said_before(
    said: str,
    settings: OperatorSettings,
    as_root: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    done: list[str] = []
    monkeypatch.setattr(sys, "stdin", io.StringIO(said))
    monkeypatch.setattr(making, "make_installation", lambda *_: done.append("made"))
    command = ["setup", "--configuration", str(settings.file)]

    assert cli.main(command) == 1
    assert "no terminal to ask at. With --yes" in capsys.readouterr().err
    assert done == []
    assert cli.main([*command, "--yes"]) == 0
    assert done == ["made"]


def with_mail(folder: Path) -> OperatorSettings:
    return real.make_settings(
        folder,
        "postgresql://127.0.0.1/unhidden",
        {
            ("mail", "server"): "mail.example.org",
            ("mail", "user"): "unhidden",
            ("mail", "sender"): "unhidden@example.org",
        },
    )


def test_without_a_terminal_the_mail_password_is_in_a_file(
    tmp_path: Path,
    as_root: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    found, words = with_mail(tmp_path), list[str]()
    monkeypatch.setattr(
        making, "make_installation", lambda _, word, __: words.append(word)
    )
    command = ["setup", "--yes", "--configuration", str(found.file)]

    assert cli.main(command) == 1
    assert "--mail-password-file FILE" in capsys.readouterr().err
    (tmp_path / "word").write_text("a word\n")
    assert cli.main([*command, "--mail-password-file", str(tmp_path / "word")]) == 0

    assert words == ["a word"]
    assert "a word" not in capsys.readouterr().err


def test_on_a_terminal_the_mail_password_is_asked_without_showing_it(
    tmp_path: Path,
    as_root: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    found, words = with_mail(tmp_path), list[str]()
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("unhidden.hosting.cli.setup.getpass", lambda _: "a word")
    monkeypatch.setattr(
        making, "make_installation", lambda _, word, __: words.append(word)
    )

    assert cli.main(["setup", "--yes", "--configuration", str(found.file)]) == 0

    assert words == ["a word"]
    assert "a word" not in capsys.readouterr().err


def test_a_mail_password_that_is_kept_is_not_asked_again(tmp_path: Path) -> None:
    found = with_mail(tmp_path)
    assert making.needs_mail_password(found)

    found.state_folder.make()
    secret_files.keep_mail_password(found.state_folder, "a word")

    assert not making.needs_mail_password(found)


def test_a_file_is_placed_once_and_for_everybody_to_read(tmp_path: Path) -> None:
    file = tmp_path / "new" / "file"

    assert placing.place_text(file, "text")
    file.chmod(0o600)
    assert not placing.place_text(file, "text")

    assert file.stat().st_mode & 0o777 == 0o644
    assert file.read_text() == "text"


def test_a_file_whose_writing_is_killed_is_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file"
    file.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refusal, match="cannot be written: No space left"):
        placing.place_text(file, "new")

    assert [one.name for one in tmp_path.iterdir()] == ["file"]
    assert file.read_text() == "old"


def test_a_state_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(Refusal, match=r"cannot be used .*UNHIDDEN_STATE"):
        StateFolder(tmp_path / "file" / "state").make()


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("postgresql://127.0.0.1/x", {"host": "/run/postgresql"}),
        ("postgresql://localhost:5433/x", {"host": "/run/postgresql", "port": "5433"}),
        ("postgresql:///x?host=/srv/pg", {"host": "/srv/pg"}),
    ],
)
def test_root_administers_a_server_of_this_machine(
    address: str, server: dict[str, str]
) -> None:
    found = administrator.find_administrator(connecting.parse_address(address), None)

    assert found == {**server, "user": "postgres", "dbname": "postgres"}


def test_a_server_elsewhere_needs_its_administrator_and_tls() -> None:
    processes = connecting.parse_address(
        "postgresql://db.example.org/x?sslmode=verify-full"
    )
    find: Callable[[str | None], object] = lambda address: (  # noqa: E731
        administrator.find_administrator(processes, address)
    )

    with pytest.raises(Refusal, match=r"db\.example\.org: set DATABASE_URL"):
        find(None)
    with pytest.raises(Refusal, match="sslmode=verify-full in it"):
        find("postgresql://admin:word@db.example.org/postgres")
    assert find("postgresql://admin:word@db.example.org/x?sslmode=verify-full")


def test_nobody_but_root_becomes_another_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    assert (
        system_users.find_system_user({"host": str(tmp_path), "user": "postgres"})
        is None
    )
