"""How the administrator of a real installation's server connects."""

from __future__ import annotations

from unhidden.hosting.postgres import connecting
from unhidden.hosting.postgres.connecting import Parameters
from unhidden.hosting.refusal import Refusal
from unhidden.lib import remote_databases

#: Where the packages of Linux systems have it.
SOCKETS = "/run/postgresql"
ADMINISTRATOR = "postgres"


def find_administrator(processes: Parameters, address: str | None) -> Parameters:
    """As ``address`` (DATABASE_URL) has it; else as ``postgres`` of this machine.

    ``processes`` is how processes reach the same server. Raises Refusal where it is
    on another machine and no address is given.
    """
    if address:
        given = connecting.parse_address(address)
        connecting.check_protected(given)
        return given
    host = processes.get("host", "")
    if not remote_databases.is_of_this_machine(processes):
        raise Refusal(
            f"The database is on {host}: set DATABASE_URL to its address for a role"
            " that may set it up, for this command alone."
        )
    folder = host if host.startswith("/") else SOCKETS
    port = {"port": processes["port"]} if "port" in processes else {}
    return {"host": folder, **port, "user": ADMINISTRATOR, "dbname": "postgres"}
