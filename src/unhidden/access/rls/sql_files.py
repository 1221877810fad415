"""What modules declare in SQL: the functions of the database, and the wall's tables.

Each ``sql/*.sql`` of a module is a list of statements, and one begins wherever a line
begins with ``create``, ``alter`` or ``insert``. The order in which files are read
decides nothing: functions are made after those that they name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path

from django.apps import AppConfig, apps

from unhidden.access.rls import fragments
from unhidden.access.rls.walls import Tables

_BEGINS = re.compile(r"^(?=create |alter |insert )", re.MULTILINE)
_FUNCTION = re.compile(r"create or replace function\s+(wall|public)\.(\w+)")
_CALLED = re.compile(r"\bwall\.\w+")
_COMMENT = re.compile(r"--.*")


class DeclaredTwice(Exception):
    """Two modules declare a function, and the higher one does not say that it may."""


class OverridesNothing(Exception):
    """A module's ``wall_overrides`` names what it or a lower one does not declare."""


@dataclass(frozen=True, slots=True)
class DeclaredFunction:
    """The statement that makes a function, and the module that it is from."""

    #: With its schema.
    name: str
    text: str
    module: str


def list_functions(tables: Tables) -> list[DeclaredFunction]:
    """Every function, each once, those that are named by others first.

    Raises DeclaredTwice, OverridesNothing, and CycleError for functions that name each
    other.
    """
    found: dict[str, DeclaredFunction] = {}
    for config in _from_the_lowest():
        may_override = set(getattr(config, "wall_overrides", ()))
        for text in _texts(config, tables):
            named = _FUNCTION.match(text)
            if named is None:
                continue
            each = DeclaredFunction(f"{named[1]}.{named[2]}", text, config.label)
            below = found.get(each.name)
            if below and named[2] not in may_override:
                raise DeclaredTwice(each.name, below.module, each.module)
            if below:
                may_override.remove(named[2])
            found[each.name] = each
        if may_override:
            raise OverridesNothing(config.label, *sorted(may_override))
    return _in_order(found)


def list_preparations(tables: Tables) -> Iterator[str]:
    """The other statements: they make the wall's own tables; again changes nothing."""
    for config in _from_the_lowest():
        for text in _texts(config, tables):
            if _FUNCTION.match(text) is None:
                yield text


def _in_order(found: dict[str, DeclaredFunction]) -> list[DeclaredFunction]:
    named = {
        each.name: set(_CALLED.findall(_COMMENT.sub("", each.text))) & found.keys()
        for each in found.values()
    }
    before = {name: called - {name} for name, called in named.items()}
    return [found[name] for name in TopologicalSorter(before).static_order()]


def _from_the_lowest() -> Iterator[AppConfig]:
    """What a higher module declares may stand in a lower one's place."""
    return reversed(list(apps.get_app_configs()))


def _texts(config: AppConfig, tables: Tables) -> Iterator[str]:
    """A module's statements: from its files, and from what the models declare."""
    for file in sorted(Path(config.path).glob("**/sql/*.sql")):
        yield from statements(fragments.fill_fragments(file.read_text(), tables))
    write = getattr(config, "wall_functions", None)
    if write is not None:
        yield from write(tables)


def statements(text: str) -> Iterator[str]:
    """The statements of a file; what stands before the first is its comment."""
    yield from _BEGINS.split(text)[1:]
