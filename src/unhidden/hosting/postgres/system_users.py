"""A server of this machine that knows its administrator by the system user (``peer``).

Root becomes that user for as long as it connects: the server asks the system who is at
the other end of the socket.
"""

from __future__ import annotations

import os
import pwd
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


def find_system_user(parameters: Mapping[str, str]) -> pwd.struct_passwd | None:
    """The user to be for this connection; None for whoever we are.

    It is root's to choose, where no password is given and the socket belongs to a
    system user of the role's own name.
    """
    host, port = parameters.get("host", ""), parameters.get("port") or "5432"
    if os.geteuid() != 0 or parameters.get("password") or not host.startswith("/"):
        return None
    try:
        found = pwd.getpwuid((Path(host) / f".s.PGSQL.{port}").stat().st_uid)
    except (OSError, KeyError):
        return None
    is_other = found.pw_uid != 0 and found.pw_name == parameters.get("user")
    return found if is_other else None


@contextmanager
def being_known(parameters: Mapping[str, str]) -> Iterator[None]:
    """Be that user for a while."""
    user = find_system_user(parameters)
    if user is None:
        yield
        return
    os.seteuid(user.pw_uid)
    try:
        yield
    finally:
        os.seteuid(0)
