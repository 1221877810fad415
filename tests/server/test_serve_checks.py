"""``unhidden serve`` says in a sentence why it must not serve; nobody waits for it."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.server import real
from tests.server.installations import (
    DATABASE,
    clone,
    forget_everything,
    note_of,
    prepare,
    write,
)
from tests.support.sites import free_port
from unhidden.hosting import cli, secret_files
from unhidden.hosting.configuration.reading import OperatorSettings
from unhidden.hosting.installation.installation import Installation
from unhidden.hosting.installation.opening import DatabaseNeeds
from unhidden.hosting.postgres import connecting
from unhidden.hosting.postgres.connecting import Parameters, connect
from unhidden.hosting.processes import children, stopping
from unhidden.hosting.processes.account import SystemAccount
from unhidden.hosting.refusal import Refusal
from unhidden.hosting.service import checking, environments, further, processes
from unhidden.hosting.service.processes import SERVED
from unhidden.lib import versions


class Became(Exception):
    """The process would be another program now."""


SERVING = ["public", "staff", "worker"]


@pytest.fixture
def installation(
    admin: Parameters, place: Path, stand_in: list[str]
) -> Iterator[Installation]:
    """A real installation on a server that asks for passwords."""
    forget_everything(admin)
    made = replace(clone(admin, place / "state"), is_synthetic=False)
    prepare(made, DatabaseNeeds(is_synthetic=False))
    yield made
    forget_everything(admin)


@pytest.fixture
def settings(installation: Installation, place: Path) -> OperatorSettings:
    return real.make_settings(place, real.address_of(installation.server, DATABASE))


def refused(settings: OperatorSettings, process: str, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        checking.check_process(settings, SERVED[process])


def change_secret(
    settings: OperatorSettings, process: str, name: str, word: str
) -> None:
    file = secret_files.find_secret_file(settings.state_folder, process)
    held = secret_files.read_secret_file(file)
    secret_files.write_secret_file(file, {**held, name: word})


@pytest.mark.parametrize("process", [*SERVED])
def test_what_is_set_up_may_be_served(process: str, settings: OperatorSettings) -> None:
    assert checking.check_process(settings, SERVED[process]) == ""


@pytest.mark.parametrize("process", SERVING)
def test_a_demonstration_is_refused(
    process: str, settings: OperatorSettings, installation: Installation
) -> None:
    write(installation, replace(note_of(installation), is_synthetic=True))

    refused(settings, process, "is a demonstration's")


@pytest.mark.parametrize("process", SERVING)
def test_a_process_ends_where_a_demonstration_comes_in_the_place_of_its_database(
    process: str, settings: OperatorSettings, installation: Installation
) -> None:
    served = SERVED[process]
    command = served.build_command(settings, f"127.0.0.1:{free_port()}")
    environment = environments.make_environment(settings, served)
    write(installation, replace(note_of(installation), is_synthetic=True))

    ended = subprocess.run(
        command,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert ended.returncode != 0
    assert "is a demonstration's" in ended.stdout + ended.stderr


@pytest.mark.parametrize("process", SERVING)
@pytest.mark.parametrize(
    ("difference", "sentence"),
    [(1, "newer version .*start that version"), (-1, "earlier .*unhidden setup")],
)
def test_tables_of_another_version_are_refused(
    process: str,
    difference: int,
    sentence: str,
    settings: OperatorSettings,
    installation: Installation,
) -> None:
    schema = versions.find_schema_number() + difference
    write(installation, replace(note_of(installation), schema=schema))

    refused(settings, process, sentence)


@pytest.mark.parametrize("process", SERVING)
def test_a_half_made_database_is_refused(
    process: str, settings: OperatorSettings, installation: Installation
) -> None:
    write(installation, replace(note_of(installation), is_ready=False))

    refused(settings, process, "is not set up: run unhidden setup")


@pytest.mark.parametrize("process", SERVING)
def test_a_database_that_is_not_there_is_refused(
    process: str, settings: OperatorSettings, installation: Installation, place: Path
) -> None:
    other = real.make_settings(
        place, real.address_of(installation.server, "unhidden_nowhere")
    )

    refused(other, process, r'"unhidden_nowhere" does not exist.*unhidden setup')


@pytest.mark.parametrize(
    ("process", "name"),
    [
        ("public", "password"),
        ("staff", "password"),
        ("staff", "signin_password"),
        ("worker", "password"),
    ],
)
def test_another_password_is_refused(
    process: str, name: str, settings: OperatorSettings
) -> None:
    change_secret(settings, process, name, "another")

    refused(
        settings,
        process,
        "(does not let .* in .*password|signin_password).*put back the",
    )


@pytest.mark.parametrize(
    ("process", "name", "told"),
    [
        ("public", "receipt_key", "receipt_key"),
        ("public", "secret_key", "public_secret_key"),
        ("staff", "vault_key", "vault_key"),
        ("worker", "audit_key", "audit_key"),
    ],
)
def test_another_secret_is_refused(
    process: str, name: str, told: str, settings: OperatorSettings
) -> None:
    change_secret(settings, process, name, "another")

    refused(settings, process, rf"belongs to other secrets than .*\({told}\)")


def test_secrets_that_are_not_there_are_told(settings: OperatorSettings) -> None:
    secret_files.find_secret_file(settings.state_folder, "public").unlink()

    refused(settings, "public", "There is no file of secrets .*public.json")


def test_a_credential_of_systemd_is_taken(
    settings: OperatorSettings, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = secret_files.find_secret_file(settings.state_folder, "public")
    (place / "credentials").mkdir()
    file.rename(place / "credentials" / "public.json")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(place / "credentials"))

    assert checking.check_process(settings, SERVED["public"]) == ""


@pytest.mark.parametrize("process", SERVING)
def test_a_server_that_is_away_keeps_nobody_from_starting(
    process: str, settings: OperatorSettings, place: Path
) -> None:
    away = real.make_settings(place, f"postgresql://127.0.0.1:{free_port()}/unhidden")

    assert "refused" in checking.check_process(away, SERVED[process])


def test_a_server_that_is_full_keeps_nobody_from_starting(
    settings: OperatorSettings, installation: Installation
) -> None:
    with connect(installation.server) as admin:
        admin.execute("alter role unhidden_public connection limit 0")
        try:
            away = checking.check_process(settings, SERVED["public"])
        finally:
            admin.execute("alter role unhidden_public connection limit 10")

    assert "too many" in away


@pytest.mark.parametrize("process", SERVING)
def test_nothing_of_the_environment_reaches_a_process(
    process: str, settings: OperatorSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNHIDDEN_DEMONSTRATION", "True")
    monkeypatch.setenv("UNHIDDEN_HOSTS", "*")
    monkeypatch.setenv("DATABASE_URL", "postgresql://postgres:word@elsewhere/x")
    monkeypatch.setenv("PGPASSWORD", "word")

    told = environments.make_environment(settings, SERVED[process])

    assert told["UNHIDDEN_DEMONSTRATION"] == "False"
    assert told["UNHIDDEN_STATE"] == str(settings.state_folder.folder)
    assert told["UNHIDDEN_PROXIES"] == "1"
    assert "word" not in json.dumps(told)
    hosts = {"public": real.PUBLIC, "staff": real.STAFF, "worker": ""}
    assert told["UNHIDDEN_HOSTS"] == hosts[process]
    address = connecting.parse_address(told["DATABASE_URL"])
    assert (address["user"], address["dbname"]) == (f"unhidden_{process}", DATABASE)
    assert bool(told["SIGNIN_DATABASE_URL"]) is (process == "staff")


def test_what_cleans_files_is_told_nothing(settings: OperatorSettings) -> None:
    assert environments.make_environment(settings, SERVED["cleaning"]) == {}


def test_the_staff_site_is_told_what_the_machine_lacks(
    settings: OperatorSettings,
) -> None:
    settings.state_folder.missing_isolation.write_text("Landlock,seccomp")

    told = environments.make_environment(settings, SERVED["staff"])

    assert told["UNHIDDEN_MISSING"] == "Landlock,seccomp"


def test_sites_end_tls_with_the_operators_certificate(place: Path) -> None:
    found = real.make_settings(
        place,
        "postgresql://127.0.0.1/unhidden",
        {
            ("sites", "tls"): "own",
            ("sites", "proxies"): 0,
            ("sites", "certificate"): "/etc/site.pem",
            ("sites", "certificate_key"): "/etc/site.key",
        },
    )

    command = SERVED["public"].build_command(found, "[::1]:8443")

    assert command[command.index("--ssl-certificate") + 1] == "/etc/site.pem"
    assert command[command.index("--ssl-keyfile") + 1] == "/etc/site.key"
    assert command[command.index("--host") + 1] == "::1"
    assert command[command.index("--port") + 1] == "8443"


def test_a_proxy_is_spoken_to_without_tls(settings: OperatorSettings) -> None:
    command = SERVED["public"].build_command(settings, "127.0.0.1:8001")

    assert not [word for word in command if word.startswith("--ssl")]


@pytest.mark.parametrize("name", [*SERVED])
def test_a_service_manager_starts_what_the_command_knows(
    name: str, settings: OperatorSettings
) -> None:
    python, *words = processes.build_serve_command(settings, name)

    assert Path(python).exists()
    assert words[:3] == ["-P", "-m", "unhidden"]
    options = cli._parser().parse_args(words[3:])
    assert options.process == name
    assert options.configuration == settings.file


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["public", "--listen", "8001"], "--listen must be a number and a port"),
        (["worker", "--listen", "127.0.0.1:8001"], "listens nowhere"),
    ],
)
def test_a_wrong_place_to_listen_is_told(
    arguments: list[str],
    sentence: str,
    settings: OperatorSettings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(os, "environ", dict(os.environ))
    monkeypatch.setattr(stopping, "listen_for_stop", lambda: None)

    code = cli.main(["serve", *arguments, "--configuration", str(settings.file)])

    assert code == 1
    assert sentence in capsys.readouterr().err


def test_it_becomes_the_process_where_the_settings_say(
    settings: OperatorSettings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "environ", dict(os.environ))
    monkeypatch.setattr(stopping, "listen_for_stop", lambda: None)

    def become(
        command: list[str], environment: dict[str, str], account: SystemAccount | None
    ) -> None:
        raise Became(command, environment, account)

    monkeypatch.setattr(children, "become_program", become)

    with pytest.raises(Became) as became:
        cli.main(["serve", "public", "--configuration", str(settings.file)])

    command, environment, account = became.value.args
    _, port = processes.split_listening(settings.get_text("listen", "public"))
    assert command[command.index("--port") + 1] == str(port)
    assert environment["DJANGO_SETTINGS_MODULE"] == "unhidden.config.settings.public"
    assert (account.name if account else "") == (
        "unhidden-public" if os.geteuid() == 0 else ""
    )


def test_further_files_are_those_that_each_part_brings(
    settings: OperatorSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        further,
        "FURTHER",
        (
            lambda found: {Path("/etc/a"): found.get_text("sites", "public")},
            lambda _: {Path("/etc/b"): "b"},
        ),
    )

    assert further.list_further_files(settings) == {
        Path("/etc/a"): real.PUBLIC,
        Path("/etc/b"): "b",
    }
