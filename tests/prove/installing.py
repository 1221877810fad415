"""The operators' pages, followed from an empty Debian to a report read at the desk."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.prove import booted, first_people
from tests.prove.booted import BootedSystem, await_true
from tests.prove.figures import Figure, Unproved
from tests.prove.first_people import Newcomer
from tests.prove.instructions import list_commands, read_settings
from tests.prove.terminal import OperatorTerminal
from unhidden.hosting.paths import REPOSITORY

PART = "installing"
MOST_COMMANDS = 40
PUBLIC, STAFF = "report.example.org", "staff.example.org"
WORDS = "Four men sleep above the car wash, and somebody keeps their papers."
LATER = "The van came back at night, and took the four of them away."
_PAGE = "docs/operators/install.md"
_PHRASE = "five words that nobody has guessed"
_ANSWERS = {
    "Passphrase of the root: ": _PHRASE,
    "Once more: ": _PHRASE,
    "Go on? [y/N] ": "y",
}
#: A certificate of one's own is believed where it is named, as the page says.
_BELIEVED = "--cacert /etc/unhidden/tls/certificate.pem"
_INCLUDED = "systemd,systemd-sysv,dbus,ca-certificates,curl,procps,iproute2"
#: How this machine reaches the registries.
_WAYS = ("resolv.conf", "pip.conf", "npmrc", "ssl/certs/ca-certificates.crt")


def run() -> Iterator[Figure]:
    """Raises Unproved with whatever is not as the pages say."""
    booted.check_possible()
    folder = Path("/var/tmp/unhidden-installing")  # noqa: S108  # root's, made anew
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o711)
    began = time.monotonic()
    try:
        _make_debian(folder / "root")
        with BootedSystem(folder / "root") as system:
            yield from _follow(system, OperatorTerminal(system, _ANSWERS), folder)
        taken = round((time.monotonic() - began) / 60, 1)
        yield Figure(PART, "from nothing to the last look", taken, "minutes")
    finally:
        shutil.rmtree(folder)


def _make_debian(root: Path) -> None:
    """With nothing of what the page has the operator install."""
    release = booted.platform_release()
    make = ["mmdebstrap", "--variant=minbase", f"--include={_INCLUDED}", release]
    subprocess.run([*make, root], check=True, stdin=subprocess.DEVNULL)
    for name in _WAYS:
        with suppress(FileNotFoundError):
            shutil.copy(Path("/etc") / name, root / "etc" / name)
    clone = ["git", "clone", "--quiet", "--bare"]
    subprocess.run([*clone, REPOSITORY, root / "srv/unhidden.git"], check=True)


def _follow(
    system: BootedSystem, operator: OperatorTerminal, folder: Path
) -> Iterator[Figure]:
    taken = _install(operator)
    yield Figure(PART, "unhidden setup", taken, "s, tables and roles made")
    _put_behind_nginx(system, operator)
    first = _begin_organisation(operator)
    with first_people.browsing(system.init, folder) as browser:
        reader = _work_first_day(browser, *first)
    _back_up(operator)
    yield Figure(
        PART, "back after kill -9, through nginx", _kill(system, operator), "s"
    )
    yield Figure(PART, "back after a reboot", _reboot(system, operator), "s")
    with first_people.browsing(system.init, folder) as browser:
        first_people.send_report(browser, PUBLIC, LATER)
        _check_read(reader.sign_in(browser, STAFF), LATER)
    _check_well(operator)
    count = len(operator.typed)
    yield Figure(PART, "commands typed", count, f"at most {MOST_COMMANDS}")
    if count > MOST_COMMANDS:
        raise Unproved([f"{count} commands were typed"])


def _install(operator: OperatorTerminal) -> float:
    """All of the page; gives the seconds that the set-up took."""
    for command in list_commands(_PAGE, "The program"):
        operator.type_line(command.replace("ADDRESS", "/srv/unhidden.git"))
    operator.type_all(list_commands(_PAGE, "PostgreSQL"))
    said = operator.type_all(list_commands(_PAGE, "The root of the keys"))
    (root,) = re.findall(r'^root = "([0-9a-f]{64})"$', said, re.MULTILINE)
    operator.type_all(list_commands(_PAGE, "A certificate"))
    settings = read_settings(_PAGE, "The settings").replace("THE PUBLIC HALF", root)
    written = f"cat >/etc/unhidden/unhidden.toml <<'END'\n{settings}END"
    operator.type_line(f"echo 127.0.0.1 {PUBLIC} {STAFF} >>/etc/hosts")
    operator.type_line(written)
    began = time.monotonic()
    operator.type_all(list_commands(_PAGE, "The settings"))
    taken = round(time.monotonic() - began, 1)
    operator.type_all(list_commands(_PAGE, "Start it"))
    return taken


def _put_behind_nginx(system: BootedSystem, operator: OperatorTerminal) -> None:
    page = "docs/operators/behind-a-proxy.md"
    operator.type_all(list_commands(page, "nginx"))
    limits = system.ask("sh", "-c", "cat /proc/$(pgrep -n -u www-data nginx)/limits")
    (most,) = re.findall(r"^Max open files +(\d+)", limits, re.MULTILINE)
    if int(most) < 2 * 8192:
        raise Unproved([f"nginx may open {most} files, and hold 8192 connections"])
    await_true("the public site answers", lambda: _status(system) == "200")
    plain, sealed = list_commands(page, "See that it works")
    if f"Location: https://{PUBLIC}/" not in (said := operator.type_line(plain)):
        raise Unproved([f"{plain}: {said}"])
    said = operator.type_line(f"{sealed} {_BELIEVED}")
    if " 200" not in said or "strict-transport-security: max-age=31536000" not in said:
        raise Unproved([f"{sealed}: {said}"])


def _begin_organisation(operator: OperatorTerminal) -> list[Newcomer]:
    """The two administrators, with the first passwords that were printed."""
    make, _again, *keys = list_commands("docs/operators/first-day.md", "On the server")
    said = operator.type_line(make)
    found = re.findall(r"^  (.+), (\S+@\S+)\n +([a-z0-9-]{23})$", said, re.MULTILINE)
    operator.type_all(keys)
    return [Newcomer(*each) for each in found]


def _work_first_day(browser: Browser, ann: Newcomer, bedwyr: Newcomer) -> Newcomer:
    """Two set up their second steps, and a third reads what the public reported."""
    asks, approves = ann.sign_in(browser, STAFF), bedwyr.sign_in(browser, STAFF)
    reader = Newcomer("Carys", "carys@example.org", "a first password for Carys")
    first_people.add_reader(asks, reader)
    first_people.approve(approves)
    desk = reader.sign_in(browser, STAFF)
    missing = first_people.list_missing(asks)
    if missing[:1] != ["Two people who read reports at the desk"]:
        raise Unproved([f"the first page says that these are missing: {missing}"])
    if not first_people.send_report(browser, PUBLIC, WORDS):
        raise Unproved(["who reported was given no receipt"])
    _check_read(desk, WORDS)
    return reader


def _check_read(desk: Page, words: str) -> None:
    if words not in (seen := first_people.read_reports(desk)):
        raise Unproved([f"the desk does not read it: {seen[:1000]}"])


def _back_up(operator: OperatorTerminal) -> None:
    """The key, and a first one; both by the page."""
    operator.type_all(list_commands(_PAGE, "Backups"))
    _check_well(operator)


def _check_well(operator: OperatorTerminal) -> None:
    """Asked as the page asks; what was not asked for begins with a dash."""
    (asked,) = list_commands(_PAGE, "Then")
    said = operator.type_line(asked)
    wrong = [each for each in said.splitlines() if not each.startswith(("well ", "– "))]
    if wrong:
        raise Unproved(wrong)


def _kill(system: BootedSystem, operator: OperatorTerminal) -> float:
    """The public site's process; gives the seconds until nginx has it again."""
    began = time.monotonic()
    operator.type_line("systemctl kill --signal=KILL unhidden-public.service")
    await_true("the public site is away", lambda: _status(system) == "502")
    await_true("the public site is back", lambda: _status(system) == "200")
    return round(time.monotonic() - began, 1)


def _reboot(system: BootedSystem, operator: OperatorTerminal) -> float:
    operator.typed.append("systemctl reboot")
    began = time.monotonic()
    system.restart()
    await_true("the public site answers", lambda: _status(system) == "200")
    return round(time.monotonic() - began, 1)


def _status(system: BootedSystem) -> str:
    """The public site's, as everybody asks: its certificate is checked."""
    curl = f"curl -so /dev/null -m 20 -w %{{http_code}} {_BELIEVED}".split()
    return system.ask(*curl, f"https://{PUBLIC}/", is_checked=False)
