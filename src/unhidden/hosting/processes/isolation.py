"""What keeps the processes apart on this machine, and what of it could not be had."""

from __future__ import annotations

import sys
import tempfile

from unhidden.hosting.processes import children
from unhidden.hosting.processes.account import Accounts
from unhidden.hosting.refusal import Refusal

ACCOUNTS = "accounts"
#: What each thing that is missing means, for who starts it.
SENTENCES = {
    ACCOUNTS: "All processes share your user: whoever breaks into one reads what the"
    " others know. Started by root, each has a system account of its own.",
    "no_new_privs": "Cleaning strangers' files: this system does not take rights away"
    " from a running program (no_new_privs).",
    "Landlock": "Cleaning strangers' files: this system has no Landlock, which closes"
    " the files of the machine to it.",
    "seccomp": "Cleaning strangers' files: this system has no filter for system calls"
    " (seccomp), which closes the network to it.",
}
_PROBE = (
    "from unhidden.cleaning import confinement; print(*confinement.confine_process())"
)


def find_missing_isolation(accounts: Accounts) -> tuple[str, ...]:
    """The names of what is not there, as in SENTENCES; found out by trying."""
    with tempfile.TemporaryFile() as said:
        child = children.start_child(
            [sys.executable, "-I", "-B", "-c", _PROBE],
            environment={},
            account=accounts.get("cleaning"),
            output=said,
        )
        code = child.wait()
        said.seek(0)
        words = said.read().decode(errors="replace").split()
    if code != 0 or not set(words) <= set(SENTENCES):
        raise Refusal(
            "The process that cleans strangers' files cannot be confined here:"
            f" {' '.join(words) or f'exit code {code}'}."
        )
    return (*(() if accounts else (ACCOUNTS,)), *words)
