"""What ships: the Python files under ``src/unhidden``, without tests and migrations."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import PurePosixPath

from unhidden.hosting.paths import REPOSITORY

SHIPPED = REPOSITORY / "src"
LEFT_OUT = {"tests", "migrations"}


class Source:
    """One Python file: its module, its text and its syntax tree."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text

    @property
    def module(self) -> str:
        """The dotted name, ``unhidden.access.context``; a package's is its folder's."""
        dotted = self.path.removesuffix(".py").removesuffix("/__init__")
        return dotted.removeprefix("src/").replace("/", ".")

    @property
    def room(self) -> str:
        """The room that the file lies in."""
        return room_of(self.path)

    @property
    def lines(self) -> int:
        """How many lines the file has."""
        return len(self.text.splitlines())

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree."""
        return ast.parse(self.text, filename=self.path)

    @property
    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Every function and method of the file."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node


def room_of(path: str) -> str:
    """The folder directly under ``src/unhidden``; elsewhere the topmost folder."""
    parts = PurePosixPath(path.removeprefix("src/unhidden/")).parts
    return parts[0].removesuffix(".py") if parts else ""


def of_texts(texts: Mapping[str, str]) -> list[Source]:
    """The files among these, text by path, that are neither tests nor migrations."""
    return [
        Source(path, text)
        for path, text in sorted(texts.items())
        if path.endswith(".py") and not LEFT_OUT & set(path.split("/"))
    ]


def shipped() -> list[Source]:
    """Every Python file that ships, in the order of their paths."""
    files = (SHIPPED / "unhidden").rglob("*.py")
    return of_texts(
        {file.relative_to(REPOSITORY).as_posix(): file.read_text() for file in files}
    )


def template_texts() -> Iterator[str]:
    """The text of every template that ships."""
    for file in (SHIPPED / "unhidden").rglob("templates/**/*.html"):
        yield file.read_text()


def function_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """How many lines a function takes, from its ``def`` to its end."""
    return (node.end_lineno or node.lineno) - node.lineno + 1
