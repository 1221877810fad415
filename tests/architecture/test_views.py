"""A view file has a view, and a view leaves refusals to the helper of ui."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import PurePath

from tests.architecture import sources
from tests.security.routes import routes

FILES = {"views", "account_views"}
SITES = ("unhidden.config.urls.public", "unhidden.config.urls.staff")
# Its refusals are Django's own, and bring their sentences with them.
DJANGOS = {"ValidationError"}
TELLS = {"add_error", "error", "warning"}


def view_files() -> Iterator[tuple[str, ast.Module]]:
    """The files of views with their module names, without tests and lists of names."""
    for name, tree in sources.trees():
        path = PurePath(name.removeprefix("src/")).with_suffix("")
        is_view = path.name in FILES or path.parent.name == "views"
        if path.parts[0] == "unhidden" and is_view and path.name != "__init__":
            yield ".".join(path.parts), tree


def test_every_file_among_the_views_has_a_view() -> None:
    shown = {route.module for site in SITES for route in routes(site)}
    files = {name for name, _tree in view_files()}

    assert "unhidden.operations.teams.views" in files
    assert files - shown == set()


def test_no_view_turns_a_refusal_into_a_sentence_by_itself() -> None:
    found = [
        f"{name}:{handler.lineno}"
        for name, tree in view_files()
        for handler in ast.walk(tree)
        if isinstance(handler, ast.ExceptHandler) and tells(handler)
    ]

    assert found == []


def tells(handler: ast.ExceptHandler) -> bool:
    """Whether it adds an error to a form, or leaves one for the next page."""
    if isinstance(handler.type, ast.Name) and handler.type.id in DJANGOS:
        return False
    return any(
        isinstance(node, ast.Attribute) and node.attr in TELLS
        for part in handler.body
        for node in ast.walk(part)
    )
