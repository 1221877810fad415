"""The project's own files, as git would take them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from unhidden.hosting.paths import REPOSITORY

FOLDERS = ("src", "benchmarks", "tests", "docs", "requirements", ".ci")
TEXT = {".py", ".html", ".js", ".css", ".md", ".toml", ".yaml", ".in", ".txt", ".json"}
LOOSE = ("conftest.py", "Makefile", "pyproject.toml", "package.json", "README.md")


def files(*suffixes: str) -> Iterator[Path]:
    """Every text file of the project with one of these suffixes, or any."""
    wanted = set(suffixes) or TEXT
    for folder in FOLDERS:
        for file in sorted((REPOSITORY / folder).rglob("*")):
            if file.suffix in wanted and file.is_file():
                yield file
    for name in LOOSE:
        file = REPOSITORY / name
        if file.exists() and (file.suffix in wanted or not suffixes):
            yield file


def named(file: Path) -> str:
    """The file's place in the repository."""
    return str(file.relative_to(REPOSITORY))


def trees() -> Iterator[tuple[str, ast.Module]]:
    """Every Python file with its syntax tree."""
    for file in files(".py"):
        yield named(file), ast.parse(file.read_text(), filename=str(file))
