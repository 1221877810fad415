"""The system user that the embedded server runs as.

PostgreSQL refuses to run as root, so root's server steps down to a system user of
its own. Nothing outside the state folder is made readable for that user.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from config.server.refusal import Refusal

NAME = "unhidden"


@dataclass(frozen=True, slots=True)
class Account:
    """A system user, by number."""

    uid: int
    gid: int

    def give(self, folder: Path) -> None:
        """Make ``folder`` this user's own and nobody else's."""
        os.chown(folder, self.uid, self.gid)
        folder.chmod(0o700)

    def check_reaches(self, folder: Path) -> None:
        """Raise Refusal when a parent of ``folder`` keeps this user out."""
        for parent in folder.parents:
            if not self._passes(parent):
                raise Refusal(
                    f"As root the database runs as the system user {NAME}, who may"
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


def to_step_down_to() -> Account | None:
    """Who the server runs as: None for the person who starts it.

    As root the user is created where it is missing. Raises Refusal when it cannot be.
    """
    if os.geteuid() != 0:
        return None
    try:
        found = pwd.getpwnam(NAME)
    except KeyError:
        _create()
        found = pwd.getpwnam(NAME)
    return Account(found.pw_uid, found.pw_gid)


def _create() -> None:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    advice = (
        f"As root the database needs a system user named {NAME}, and it could not be"
        " made: create one, or start as an ordinary user."
    )
    if useradd is None:
        raise Refusal(advice)
    command = [useradd, "--system", "--user-group", "--no-create-home"]
    command += ["--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", NAME]
    done = subprocess.run(command, check=False, capture_output=True)  # noqa: S603
    if done.returncode != 0:
        raise Refusal(advice)
