"""Who imports what, and which names: resolved from the syntax trees alone."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import networkx

from benchmarks.house.sources import Source

#: The folders of intelligence from the top down, above the ground that all stand on.
SUBJECTS = (
    "exchange",
    "networks",
    "search",
    "reports",
    "retention",
    "risk",
    "subjects",
)
ABOVE_SUBJECTS = ("urls", "tasks", "apps", "actions", "queries")
LAYERS = [
    ("urls", "apps"),
    ("views", "tasks"),
    ("forms",),
    ("actions",),
    ("queries",),
    ("policies",),
    ("models",),
    ("rules",),
]
DOORS = ("actions", "queries")

_DOTTED = re.compile(r"unhidden(?:\.\w+)+")


class Imports:
    """What each file imports, and which names of others it uses."""

    def __init__(self, files: Sequence[Source]) -> None:
        self.files = files
        self.of_module = {file.module: file for file in files}
        self.aliases = {file.module: dict(_aliases(file)) for file in files}

    @cached_property
    def used(self) -> Mapping[str, frozenset[str]]:
        """For each module the dotted names that it mentions, as it writes them."""
        return {
            file.module: frozenset(_mentioned(file, self.aliases[file.module]))
            for file in self.files
        }

    @cached_property
    def graph(self) -> networkx.DiGraph[str]:
        """An arrow from each module to each module that it imports."""
        graph: networkx.DiGraph[str] = networkx.DiGraph()
        graph.add_nodes_from(self.of_module)
        for file in self.files:
            for dotted in _imported(file):
                target = self._module_in(dotted)
                if target and target != file.module:
                    graph.add_edge(file.module, target)
        return graph

    def _module_in(self, dotted: str) -> str | None:
        """The module that a dotted name is, or that defines it."""
        if dotted in self.of_module:
            return dotted
        holder = dotted.rpartition(".")[0]
        return holder if holder in self.of_module else None

    def defined(self, dotted: str) -> str:
        """Where a name is defined that a re-export passes on."""
        holder, _, name = dotted.rpartition(".")
        further = self.aliases.get(holder, {}).get(name)
        return self.defined(further) if further and further != dotted else dotted

    @property
    def cycles(self) -> list[set[str]]:
        """Each group of modules that import each other in a circle."""
        groups = networkx.strongly_connected_components(self.graph)
        return [group for group in groups if len(group) > 1]

    @property
    def doors(self) -> Iterator[Source]:
        """Each front door of a room that only passes on what other files define."""
        for file in self.files:
            parts = file.module.split(".")
            is_front = len(parts) == 3 and parts[2] in DOORS
            if is_front and _only_passes_on(file.tree):
                yield file

    @property
    def names_unused(self) -> list[str]:
        """Each name that a front door lists and no other room uses."""
        return [
            name
            for door in self.doors
            for name in sorted(f"{door.module}.{one}" for one in _listed(door.tree))
            if not any(
                name in self.used[file.module]
                for file in self.files
                if file.room != door.room
            )
        ]

    @property
    def upward_in_intelligence(self) -> list[tuple[str, str]]:
        """Imports inside intelligence from a lower folder to a higher one."""
        heights = self._heights()
        return sorted(
            (lower, higher)
            for lower, higher in self.graph.edges
            if lower in heights and higher in heights
            if heights[lower] < heights[higher]
        )

    def _heights(self) -> dict[str, int]:
        """How high each module of intelligence stands, by subject.

        While it is not cut by subject, by layer. What is in no folder of the order is
        the ground that the others stand on.
        """
        parts = {
            file.module: file.module.split(".")[2]
            for file in self.files
            if file.module.startswith("unhidden.intelligence.")
        }
        is_cut = set(SUBJECTS) & set(parts.values())
        floors = [ABOVE_SUBJECTS, *((name,) for name in SUBJECTS)] if is_cut else LAYERS
        heights = {name: -depth for depth, floor in enumerate(floors) for name in floor}
        return {
            module: heights.get(part, -len(floors)) for module, part in parts.items()
        }


def _imported(file: Source) -> Iterator[str]:
    for node in ast.walk(file.tree):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{_origin(node, file)}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def _origin(node: ast.ImportFrom, file: Source) -> str:
    """The module that names are imported from; one dot is the file's own folder."""
    if node.level == 0:
        return node.module or ""
    return f"{file.module.rpartition('.')[0]}.{node.module}"


def _aliases(file: Source) -> Iterator[tuple[str, str]]:
    """What a file calls the things that it imports, with their dotted names."""
    for node in ast.walk(file.tree):
        if isinstance(node, ast.ImportFrom):
            for name in node.names:
                yield name.asname or name.name, f"{_origin(node, file)}.{name.name}"
        elif isinstance(node, ast.Import):
            for name in node.names:
                local = name.asname or name.name.split(".")[0]
                yield local, name.name if name.asname else local


def _mentioned(file: Source, aliases: Mapping[str, str]) -> Iterator[str]:
    yield from _imported(file)
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Attribute):
            chain = _chain(node)
            if chain and chain[0] in aliases:
                yield ".".join((aliases[chain[0]], *chain[1:]))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from _DOTTED.findall(node.value)


def _chain(node: ast.expr) -> list[str]:
    """The parts of ``one.two.three``; nothing if it begins with a call or the like."""
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Attribute):
        begun = _chain(node.value)
        return [*begun, node.attr] if begun else []
    return []


def _only_passes_on(tree: ast.Module) -> bool:
    """Whether a file holds imports and at most a docstring and ``__all__`` besides."""
    rest = [node for node in tree.body if not isinstance(node, ast.ImportFrom)]
    return len(rest) < len(tree.body) and all(
        isinstance(node, ast.Expr | ast.Assign) for node in rest
    )


def _listed(tree: ast.Module) -> set[str]:
    return {
        name.asname or name.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module != "__future__"
        for name in node.names
    }
