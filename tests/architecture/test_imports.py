"""What the import contracts and ruff leave unsaid about imports."""

from __future__ import annotations

import ast

from tests.architecture import sources
from tests.architecture.contracts import CONTRACTS, LAYERS
from unhidden.hosting.paths import REPOSITORY

ALLOWED_STARS = "src/unhidden/config/settings/"


def test_only_settings_import_everything() -> None:
    stars = [
        f"{name}:{node.lineno}"
        for name, tree in sources.trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.names[0].name == "*"
        if not name.startswith(ALLOWED_STARS)
    ]

    assert stars == []


def test_nothing_imports_a_module_of_tests() -> None:
    """What two of them need lies in a helper beside them, in made or in support."""
    shared = [
        f"{name}: {imported_names(node)}"
        for name, tree in sources.trees()
        for node in ast.walk(tree)
        if any(
            part.startswith("test_")
            for imported in imported_names(node)
            for part in imported.split(".")
        )
    ]

    assert shared == []


def imported_names(node: ast.AST) -> list[str]:
    """What an import names, a package's members with the package before them."""
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{alias.name}" for alias in node.names]
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return []


def test_helpers_of_tests_lie_in_made_or_support() -> None:
    """Beside what spans modules stand the cast and what pytest itself looks for."""
    there = {file.name for file in (REPOSITORY / "tests").glob("*.py")}
    loose = {name for name in there if not name.startswith("test_")}

    assert loose == {"__init__.py", "cast.py", "conftest.py"}


def test_every_module_of_the_floors_is_there() -> None:
    modules = [
        name.strip().removeprefix("unhidden.")
        for layer in LAYERS[1:]
        for name in layer.split("|")
    ]

    missing = [
        name
        for name in modules
        if not (REPOSITORY / "src" / "unhidden" / name / "__init__.py").exists()
    ]

    assert missing == []


def test_there_is_no_module_without_a_floor() -> None:
    there = {
        file.parent.name for file in (REPOSITORY / "src/unhidden").glob("*/__init__.py")
    }

    assert there == {
        name.strip().removeprefix("unhidden.")
        for layer in LAYERS[1:]
        for name in layer.split("|")
    }


def test_no_contract_has_an_exception() -> None:
    excepted = [
        contract["id"]
        for contract in CONTRACTS.values()
        if "ignore_imports" in contract
    ]

    assert excepted == []


def test_tests_are_no_part_of_their_module() -> None:
    # They may use whatever they test with; the contracts hold what is shipped.
    packages = (REPOSITORY / "src").rglob("tests/__init__.py")

    assert [sources.named(file) for file in packages] == []


def test_no_module_is_a_drawer() -> None:
    drawers = {"utils", "helpers", "common", "core", "managers", "services"}

    found = [name for name, _ in sources.trees() if drawers & set(name[:-3].split("/"))]

    assert found == []
