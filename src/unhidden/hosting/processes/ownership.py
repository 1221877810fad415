"""Who owns what in the state folder, where each process has an account of its own.

The folder is root's. In it each account has what it alone reads, and what it writes:
nobody but root changes whose that is.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from unhidden.hosting import secret_files
from unhidden.hosting.paths import StateFolder
from unhidden.hosting.processes.account import Accounts, SystemAccount

#: Whose file of secrets is whose: the set-up plays every process, too.
READERS = {
    "owner": "owner",
    "player": "owner",
    "staff": "staff",
    "public": "public",
    "worker": "worker",
    "health": "health",
    "live": "live",
    "field": "field",
}
REMEMBERING = ("staff", "public", "worker", "owner")


def settle_ownership(state: StateFolder, accounts: Accounts) -> None:
    """Give each account its own; also of a folder that had but one user before.

    Raises Refusal where an account cannot reach the folder. Without accounts nothing
    is changed: all is one user's.
    """
    if not accounts:
        return
    for account in accounts.values():
        account.check_reaches(state.folder / "secrets")
    state.secrets.chmod(0o711)
    for process in READERS:
        give_secrets(state, accounts, process)
    state.memories.mkdir(mode=0o711, exist_ok=True)
    state.memories.chmod(0o711)
    for process in REMEMBERING:
        _give_memory(state, process, accounts[process])
    _give(state.audit, accounts["worker"], 0o700)
    _give(state.pins, accounts["public"], 0o700)
    _give(state.told_alarms, accounts["health"], 0o700)
    _give(state.static, accounts["owner"], 0o755)
    _give(state.exchange, accounts["owner"], 0o700)
    _give(state.cleaning, accounts["cleaning"], 0o711)
    _give_file(state.sign_ins, accounts["owner"], 0o600)


def give_secrets(state: StateFolder, accounts: Accounts, process: str) -> None:
    """Let the account of ``process`` read its file of secrets, and nobody else."""
    if accounts:
        file = secret_files.find_secret_file(state, process)
        _give_file(file, accounts[READERS[process]], 0o400)


def _give_memory(state: StateFolder, process: str, account: SystemAccount) -> None:
    """What a process remembers lies in a folder of its own, to be replaced in it."""
    mine = state.memory(process, is_apart=True)
    mine.parent.mkdir(mode=0o700, exist_ok=True)
    with suppress(FileNotFoundError):
        state.memory(process, is_apart=False).rename(mine)
    _give(mine.parent, account, 0o700)


def _give(folder: Path, account: SystemAccount, mode: int) -> None:
    """Give a folder that lies in one of root's, with all that is in it, once."""
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.lstat().st_uid != account.uid:
        # While it is another's: what the account puts there is its own already.
        for each in [*folder.rglob("*"), folder]:
            os.chown(each, account.uid, account.gid, follow_symlinks=False)
    folder.chmod(mode)


def _give_file(file: Path, account: SystemAccount, mode: int) -> None:
    """Give a file that lies in a folder of root's; made empty if it is not there."""
    handle = os.open(file, os.O_RDONLY | os.O_CREAT | os.O_NOFOLLOW, mode)
    try:
        os.fchown(handle, account.uid, account.gid)
        os.fchmod(handle, mode)
    finally:
        os.close(handle)
