"""Where the program and its state lie on disk."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from unhidden.config import location
from unhidden.hosting.refusal import Refusal, is_full

REPOSITORY = location.REPOSITORY
FOR_ROOT = Path("/var/lib/unhidden")


@dataclass(frozen=True, slots=True)
class StateFolder:
    """The folder that holds everything this installation writes while it runs."""

    folder: Path

    @property
    def postgres(self) -> Path:
        """What the embedded server owns: its data and its socket."""
        return self.folder / "postgres"

    @property
    def secrets(self) -> Path:
        """One secrets file a process, and the administrator's."""
        return self.folder / "secrets"

    @property
    def static(self) -> Path:
        """The collected static files, and the list of them."""
        return self.folder / "static"

    @property
    def stamps(self) -> Path:
        """What was done last, keyed by the files it was done from."""
        return self.folder / "stamps"

    @property
    def sign_ins(self) -> Path:
        """Who may sign in to the demonstration, to be shown."""
        return self.folder / "sign-ins"

    @property
    def audit(self) -> Path:
        """The heads of the record, which the worker keeps beside the database."""
        return self.folder / "audit"

    @property
    def memories(self) -> Path:
        """What each process remembers of the teams' keys."""
        return self.folder / "heads"

    def memory(self, process: str, *, is_apart: bool) -> Path:
        """The file of one process: in a folder of its own, where it has an account."""
        name = f"{process}.json"
        return self.memories / process / name if is_apart else self.memories / name

    @property
    def pins(self) -> Path:
        """What the public site gives browsers to go on from."""
        return self.folder / "pins"

    @property
    def told_alarms(self) -> Path:
        """What the process that watches keeps: of which topic it told on which day."""
        return self.folder / "watching"

    @property
    def cleaning(self) -> Path:
        """Where the process that cleans strangers' files is asked."""
        return self.folder / "cleaning"

    @property
    def door(self) -> Path:
        """The socket there."""
        return self.cleaning / "door"

    @property
    def missing_isolation(self) -> Path:
        """What this machine lacks to confine what cleans files, for the staff site."""
        return self.folder / "isolation"

    @property
    def exchange(self) -> Path:
        """What a step reads and writes for whoever gave the command."""
        return self.folder / "exchange"

    def make(self) -> None:
        """Create the folder; root's may be passed through, but not listed.

        Raises Refusal where we may not.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.folder.chmod(0o711 if os.geteuid() == 0 else 0o700)
            for private in (self.secrets, self.stamps):
                private.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            if is_full(error):
                raise
            raise Refusal(
                f"The folder {self.folder} for all that is written cannot be used"
                f" ({error.strerror}): make it yours, or set UNHIDDEN_STATE to another."
            ) from error


def find_state_folder() -> StateFolder:
    """The state folder: ``UNHIDDEN_STATE``, or the clone's own.

    As root it lies outside the clone: the embedded server steps down to a system
    user, who could not reach a clone in a private home (see account.py). Without a
    clone it must be named: raises Refusal.
    """
    given = os.environ.get("UNHIDDEN_STATE")
    if given:
        return StateFolder(Path(given).expanduser().resolve())
    check_clone(
        "UNHIDDEN_STATE must name a folder for all that is written while it runs"
    )
    if os.geteuid() == 0:
        name = hashlib.sha256(str(REPOSITORY).encode()).hexdigest()[:10]
        return StateFolder(FOR_ROOT / name)
    return StateFolder(REPOSITORY / ".unhidden")


def check_clone(sentence: str) -> None:
    """Raise Refusal, with this sentence, where the program came in a wheel."""
    if not location.IS_CLONE:
        raise Refusal(f"{sentence}: this program was installed from a wheel.")
