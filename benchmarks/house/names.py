"""What things are called: every function, method and class that ships."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.house.imports import Imports
from benchmarks.house.sources import Source, template_texts

#: Methods that Django, allauth and Python's libraries call by these names.
FRAMEWORK = frozenset(
    Path(__file__).with_name("framework_names.txt").read_text().split()
)
FRAMEWORK_CLASSES = {"Meta", "Media", "Command", "Migration"}

_WORD = re.compile(r"[A-Z\d]+(?![a-z])|[A-Z]?[a-z\d]+")
_AFTER_A_DOT = re.compile(r"\.([a-z_]+)")


_Defining = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
_DEFINES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


class Definition(NamedTuple):
    """A function, method or class; ``holder`` is its module or its class."""

    room: str
    holder: str
    name: str
    is_class: bool
    is_at_top: bool

    @property
    def dotted(self) -> str:
        """The full name of what stands at the top of a file."""
        return f"{self.holder}.{self.name}"

    @property
    def is_one_word(self) -> bool:
        """Whether the name, split at ``_`` and at capitals, has a single word.

        A table's has none: it is read with its room's, as ``visits.Visit``.
        """
        return len(_WORD.findall(self.name)) == 1 and not self.is_of_tables

    @property
    def is_of_tables(self) -> bool:
        """Whether it is a class of a room's tables."""
        return self.is_class and ".models." in f"{self.holder}."


def definitions(files: Sequence[Source]) -> list[Definition]:
    """Every definition in these files whose name is ours to choose."""
    return [
        found
        for file in files
        for found in _below(file.tree, file.room, file.module, is_at_top=True)
        if not found.name.startswith("__")
    ]


def _below(
    node: ast.AST, room: str, holder: str, *, is_at_top: bool
) -> Iterator[Definition]:
    """The definitions below a node, but for those that a framework names."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, _DEFINES):
            yield from _below(child, room, holder, is_at_top=is_at_top)
            continue
        if not _is_named_by_framework(child, node):
            is_class = isinstance(child, ast.ClassDef)
            yield Definition(room, holder, child.name, is_class, is_at_top)
        within = f"{holder}.{child.name}"
        yield from _below(child, room, within, is_at_top=False)


def _is_named_by_framework(node: _Defining, parent: ast.AST) -> bool:
    """Whether a class has a name that is looked for, or overrides such a method."""
    if isinstance(node, ast.ClassDef):
        return node.name in FRAMEWORK_CLASSES
    overrides = isinstance(parent, ast.ClassDef) and bool(parent.bases)
    return overrides and node.name in FRAMEWORK


def used_elsewhere(imports: Imports, found: list[Definition]) -> list[Definition]:
    """Those definitions that a file other than their own uses.

    What stands at the top of a file is followed through imports, and through front
    doors to where it is used. A method is used elsewhere if another file, or a
    template, reads an attribute of that name: whose it is, the source does not say.
    """
    doors = {door.module for door in imports.doors}
    users: dict[str, set[str]] = {}
    readers: dict[str, set[str]] = {}
    for file in imports.files:
        if file.module in doors:
            continue
        for dotted in imports.used[file.module]:
            users.setdefault(imports.defined(dotted), set()).add(file.module)
        for name in _attributes(file.tree):
            readers.setdefault(name, set()).add(file.module)
    for text in template_texts():
        for name in _AFTER_A_DOT.findall(text):
            readers.setdefault(name, set()).add("a template")
    modules = imports.of_module
    return [
        one
        for one in found
        if (
            users.get(one.dotted, set()) - {one.holder}
            if one.is_at_top
            else readers.get(one.name, set()) - {_module_of(one.holder, modules)}
        )
    ]


def _module_of(holder: str, modules: dict[str, Source]) -> str:
    while holder not in modules:
        holder = holder.rpartition(".")[0]
    return holder


def _attributes(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.attr


def classes_defined_twice(found: list[Definition]) -> list[Definition]:
    """Each class whose name another class has too."""
    classes = [one for one in found if one.is_class]
    counted = Counter(one.name for one in classes)
    return [one for one in classes if counted[one.name] > 1]
