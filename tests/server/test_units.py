"""Units for systemd: closed, always started again, and as systemd takes them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from unhidden.hosting.configuration import reading
from unhidden.hosting.configuration.reading import OperatorSettings
from unhidden.hosting.service import further, units
from unhidden.hosting.service.processes import SERVED

ANALYZE = shutil.which("systemd-analyze")
needs_systemd = pytest.mark.skipif(
    ANALYZE is None, reason="Debian's systemd is not installed: apt-get install systemd"
)
CLOSED = (
    "ProtectSystem=strict",
    "ProtectHome=yes",
    "PrivateTmp=yes",
    "PrivateDevices=yes",
    "NoNewPrivileges=yes",
    "MemoryDenyWriteExecute=yes",
    "SystemCallFilter=~@privileged",
)
FOLDER = Path("/etc/systemd/system")
SERVICES = [f"unhidden-{name}.service" for name in SERVED]


def configuration(**changed: Mapping[str, Any]) -> OperatorSettings:
    written: dict[str, dict[str, Any]] = {
        "sites": {
            "public": "report.example.org",
            "staff": "staff.example.org",
            "proxies": 1,
        },
        "keys": {"root": "ab" * 32},
        "controller": {"name": "Example Police", "contact": "dpo@example.org"},
    }
    for section, values in changed.items():
        written.setdefault(section, {}).update(values)
    return reading.check_configuration(Path("/etc/unhidden/unhidden.toml"), written)


def unit(name: str, **changed: Mapping[str, Any]) -> list[str]:
    """The lines of one unit."""
    found = units.list_units(configuration(**changed))
    return found[FOLDER / name].splitlines()


def test_without_a_place_for_them_no_unit_is_written() -> None:
    assert units.list_units(configuration(installation={"units": ""})) == {}


def test_set_up_writes_a_unit_for_each_process() -> None:
    names = {file.name for file in further.list_further_files(configuration())}

    assert names >= {*SERVICES, "unhidden.target"}
    assert names >= {"unhidden-backup.service", "unhidden-backup.timer"}
    wants = next(line for line in unit("unhidden.target") if line.startswith("Wants="))
    assert set(wants.removeprefix("Wants=").split()) == {
        *SERVICES,
        "unhidden-backup.timer",
    }


@pytest.mark.parametrize("name", SERVICES)
def test_a_process_is_started_again_for_ever_and_has_no_right_of_roots(
    name: str,
) -> None:
    lines = unit(name)

    assert "Restart=always" in lines
    assert "StartLimitIntervalSec=0" in lines
    assert f"User={name.removesuffix('.service')}" in lines
    assert "CapabilityBoundingSet=" in lines
    assert "AmbientCapabilities=" in lines
    assert set(CLOSED) <= set(lines)


def test_a_process_has_its_own_secrets_and_writes_its_own_memory_alone() -> None:
    given = {name: _values(unit(name), "LoadCredential") for name in SERVICES}
    writes = {name: set(_values(unit(name), "ReadWritePaths")) for name in SERVICES}

    for name in SERVICES:
        own = name.removeprefix("unhidden-").removesuffix(".service")
        secrets = [f"{own}.json:/var/lib/unhidden/secrets/{own}.json"]
        assert given[name] == ([] if own == "cleaning" else secrets)
        others = set().union(*(writes[other] for other in SERVICES if other != name))
        assert not writes[name] & others


def _values(lines: list[str], key: str) -> list[str]:
    return [line.partition("=")[2] for line in lines if line.startswith(f"{key}=")]


def test_whoever_speaks_to_this_machine_alone_reaches_no_other() -> None:
    public, worker = "unhidden-public.service", "unhidden-worker.service"
    far = {"address": "postgresql://db.example.org/unhidden?sslmode=verify-full"}
    mail = {"server": "mail.example.org", "sender": "unhidden@example.org"}

    assert "IPAddressDeny=any" in unit(public)
    assert "IPAddressDeny=any" in unit(worker)
    assert "IPAddressDeny=any" not in unit(public, database=far)
    assert "IPAddressDeny=any" not in unit(worker, mail=mail)
    assert "PrivateNetwork=yes" in unit("unhidden-cleaning.service")


def test_only_a_site_on_a_port_of_the_systems_may_take_one() -> None:
    lines = unit("unhidden-public.service", listen={"public": "192.0.2.1:443"})

    assert "AmbientCapabilities=CAP_NET_BIND_SERVICE" in lines
    assert "IPAddressDeny=any" not in lines


def test_the_backup_is_made_when_the_settings_say() -> None:
    lines = unit("unhidden-backup.timer", backup={"time": "04:15"})

    assert "OnCalendar=*-*-* 04:15:00" in lines
    folder = {"folder": "/srv/the backups %"}
    service = unit("unhidden-backup.service", backup=folder)
    assert 'ReadWritePaths="/srv/the backups %%"' in service


@needs_systemd
def test_systemd_takes_each_unit_and_finds_it_closed(tmp_path: Path) -> None:
    for file, text in units.list_units(configuration()).items():
        (tmp_path / file.name).write_text(text)
    files = sorted(tmp_path.iterdir())

    assert analyze("verify", *files) == ""
    for file in files:
        if file.suffix == ".service":
            analyze("security", "--offline=true", "--threshold=25", file)


def analyze(*words: str | Path) -> str:
    assert ANALYZE
    done = subprocess.run(
        [ANALYZE, *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stderr
