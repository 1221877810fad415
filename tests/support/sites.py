"""The two sites as two real processes, on free ports, over the tests' database."""

from __future__ import annotations

import base64
import json
import os
import socket
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import IO

import requests
from django.conf import settings

from tests.support.postgres import Server
from unhidden.hosting import paths
from unhidden.hosting.installation import assets, serving
from unhidden.hosting.installation.serving import SitePorts
from unhidden.hosting.paths import StateFolder
from unhidden.hosting.postgres import connecting
from unhidden.hosting.postgres.connecting import Parameters
from unhidden.hosting.processes import children, ports
from unhidden.lib import database_roles

_AWAY = 503
_FORWARDED = {"X-Forwarded-For": "127.0.0.1", "X-Forwarded-Proto": "https"}


@dataclass(frozen=True, slots=True)
class Sites:
    """Where the running sites are: addresses without a closing slash."""

    staff: str
    public: str


@contextmanager
def running(
    server: Server,
    database: str,
    folder: Path,
    *,
    base_map: str = "",
    as_themselves: bool = False,
    told: Mapping[str, str] = MappingProxyType({}),
    output: IO[bytes] | None = None,
) -> Iterator[Sites]:
    """Both sites, each under its own role; ``folder`` takes the public secrets.

    ``base_map`` is what an operator would set as UNHIDDEN_BASEMAP, ``told`` whatever
    else; ``output`` takes their log.

    They outlive the database's being made anew: they connect again. They sign in by the
    tests' leave, or ``as_themselves``, as in an installation.
    """
    assets.make_assets(paths.find_state_folder())
    wanted = SitePorts(staff=free_port(), public=free_port())
    connects = server.as_itself if as_themselves else server.parameters
    started = {}
    try:
        for site in ("staff", "public"):
            named = {"UNHIDDEN_BASEMAP": base_map, **told}
            environment = describe_process(site, connects, database, folder, named)
            command = serving.list_process_commands(wanted)[site]
            started[site] = children.start_child(
                command, environment=environment, output=output
            )
        serving.wait_until_answering(started, wanted)
        address = "http://{}:{}".format
        yield Sites(
            staff=address(ports.HOST, wanted.staff),
            public=address(ports.HOST, wanted.public),
        )
    finally:
        children.stop_all(list(started.values()))


def describe_process(
    process: str,
    connects: Callable[[str, str], Parameters],
    database: str,
    folder: Path,
    told: Mapping[str, str],
) -> dict[str, str]:
    """What a process of the house is told, over the tests' database."""
    parameters = connects(database, database_roles.ROLES[process])
    second = connects(database, database_roles.ROLES["signin"])
    return {
        **os.environ,
        "DATABASE_URL": connecting.make_address(parameters),
        "SIGNIN_DATABASE_URL": connecting.make_address(second),
        "DJANGO_SETTINGS_MODULE": f"unhidden.config.settings.{process}",
        "UNHIDDEN_SECRETS": str(_secrets(process, folder)),
        "UNHIDDEN_STATE": str(_state(paths.find_state_folder(), folder)),
        "UNHIDDEN_KEY_ROOT": bytes(settings.KEY_ROOT or b"").hex(),
        **told,
    }


def await_pages(found: Sites, *, staff: str = "", public: str = "") -> None:
    """Return once neither site says that its database is away.

    Sites behind a proxy are asked by their names. Raises TimeoutError after a minute.
    """
    deadline = time.monotonic() + 60
    pages = ((f"{found.staff}/sign-in/", staff), (f"{found.public}/events/", public))
    for address, name in pages:
        told = {"Host": name, **_FORWARDED} if name else {}
        while requests.get(address, headers=told, timeout=30).status_code == _AWAY:
            if time.monotonic() > deadline:
                raise TimeoutError(address)
            time.sleep(0.1)


@contextmanager
def public_only(
    server: Server, database: str, folder: Path, output: IO[bytes]
) -> Iterator[int]:
    """The public site alone, with what it says in ``output``; gives its port.

    It signs in as its own role, with no other's leave.
    """
    state = paths.find_state_folder()
    assets.make_assets(state)
    wanted = SitePorts(public=free_port())
    parameters = server.as_itself(database, database_roles.ROLES["public"])
    environment = {
        **os.environ,
        "DATABASE_URL": connecting.make_address(parameters),
        "SIGNIN_DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "unhidden.config.settings.public",
        "UNHIDDEN_SECRETS": str(_secrets("public", folder)),
        "UNHIDDEN_STATE": str(_state(state, folder)),
        "UNHIDDEN_KEY_ROOT": bytes(settings.KEY_ROOT or b"").hex(),
    }
    command = serving.list_process_commands(wanted)["public"]
    child = children.start_child(command, environment=environment, output=output)
    try:
        while ports.ask_front_page(wanted.public) is None:
            serving.check_all_run({"public": child})
        yield wanted.public
    finally:
        children.stop_child(child)


@contextmanager
def landing_only(server: Server, database: str, folder: Path) -> Iterator[int]:
    """What phones send to, as its own role; gives its port.

    Receipts are signed by 32 zeros.
    """
    port, file = free_port(), folder / "field-secrets.json"
    seed = base64.b64encode(bytes(32)).decode()
    file.write_text(json.dumps({"password": server.password, "landing_seed": seed}))
    parameters = server.as_itself(database, database_roles.ROLES["field"])
    environment = {
        **os.environ,
        "DATABASE_URL": connecting.make_address({**parameters, "password": ""}),
        "DJANGO_SETTINGS_MODULE": "unhidden.config.settings.field",
        "UNHIDDEN_SECRETS": str(file),
        "UNHIDDEN_STATE": str(folder),
        "UNHIDDEN_FIELD_ORIGINS": "https://staff.example.org",
        "UNHIDDEN_FREE_DISK": "1",
    }
    command = serving.build_site_command("field", ports.HOST, port)
    child = children.start_child(command, environment=environment)
    try:
        while ports.ask_front_page(port) is None:
            serving.check_all_run({"field": child})
        yield port
    finally:
        children.stop_child(child)


def _state(shared: StateFolder, folder: Path) -> Path:
    """A state folder of these sites' own: what they remember goes with them."""
    if not (folder / "static").exists():
        (folder / "static").symlink_to(shared.static)
    return folder


def _secrets(site: str, folder: Path) -> Path:
    """The tests' own secrets; the public site's without those of staff alone."""
    given = Path(os.environ["UNHIDDEN_SECRETS"])
    if site != "public":
        return given
    held: Mapping[str, str] = json.loads(given.read_text())
    file = folder / "public-secrets.json"
    kept = {k: v for k, v in held.items() if k in ("secret_key", "receipt_key")}
    file.write_text(json.dumps(kept))
    return file


def choose_ports() -> SitePorts:
    """Ports that nobody serves at the moment, for ``unhidden run``."""
    return SitePorts(
        staff=free_port(), public=free_port(), live=free_port(), field=free_port()
    )


def name_ports(chosen: SitePorts) -> list[str]:
    """The options of ``unhidden run`` that choose these ports."""
    return [f"--{name}-port={number}" for name, number in asdict(chosen).items()]


def free_port() -> int:
    """A port that nobody serves at the moment."""
    with socket.socket() as probe:
        probe.bind((ports.HOST, 0))
        return int(probe.getsockname()[1])
