"""Commands run by accounts of the system."""

from __future__ import annotations

import subprocess

from unhidden.hosting.processes import copies
from unhidden.hosting.processes.account import Accounts


def as_account(accounts: Accounts, process: str, *command: str) -> str:
    """What a program says that runs as this account."""
    own = accounts[process]
    done = subprocess.run(
        command,
        user=own.uid,
        group=own.gid,
        extra_groups=own.groups,
        env=copies.find_library_settings(),
        cwd="/",
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout
