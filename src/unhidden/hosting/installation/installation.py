"""A database that is ready for use, and what each process must know of it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from secrets import token_urlsafe

from unhidden.hosting import secret_files
from unhidden.hosting.paths import StateFolder
from unhidden.hosting.postgres import connecting, databases, roles
from unhidden.hosting.postgres.connecting import Parameters
from unhidden.hosting.postgres.embedded import RunningServer
from unhidden.hosting.processes import ownership
from unhidden.hosting.processes.account import Accounts, SystemAccount
from unhidden.lib import database_roles, database_sessions


@dataclass(frozen=True, slots=True)
class Installation:
    """Where the database is, and the secrets that open it."""

    state: StateFolder
    server: Parameters
    database: str
    secrets: Mapping[str, str]
    #: The system account of each process; none where all are one user's.
    accounts: Accounts = field(default_factory=dict)
    #: Whether the database is a demonstration's; what its note says, where it has one.
    is_synthetic: bool = True
    #: The same server as processes reach it, where the administrator has another way.
    for_processes: Parameters = field(default_factory=dict)
    #: The embedded server, where this command runs it.
    running: RunningServer | None = None

    def account(self, process: str) -> SystemAccount | None:
        """Who ``process`` runs as: None for whoever starts it."""
        return self.accounts.get(process)

    @property
    def id(self) -> str:
        """Which installation this is, wherever its databases lie."""
        return self.secrets["installation"]

    def parameters(self, process: str) -> dict[str, str]:
        """How ``process`` connects: to our database, under its own role."""
        return {
            **(self.for_processes or self.server),
            "dbname": self.database,
            "user": database_roles.ROLES[process],
            "password": self.secrets[f"{process}_password"],
        }

    def environment(self, process: str) -> dict[str, str]:
        """The whole environment of ``process``; it holds no password."""
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
            roles.create_role(admin, player, inherits=False)
            roles.set_password(admin, player, word)
            roles.join_groups(admin, player, roles.SERVING)
            databases.let_in(admin, name, [player])
        parameters = {
            **(self.for_processes or self.server),
            "dbname": name,
            "user": player,
            "password": word,
            "options": database_sessions.make_connection_options(
                "staff", database_sessions.UNLIMITED
            ),
        }
        unlimited = database_sessions.make_connection_options(
            "signin", database_sessions.UNLIMITED
        )
        second = {**parameters, "options": unlimited}
        try:
            databases.let_replay(self.server, name, player)
            played = self._environment("staff", parameters, second)
            self._tell_player({"password": word, "signin_password": word})
            yield {
                **played,
                "UNHIDDEN_SECRETS": str(
                    secret_files.find_secret_file(self.state, "player")
                ),
                "UNHIDDEN_HEADS": self._memory("owner" if self.accounts else "staff"),
                # Nobody is at that door yet.
                "UNHIDDEN_CLEANING": "",
            }
        finally:
            self._tell_player({})
            databases.let_replay_no_more(self.server, name, player)
            with connecting.connect(self.server) as admin:
                databases.keep_out(admin, name, player)
                roles.drop_role(admin, player)

    def _tell_player(self, words: Mapping[str, str]) -> None:
        file = secret_files.find_secret_file(self.state, "player")
        secret_files.write_secret_file(
            file, {**secret_files.of_player(self.secrets), **words}
        )
        ownership.give_secrets(self.state, self.accounts, "player")

    def _memory(self, process: str) -> str:
        return str(self.state.memory(process, is_apart=bool(self.accounts)))

    def _environment(
        self, process: str, parameters: Parameters, second: Parameters | None
    ) -> dict[str, str]:
        return {
            **os.environ,
            "SIGNIN_DATABASE_URL": _address(second) if second else "",
            "DATABASE_URL": _address(parameters),
            "DJANGO_SETTINGS_MODULE": f"unhidden.config.settings.{process}",
            "UNHIDDEN_DEMONSTRATION": str(self.is_synthetic),
            secret_files.ROOT: secret_files.key_root(self.secrets),
            "UNHIDDEN_SECRETS": str(secret_files.find_secret_file(self.state, process)),
            "UNHIDDEN_STATE": str(self.state.folder),
            "UNHIDDEN_HEADS": self._memory(process),
            "UNHIDDEN_CLEANING": str(self.state.door) if self.accounts else "",
        }


def _address(parameters: Parameters) -> str:
    """Without its password: that is in the process's file of secrets."""
    return connecting.make_address({**parameters, "password": ""})
