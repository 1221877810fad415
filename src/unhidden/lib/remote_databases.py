"""Whether the way to a PostgreSQL server on another machine is protected."""

from __future__ import annotations

from collections.abc import Mapping

from psycopg.pq import Conninfo

from unhidden.lib import networks

#: How a sentence ends that refuses an address.
WANTED = (
    "an address with sslmode=verify-full in it, or with sslmode=verify-ca and the"
    " sslrootcert of your own authority, since its server is not on this machine"
)
_WHERE = ("host", "hostaddr", "service")


def is_unprotected(parameters: Mapping[str, str]) -> bool:
    """Whether these connect to another machine without knowing it by its certificate.

    What libpq would take from the environment counts as where the server is (PGHOST),
    not as a protection: not every program of ours is given it.
    """
    mode = parameters.get("sslmode", "")
    is_known = mode == "verify-full" or (
        mode == "verify-ca" and bool(parameters.get("sslrootcert"))
    )
    return not is_known and not is_of_this_machine(parameters)


def is_of_this_machine(parameters: Mapping[str, str]) -> bool:
    """Whether nothing between us and the server leaves this machine."""
    given = {name: parameters[name] for name in _WHERE if parameters.get(name)}
    told = {**_from_environment(), **given}
    # A service may be anywhere: what it says stands in a file that we do not read.
    return "service" not in told and all(
        _is_local(each)
        for name in ("host", "hostaddr")
        for each in told.get(name, "").split(",")
    )


def _from_environment() -> dict[str, str]:
    found = {one.keyword.decode(): one.val for one in Conninfo.get_defaults()}
    return {
        name: value.decode()
        for name in _WHERE
        if (value := found.get(name)) is not None
    }


def _is_local(host: str) -> bool:
    """A socket, this machine by name, or one of its own addresses."""
    address = networks.read_address(host)
    is_loopback = address is not None and address.is_loopback
    return host in ("", "localhost") or host[0] in "/@" or is_loopback
