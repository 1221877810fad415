"""Real installations on servers of the tests' own, and the files that name them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.support.sites import free_port
from unhidden.hosting.configuration import reading, writing
from unhidden.hosting.configuration.kinds import Value
from unhidden.hosting.configuration.reading import OperatorSettings
from unhidden.hosting.postgres import connecting
from unhidden.hosting.postgres.connecting import Parameters

PUBLIC, STAFF = "unhidden.example.org", "staff.example.org"
ROOT = "b92f4c5245f7f993a5861b14b6f3741c2451ba209e9fbc3c2fe78eace827b49d"
#: How an operator makes the first organisation.
NAMED = ("--code", "north", "--name", "North Wales Police", "--kind", "police")
PEOPLE = (
    *("--administrator", "Ann Owen", "ann@example.org"),
    *("--administrator", "Bedwyr Rees", "bedwyr@example.org"),
)
MADE = ("first-organisation", *NAMED, *PEOPLE)


def address_of(server: Parameters, database: str) -> str:
    """How processes reach the server: no role, no password."""
    place = {k: v for k, v in server.items() if k not in {"user", "password"}}
    return connecting.make_address({**place, "dbname": database})


def make_settings(
    folder: Path, address: str, changes: Mapping[tuple[str, str], Value] | None = None
) -> OperatorSettings:
    """A finished file in ``folder``; all that is written lies beside it."""
    given: dict[tuple[str, str], Value] = {
        ("sites", "public"): PUBLIC,
        ("sites", "staff"): STAFF,
        ("sites", "proxies"): 1,
        ("listen", "public"): f"127.0.0.1:{free_port()}",
        ("listen", "staff"): f"127.0.0.1:{free_port()}",
        ("listen", "health"): f"127.0.0.1:{free_port()}",
        ("installation", "folder"): str(folder / "state"),
        ("installation", "units"): str(folder / "units"),
        ("database", "address"): address,
        ("keys", "root"): ROOT,
        ("controller", "name"): "A force",
        ("controller", "contact"): "dpo@example.org",
        ("backup", "folder"): str(folder / "backups"),
        **(changes or {}),
    }
    file = folder / "unhidden.toml"
    file.write_text(writing.write_configuration(given))
    return reading.read_configuration(file)
