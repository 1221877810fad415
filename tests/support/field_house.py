"""The staff site, the landing and the worker, over a copy of the demonstration."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support import sites
from tests.support.postgres import Server
from tests.support.sites import Sites
from unhidden.hosting import paths
from unhidden.hosting.installation import assets, serving
from unhidden.hosting.postgres.connecting import connect
from unhidden.hosting.processes import children, ports

_ANY_PHONE = (
    "insert into field_fieldsetting (id, organisation_id, devices) select"
    " gen_random_uuid(), id, 'personal' from agencies_organisation"
    " on conflict (organisation_id) do update set devices = 'personal'"
)


class FieldHouse:
    """Its processes, each started and stopped by its name."""

    def __init__(self, server: Server, database: str, folder: Path) -> None:
        self._server, self._database, self._folder = server, database, folder
        self._ports = sites.choose_ports()
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def sites(self) -> Sites:
        """The staff site by a name, as passkeys need one; there is no public one."""
        staff = f"http://localhost:{self._ports.staff}"
        return Sites(staff=staff, public=staff)

    def start(self, name: str) -> None:
        """Start a process, and wait until it answers, if it answers at all."""
        told = serving.tell_places(self._ports)
        if name == "field":
            told |= {"UNHIDDEN_SECRETS": str(self._write_secrets())}
        environment = sites.describe_process(
            name, self._server.parameters, self._database, self._folder, told
        )
        self.running[name] = children.start_child(
            serving.list_process_commands(self._ports)[name], environment=environment
        )
        if name != "worker":
            while ports.ask_front_page(getattr(self._ports, name)) is None:
                serving.check_all_run(self.running)
                time.sleep(0.05)

    def _write_secrets(self) -> Path:
        """The landing's own: its password is a secret, and not in an address."""
        held = json.loads(Path(os.environ["UNHIDDEN_SECRETS"]).read_text())
        seed, word = held["landing_seed"], self._server.password
        file = self._folder / "field-secrets.json"
        file.write_text(json.dumps({"landing_seed": seed, "password": word}))
        return file

    def stop(self, name: str) -> None:
        """Stop a process, as when its machine goes down."""
        children.stop_child(self.running.pop(name))


@contextmanager
def running(
    server: Server, loaded: str, database: str, folder: Path
) -> Iterator[FieldHouse]:
    """All of them over ``database``, a copy of what was ``loaded``; any phone may go
    out."""
    server.remake(database, template=loaded)
    with connect({**server.admin, "dbname": database}) as admin:
        admin.execute(_ANY_PHONE)
    assets.make_assets(paths.find_state_folder())
    house = FieldHouse(server, database, folder)
    try:
        for name in ("worker", "field", "staff"):
            house.start(name)
        yield house
    finally:
        children.stop_all([*house.running.values()])
        server.drop(database)
