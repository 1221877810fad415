"""A database that is ready for use, and what each process must know of it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from secrets import token_urlsafe

from config import sessions
from config.server import connecting, databases, roles, secret_files
from config.server.connecting import Parameters
from config.server.paths import State


@dataclass(frozen=True, slots=True)
class Installation:
    """Where the database is, and the secrets that open it."""

    state: State
    server: Parameters
    database: str
    secrets: Mapping[str, str]

    @property
    def id(self) -> str:
        """Which installation this is, wherever its databases lie."""
        return self.secrets["installation"]

    def parameters(self, process: str) -> dict[str, str]:
        """How ``process`` connects: to our database, under its own role."""
        return {
            **self.server,
            "dbname": self.database,
            "user": roles.ROLES[process],
            "password": self.secrets[f"{process}_password"],
        }

    def environment(self, process: str) -> dict[str, str]:
        """The whole environment of ``process``; it holds no other's password."""
        second = self.parameters("signin") if process == "staff" else None
        return self._environment(process, self.parameters(process), second)

    @contextmanager
    def environment_of_all_roles(self, database: str = "") -> Iterator[dict[str, str]]:
        """For the demonstration and the benches, which play every process in turn.

        They begin as staff and change by ``SET ROLE``, under a role that is there only
        meanwhile, and may write events under old dates as long. ``database`` names
        another than ours.
        """
        name = database or self.database
        player, word = f"{name}_demonstration", token_urlsafe(24)
        with connecting.connect(self.server) as admin:
            roles.create(admin, player, inherits=False)
            roles.set_password(admin, player, word)
            roles.join(admin, player, roles.SERVING)
            databases.let_in(admin, name, [player])
        parameters = {
            **self.server,
            "dbname": name,
            "user": player,
            "password": word,
            "options": sessions.options("staff", sessions.UNLIMITED),
        }
        unlimited = sessions.options("signin", sessions.UNLIMITED)
        second = {**parameters, "options": unlimited}
        try:
            databases.let_replay(self.server, name, player)
            played = self._environment("staff", parameters, second)
            secrets = str(secret_files.of(self.state, "player"))
            yield {**played, "UNHIDDEN_SECRETS": secrets}
        finally:
            databases.let_replay_no_more(self.server, name, player)
            with connecting.connect(self.server) as admin:
                databases.keep_out(admin, name, player)
                roles.drop(admin, player)

    def _environment(
        self, process: str, parameters: Parameters, second: Parameters | None
    ) -> dict[str, str]:
        return {
            **os.environ,
            "SIGNIN_DATABASE_URL": connecting.address(second) if second else "",
            "DATABASE_URL": connecting.address(parameters),
            "DJANGO_SETTINGS_MODULE": f"config.settings.{process}",
            "UNHIDDEN_DEMONSTRATION": "True",
            secret_files.ROOT: secret_files.key_root(self.secrets),
            "UNHIDDEN_SECRETS": str(secret_files.of(self.state, process)),
            "UNHIDDEN_STATE": str(self.state.folder),
        }
