"""The system accounts that root steps down to: one a process, and one for set-up.

Whoever starts us as an ordinary user has one account for all: their own. Root makes
what is missing, or takes those that UNHIDDEN_ACCOUNTS names. Nothing outside the state
folder is made readable for them.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from unhidden.hosting.refusal import Refusal

#: Which account each process has, where the configuration names no other.
USUAL: Mapping[str, str] = {
    "postgres": "unhidden",
    "public": "unhidden-public",
    "staff": "unhidden-staff",
    "worker": "unhidden-worker",
    "cleaning": "unhidden-cleaning",
    # Watches the others.
    "health": "unhidden-health",
    # Tells open boards that something changed.
    "live": "unhidden-live",
    # Takes what phones send.
    "field": "unhidden-field",
    # Makes and fills the tables, and collects what the sites serve.
    "owner": "unhidden-owner",
}
VARIABLE = "UNHIDDEN_ACCOUNTS"
#: Who connects to the embedded database, and so reaches its socket.
CONNECTING = ("public", "staff", "worker", "health", "live", "field", "owner")


@dataclass(frozen=True, slots=True)
class SystemAccount:
    """A system user, by number, with the further groups that it is started with."""

    uid: int
    gid: int
    groups: tuple[int, ...] = ()
    name: str = USUAL["postgres"]

    def give(self, folder: Path) -> None:
        """Make ``folder`` this user's own and nobody else's."""
        os.chown(folder, self.uid, self.gid, follow_symlinks=False)
        folder.chmod(0o700)

    def check_reaches(self, folder: Path) -> None:
        """Raise Refusal when a parent of ``folder`` keeps this user out."""
        for parent in folder.parents:
            if not self._passes(parent):
                raise Refusal(
                    f"As root each process runs as a system user, and {self.name} may"
                    f" not enter {parent}: set UNHIDDEN_STATE to a folder under"
                    f" {Path('/var/lib')}, or start as an ordinary user."
                )

    def _passes(self, folder: Path) -> bool:
        status = folder.stat()
        if status.st_uid == self.uid:
            return bool(status.st_mode & 0o100)
        if status.st_gid == self.gid:
            return bool(status.st_mode & 0o010)
        return bool(status.st_mode & 0o001)


Accounts = Mapping[str, SystemAccount]


def to_step_down_to() -> SystemAccount | None:
    """Who the embedded server runs as: None for the person who starts it.

    As root the user is created where it is missing. Raises Refusal when it cannot be.
    """
    return _account(_names()["postgres"]) if os.geteuid() == 0 else None


def of_processes() -> Accounts:
    """The account of each process, made where it is missing; none of an ordinary user.

    Raises Refusal where they cannot be made, or are not apart.
    """
    if os.geteuid() != 0:
        return {}
    found = {process: _account(name) for process, name in _names().items()}
    numbers = {account.uid for account in found.values()}
    if 0 in numbers or len(numbers) < len(found):
        raise Refusal(
            f"{VARIABLE} must name another system user for each of"
            f" {', '.join(USUAL)}, and none of them root."
        )
    database = (found["postgres"].gid,)
    return {
        process: SystemAccount(
            one.uid, one.gid, database if process in CONNECTING else (), one.name
        )
        for process, one in found.items()
    }


def list_missing_accounts() -> list[str]:
    """The names of the accounts that are still to be made."""
    there = {one.pw_name for one in pwd.getpwall()}
    return sorted(set(_names().values()) - there)


def name_account(process: str) -> str:
    """What the account of one process is called, whether it is there or not."""
    return _names()[process]


def find_account(process: str) -> SystemAccount:
    """The account of one process, for whoever starts us; Refusal if it is not there."""
    name = name_account(process)
    try:
        found = pwd.getpwnam(name)
    except KeyError as error:
        raise Refusal(
            f"There is no system user {name}: run unhidden setup first."
        ) from error
    return SystemAccount(found.pw_uid, found.pw_gid, name=name)


def _names() -> Mapping[str, str]:
    """The names, those of the configuration before the usual ones."""
    pairs = os.environ.get(VARIABLE, "").split(",")
    given = dict(_pair(each) for each in pairs if each.strip())
    return {**USUAL, **given}


def _pair(text: str) -> tuple[str, str]:
    process, _, name = text.strip().partition("=")
    if process not in USUAL or not name:
        raise Refusal(
            f"{VARIABLE} must look like public=NAME,staff=NAME, with some of"
            f" {', '.join(USUAL)}; {text.strip()!r} is not one of them."
        )
    return process, name


def _account(name: str) -> SystemAccount:
    try:
        found = pwd.getpwnam(name)
    except KeyError:
        _create(name)
        found = pwd.getpwnam(name)
    return SystemAccount(found.pw_uid, found.pw_gid, name=name)


def _create(name: str) -> None:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    advice = (
        f"As root each process needs a system user, and {name} could not be made:"
        f" create it, name another in {VARIABLE}, or start as an ordinary user."
    )
    if useradd is None:
        raise Refusal(advice)
    command = [useradd, "--system", "--user-group", "--no-create-home"]
    command += ["--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", name]
    done = subprocess.run(command, check=False, capture_output=True)  # noqa: S603
    if done.returncode != 0:
        raise Refusal(advice)
