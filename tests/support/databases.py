"""The databases of one test process: an empty one, and one in which everybody is."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.db import connections

from tests.cast import make_cast, make_rings
from tests.support.postgres import Server
from unhidden.config.environment import read_database as settings_of
from unhidden.hosting.postgres import connecting

_ADDRESS = ("NAME", "USER", "PASSWORD", "HOST", "PORT")


@dataclass
class Databases:
    """Tests that commit have the empty one, which is made anew after each of them.

    The others undo what they did. Making everybody takes longer than most of them:
    whoever asks for ``cast`` finds it made.
    """

    server: Server
    name: str
    _there: str = ""

    @property
    def filled(self) -> str:
        return f"{self.name}_cast"

    def point_to(self, name: str) -> None:
        """Every connection goes to this database; one that is missing is made."""
        if name == self._there:
            return
        is_new = name == self.filled and not self.server.has(name)
        if is_new:
            self.server.remake(name)
        self._connect(name)
        if is_new:
            make_rings(make_cast())

    def remake(self) -> None:
        """Give the empty one the template's contents again."""
        connections.close_all()
        self.server.remake(self.name)

    def drop(self) -> None:
        connections.close_all()
        for name in (self.name, self.filled):
            self.server.drop(name)

    def _connect(self, name: str) -> None:
        connections.close_all()
        found = settings_of(connecting.make_address(self.server.parameters(name)))
        for alias in connections.settings:
            for key in _ADDRESS:
                connections.settings[alias][key] = found[key]
        self._there = name


def commits(item: pytest.Item) -> bool:
    """Whether what the test does stays in its database until that is made anew."""
    marker = item.get_closest_marker("django_db")
    names = {"transactional_db", "live_server"} & set(_fixtures(item))
    return bool(names) or bool(marker and marker.kwargs.get("transaction"))


def finds_everybody(item: pytest.Item) -> bool:
    """Whether the test wants the people there before it begins."""
    return "cast" in _fixtures(item) and not commits(item)


def _fixtures(item: pytest.Item) -> list[str]:
    return list(getattr(item, "fixturenames", ()))
