"""Whom the embedded server lets in by the account that they run as, and as which role.

No password is asked for, and none that a role gives itself is worth anything: the
system says who is at the other end of the socket (PostgreSQL's manual, "Peer
Authentication" and "User Name Maps").
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from unhidden.hosting.processes.account import Accounts, SystemAccount
from unhidden.lib import database_roles

_MAP = "unhidden"
_AUTHENTICATION = f"local all all peer map={_MAP}\n"
#: Beside the role of the same name: the roles of an account.
_FURTHER = {
    # Who is it that signs in?
    "staff": (database_roles.ROLES["signin"],),
    # Plays each process in a demonstration, under a role that is there meanwhile.
    "owner": ("/_demonstration$",),
}


def write_peer_files(
    home: Path, account: SystemAccount, accounts: Accounts
) -> dict[str, str]:
    """Write both files, which the server reads and cannot change; its settings."""
    texts = {"hba_file": _AUTHENTICATION, "ident_file": "".join(_lines(accounts))}
    for name, text in texts.items():
        file = home / name
        file.unlink(missing_ok=True)
        file.write_text(text)
        os.chown(file, os.geteuid(), account.gid)
        file.chmod(0o640)
    return {
        **{name: str(home / name) for name in texts},
        # For the group of the server's user, in which those who connect are started.
        "unix_socket_permissions": "0770",
    }


def _lines(accounts: Accounts) -> Iterator[str]:
    """Root is whoever it wants to be, here as elsewhere."""
    yield f"{_MAP} root all\n"
    for process, account in accounts.items():
        own = (
            (database_roles.ROLES[process],) if process in database_roles.ROLES else ()
        )
        for each in (*own, *_FURTHER.get(process, ())):
            yield f"{_MAP} {account.name} {each}\n"
