"""docs/map.md: the addresses of both sites, and each file in a line.

``python -m tests.docs.page_map`` writes it anew; a test compares it.
"""

from __future__ import annotations

import ast
import inspect
import os
import sys
import textwrap
from collections.abc import Callable, Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any, NamedTuple

import django
from django.urls import URLPattern, URLResolver, get_resolver

from unhidden.hosting.paths import REPOSITORY

FILE = REPOSITORY / "docs" / "map.md"
SITES = {
    "The public site": "unhidden.config.urls.public",
    "The staff site": "unhidden.config.urls.staff",
}
#: Where a view may leave the choice of its template to.
SHOWS = (".views", ".presenters", "unhidden.ui.")

_HEAD = """# Map: from a page to its files, and what each file holds

Every address of both sites, the function that answers it and the templates that it may
show, by module. An address that shows no page of its own (it sends on, or gives a file)
has no template. Welsh pages of the public site have the same addresses under `/cy/`.

At the end stands each file of the program with the first line of its docstring.

Written from the program itself; do not edit it:
`.venv/bin/python -m tests.docs.page_map` writes it.
"""


class Route(NamedTuple):
    """An address, what it is called, and what answers it."""

    address: str
    name: str
    view: Callable[..., Any]

    @property
    def function(self) -> Callable[..., Any]:
        """The view as it is written, without its decorators; a class, if it is one."""
        view_class: Callable[..., Any] | None = getattr(self.view, "view_class", None)
        return view_class or inspect.unwrap(self.view)

    @property
    def holder(self) -> ModuleType:
        """Our module that defines the view, or that makes it of a library's."""
        module = sys.modules[self.function.__module__]
        if module.__name__.startswith("unhidden."):
            return module
        return next(
            ours
            for name, ours in sorted(sys.modules.items())
            if name.startswith("unhidden.")
            if any(value is self.view for value in vars(ours).values())
        )

    @property
    def file(self) -> str:
        """Where the view is, from the top of the repository."""
        path = Path(str(self.holder.__file__))
        return path.relative_to(REPOSITORY).as_posix()

    @property
    def room(self) -> str:
        """The module of the house that the view belongs to."""
        return self.holder.__name__.split(".")[1]

    @property
    def view_name(self) -> str:
        """What the view is called in its file."""
        return next(
            (
                name
                for name, value in vars(self.holder).items()
                if value is self.view or value is self.function
            ),
            self.function.__name__,
        )

    @property
    def templates(self) -> list[str]:
        """The templates that the view may show, as its code names them."""
        options = getattr(self.view, "view_initkwargs", {})
        named = options.get("template_name") or getattr(
            self.function, "template_name", None
        )
        if named:
            return [named] if _is_ours(named) else []
        if isinstance(self.function, FunctionType):
            return sorted(set(_templates(self.function, set())))
        return []


def routes(addresses: str) -> list[Route]:
    """Every route of a site, in the order of modules and addresses."""
    found = _below(get_resolver(addresses).url_patterns, "/", "")
    return sorted(found, key=attrgetter("room", "address", "name"))


def _below(
    patterns: list[URLPattern | URLResolver], before: str, space: str
) -> Iterator[Route]:
    for pattern in patterns:
        address = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            inner = pattern.namespace or space
            yield from _below(pattern.url_patterns, address, inner)
        else:
            name = f"{space}:{pattern.name}" if space else str(pattern.name)
            yield Route(address, name, pattern.callback)


def _templates(function: FunctionType, seen: set[FunctionType]) -> Iterator[str]:
    """Templates named in a function, or in one that it leaves the showing to."""
    if function in seen:
        return
    seen.add(function)
    own = function.__code__.co_varnames
    names = {key: it for key, it in function.__globals__.items() if key not in own}
    source = inspect.getsource(function)
    if not source.lstrip().startswith(("def ", "@")):
        return  # a function of one expression, inside another statement
    tree = ast.parse(textwrap.dedent(source))
    for node in ast.walk(tree):
        text = _text(node)
        if text.endswith(".html"):
            yield text
        found = _named(node, names)
        for named in found.values() if isinstance(found, dict) else (found,):
            if isinstance(named, str) and named.endswith(".html"):
                yield named
            elif isinstance(named, FunctionType) and _may_show(named):
                yield from _templates(named, seen)


def _is_ours(template: str) -> bool:
    """Whether it is in the repository; a library names some that nobody sees."""
    return any((REPOSITORY / "src/unhidden").glob(f"*/templates/{template}"))


def _text(node: ast.AST) -> str:
    """A string; of one that is put together, its parts with ``<part>`` between."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return "" if node.value.startswith(".") else node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else "<part>"
            for part in node.values
        )
    return ""


def _named(node: ast.AST, names: dict[str, Any]) -> object:
    """What a name stands for, or a name of a module; None for anything else."""
    if isinstance(node, ast.Name):
        found = names.get(node.id)
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        module = names.get(node.value.id)
        found = getattr(module, node.attr, None) if inspect.ismodule(module) else None
    else:
        return None
    return inspect.unwrap(found) if callable(found) else found


def _may_show(function: FunctionType) -> bool:
    return any(part in function.__module__ for part in SHOWS)


def text() -> str:
    """The whole document."""
    return "\n".join([_HEAD, *_chapters(), *_files()])


def _files() -> Iterator[str]:
    """Every file of the program by module, in one line each."""
    yield "## What each file holds\n"
    for room, files in groupby(_program_files(), key=lambda file: file.parts[2]):
        yield f"### `src/unhidden/{room}`\n"
        for file in files:
            tree = ast.parse((REPOSITORY / file).read_text())
            first = (ast.get_docstring(tree) or "").split("\n")[0].replace("``", "")
            if first:
                yield f"- **{'/'.join(file.parts[3:])}** {first}"
        yield ""


def _program_files() -> list[Path]:
    found = (REPOSITORY / "src/unhidden").glob("*/**/*.py")
    files = (file.relative_to(REPOSITORY) for file in found)
    return sorted(
        file for file in files if not {"tests", "migrations"} & set(file.parts)
    )


def _chapters() -> Iterator[str]:
    for site, addresses in SITES.items():
        yield f"## {site}\n"
        for room, found in groupby(routes(addresses), key=attrgetter("room")):
            yield f"### {room}\n"
            yield "| address | route | view | templates |"
            yield "|---|---|---|---|"
            yield from (_row(route) for route in found)
            yield ""


def _row(route: Route) -> str:
    templates = ", ".join(f"`{name}`" for name in route.templates)
    return (
        f"| `{route.address}` | `{route.name}` | `{route.view_name}` in"
        f" `{route.file}` | {templates} |"
    )


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "unhidden.config.settings.test"
    django.setup()
    FILE.write_text(text())
