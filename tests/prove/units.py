"""The units of a real installation, started by systemd: installed, killed, rebooted."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.prove import booted
from tests.prove.booted import BootedSystem, await_true
from tests.prove.figures import Figure, Unproved
from unhidden.hosting.service import units
from unhidden.hosting.service.processes import SERVED

PART = "services"
PUBLIC, STAFF = "report.example.org", "staff.example.org"
SETTINGS = f"""
[sites]
public = "{PUBLIC}"
staff = "{STAFF}"
proxies = 1
[keys]
root = "{"ab" * 32}"
[controller]
name = "Example Police"
contact = "dpo@example.org"
"""
#: In tenths: what systemd-analyze finds that a unit could still do.
EXPOSURE = "25"
_PORTS = {PUBLIC: 8001, STAFF: 8000}
#: What docs/operators/services.md has an operator write for PostgreSQL.
_RESTARTS = """
mkdir -p /etc/systemd/system/postgresql@.service.d
printf '[Service]\\nRestart=on-failure\\n' \
  >/etc/systemd/system/postgresql@.service.d/override.conf
"""
_CLEANS = """
import io, sys
from PIL import Image
from unhidden.cleaning.apart import clean_apart
file = io.BytesIO()
Image.new("RGB", (40, 40), "red").save(file, "JPEG")
print(clean_apart(file.getvalue(), door=sys.argv[1]).media_type)
"""


def run() -> Iterator[Figure]:
    """Raises Unproved with whatever does not come back."""
    booted.check_possible()
    folder = Path("/var/tmp/unhidden-services")  # noqa: S108  # root's, made anew
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o711)
    try:
        booted.make_system(folder / "root")
        with BootedSystem(folder / "root") as system:
            _install(system)
            yield Figure(PART, "units verified", _verify(system), f"under {EXPOSURE}")
            _check_work(system)
            for name, taken in _kill_each(system):
                yield Figure(PART, f"back after kill -9: {name}", taken, "s")
            began = time.monotonic()
            system.restart()
            _await_sites(system)
            taken = round(time.monotonic() - began, 1)
            yield Figure(PART, "both sites after a reboot", taken, "s")
    finally:
        shutil.rmtree(folder)


def _install(system: BootedSystem) -> None:
    """With a file of settings that is finished, as an operator would."""
    write = 'mkdir -p /etc/unhidden && printf "%s" "$1" >/etc/unhidden/unhidden.toml'
    system.ask("sh", "-c", write, "-", SETTINGS)
    system.ask("sh", "-c", _RESTARTS)
    system.ask("unhidden", "setup", "--yes")
    system.ask("systemctl", "daemon-reload")
    system.ask("systemctl", "enable", "--now", units.TARGET)
    _await_sites(system)


def _verify(system: BootedSystem) -> int:
    """The number of units, each of which systemd takes and finds closed enough."""
    files = system.ask("sh", "-c", "ls /etc/systemd/system/unhidden*").split()
    system.ask("systemd-analyze", "verify", *files)
    for file in files:
        if file.endswith(".service"):
            closed = ["--offline=true", f"--threshold={EXPOSURE}"]
            system.ask("systemd-analyze", "security", *closed, file)
    return len(files)


def _check_work(system: BootedSystem) -> None:
    """What the system's limits could have broken: jobs, files, the backup."""
    system.ask("unhidden", "backup", "--new-key", "/root/backup.key")
    system.ask("systemctl", "start", f"{units.BACKUP}.service")
    if not system.ask("sh", "-c", "ls /var/backups/unhidden/*.backup"):
        raise Unproved(["the backup of the day is not there"])
    own = ["setpriv", "--reuid", "unhidden-public", "--clear-groups"]
    python = [f"{booted.PROGRAM}/bin/python", "-W", "ignore", "-c", _CLEANS]
    cleaned = system.ask(*own, *python, "/var/lib/unhidden/cleaning/door")
    if cleaned != "image/jpeg":
        raise Unproved([f"a file was not cleaned: {cleaned}"])
    await_true("the worker does its jobs", lambda: _count_turns(system) > 0)


def _count_turns(system: BootedSystem) -> int:
    """How often a job came round: those that were done are deleted themselves."""
    query = "select count(*) from procrastinate_periodic_defers"
    sql = ["runuser", "-u", "postgres", "--", "psql", "-Atd", "unhidden", "-c", query]
    return int(system.ask(*sql))


def _kill_each(system: BootedSystem) -> Iterator[tuple[str, float]]:
    """The seconds until each is back; no other process of ours is started anew."""
    services = {name: f"unhidden-{name}.service" for name in SERVED}
    for name, unit in services.items():
        yield name, _kill(system, unit, services, "main")
    for name in ("public", "staff"):
        yield f"{name}, below", _kill(system, services[name], services, "all")
    database = system.ask("sh", "-c", "ls /run/systemd/units | grep -o postgresql@.*")
    yield "PostgreSQL", _kill(system, database.splitlines()[0], services, "main")


def _kill(
    system: BootedSystem, unit: str, services: dict[str, str], whom: str
) -> float:
    before = {each: system.show(each, "MainPID") for each in services.values()}
    killed = system.show(unit, "MainPID")
    began = time.monotonic()
    system.ask("systemctl", "kill", "--signal=KILL", f"--kill-whom={whom}", unit)
    await_true(f"{unit} is back", partial(_is_new, system, unit, killed))
    _await_sites(system)
    taken = round(time.monotonic() - began, 1)
    after = {each: system.show(each, "MainPID") for each in services.values()}
    touched = [each for each in before if before[each] != after[each] and each != unit]
    if touched:
        raise Unproved([f"{unit} was killed, and began anew: {', '.join(touched)}"])
    return taken


def _is_new(system: BootedSystem, unit: str, killed: str) -> bool:
    now = system.show(unit, "MainPID")
    is_active = system.show(unit, "ActiveState") == "active"
    return is_active and now not in ("0", killed)


def _await_sites(system: BootedSystem) -> None:
    await_true("the public site answers", lambda: _status(system, PUBLIC) == "200")
    await_true("the staff site answers", lambda: _status(system, STAFF) == "302")


def _status(system: BootedSystem, site: str) -> str:
    """As a proxy asks."""
    headers = [
        f"Host: {site}",
        "X-Forwarded-For: 192.0.2.1",
        "X-Forwarded-Proto: https",
    ]
    curl = ["curl", "--silent", "--max-time", "20", "--output", "/dev/null"]
    told = [word for header in headers for word in ("--header", header)]
    place = f"http://127.0.0.1:{_PORTS[site]}/"
    ask = [*curl, "--write-out", "%{http_code}", *told, place]
    return system.ask(*ask, is_checked=False)
