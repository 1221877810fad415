"""How the administrator of a real installation's server connects."""

from __future__ import annotations

from unhidden.hosting.postgres import connecting
from unhidden.hosting.postgres.connecting import Parameters
from unhidden.hosting.refusal import Refusal

#: Where the packages of Linux systems have it.
SOCKETS = "/run/postgresql"
ADMINISTRATOR = "postgres"
_HERE = {"", "localhost", "127.0.0.1", "::1"}


def find_administrator(processes: Parameters, address: str | None) -> Parameters:
    """As ``address`` (DATABASE_URL) has it; else as ``postgres`` of this machine.

    ``processes`` is how processes reach the same server. Raises Refusal where it is
    on another machine and no address is given.
    """
    if address:
        given = connecting.parse_address(address)
        if not is_private(given):
            raise Refusal(
                f"DATABASE_URL leads to another machine, {given['host']}, where TLS is"
                " demanded: end it with ?sslmode=verify-full."
            )
        return given
    host = processes.get("host", "")
    if not is_of_this_machine(processes):
        raise Refusal(
            f"The database is on {host}: set DATABASE_URL to its address for a role"
            " that may set it up, for this command alone."
        )
    folder = host if host.startswith("/") else SOCKETS
    port = {"port": processes["port"]} if "port" in processes else {}
    return {"host": folder, **port, "user": ADMINISTRATOR, "dbname": "postgres"}


def is_of_this_machine(parameters: Parameters) -> bool:
    """Whether nothing between us and the server leaves this machine."""
    hosts = [parameters.get("host", ""), parameters.get("hostaddr", "")]
    return all(
        host in _HERE or host.startswith("/")
        for several in hosts
        for host in several.split(",")
    )


def is_private(parameters: Parameters) -> bool:
    """Whether nobody on the way to the server reads, or is taken for it."""
    has_tls = parameters.get("sslmode") == "verify-full"
    return has_tls or is_of_this_machine(parameters)
