"""Both sites as in an installation, on a server of their own, with people in them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password

from tests.cast import PASSWORD, Cast, make_cast
from tests.support import postgres, sites
from tests.support.databases import Databases
from unhidden.agencies.models import Credential
from unhidden.hosting.postgres import connecting, limits
from unhidden.hosting.postgres.connecting import Parameters


@dataclass(frozen=True, slots=True)
class House:
    """Where the sites answer, the database past every rule, and who there is."""

    staff: int
    public: int
    database: Parameters
    cast: Cast

    def megabytes(self) -> float:
        """How large the database is."""
        with connecting.connect(self.database) as admin:
            row = admin.execute(
                "select pg_database_size(current_database()) / 1048576.0"
            ).fetchone()
        return float(row[0]) if row else 0.0


@contextmanager
def serving(name: str) -> Iterator[House]:
    """A house whose passwords take as long to check as real ones."""
    with postgres.running() as server, tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)
        server.remake(name)
        Databases(server, name).point_to(name)
        cast = make_cast()
        Credential.objects.update(
            password=make_password(PASSWORD, hasher=PBKDF2PasswordHasher())
        )
        with connecting.connect(server.admin) as admin:
            limits.set_connection_limits(admin)
        with sites.running(server, name, Path(folder), as_themselves=True) as served:
            yield House(
                staff=urlsplit(served.staff).port or 0,
                public=urlsplit(served.public).port or 0,
                database={**server.admin, "dbname": name},
                cast=cast,
            )
