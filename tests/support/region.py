"""Both sites over the demonstration region, in a database of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from tests.support import sites
from tests.support.postgres import DEMONSTRATION, Server
from tests.support.sites import Sites
from unhidden.hosting.postgres import connecting
from unhidden.lib import database_roles

# All have one password, which is hashed once: each time takes long, and is meant to.
_LOAD = (
    "import django, sys; from datetime import date; django.setup();"
    "from functools import cache; from django.contrib.auth import hashers;"
    "hashers.make_password = cache(hashers.make_password);"
    "from unhidden import demo;"
    "demo.load_demonstration(today=date.fromisoformat(sys.argv[1]));"
    "from unhidden.agencies.sign_in import demonstration;"
    "demonstration.give_code_makers()"
)


#: Which of the session's processes loads it: the others wait for this number.
_TURN = 20161017


@contextmanager
def running(server: Server, database: str, folder: Path) -> Iterator[Sites]:
    """Serve both sites over a copy of the demonstration, which goes afterwards."""
    load_once(server)
    server.remake(database, template=DEMONSTRATION)
    try:
        with sites.running(server, database, folder) as found:
            yield found
    finally:
        server.drop(database)


def load_once(server: Server) -> None:
    """Have the demonstration as it was loaded, and nothing that tests did since.

    It takes long: the first process of a session that asks loads it, for all of them.
    """
    half = f"{DEMONSTRATION}_half"
    with connecting.connect(server.admin) as admin:
        admin.execute("select pg_advisory_lock(%s)", [_TURN])
        if server.has(DEMONSTRATION):
            return
        server.remake(half)
        load(server, half)
        admin.execute(f"alter database {half} rename to {DEMONSTRATION}")


def load(server: Server, database: str, *, today: date | None = None) -> None:
    """Replay the demonstration in a process of its own, as the staff site would."""
    day = today or timezone.localdate()
    parameters = server.parameters(database, database_roles.ROLES["staff"])
    second = server.parameters(database, database_roles.ROLES["signin"])
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(  # our own interpreter and code
            [sys.executable, "-c", _LOAD, day.isoformat()],
            env={
                **os.environ,
                "DATABASE_URL": connecting.make_address(parameters),
                "SIGNIN_DATABASE_URL": connecting.make_address(second),
                "DJANGO_SETTINGS_MODULE": "unhidden.config.settings.staff",
                "UNHIDDEN_KEY_ROOT": bytes(settings.KEY_ROOT or b"").hex(),
                "UNHIDDEN_STATE": folder,
                "PYTHONPATH": "src:.",
            },
            cwd=Path(__file__).parents[2],
            check=True,
        )
