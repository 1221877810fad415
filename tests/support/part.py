"""``python -m tests.support.part``: checks and tests of a module, or of what changed.

``make test MODULE=visits`` is the module's own. ``make test AFFECTED=1`` is that of
every module in which something differs from the main branch, and besides the tests of
what imports what was changed. The whole stays ``make test``: what is written in SQL, in
templates and in addresses is used without an import.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import grimp

from unhidden.hosting.paths import REPOSITORY

PACKAGES = ("unhidden", "tests", "benchmarks")
MODULES = Path("src/unhidden")
#: Every test leans on them, and none imports them.
OF_ALL = {"conftest.py", "pyproject.toml", "package-lock.json", "Makefile"}
#: What stands below everything is attacked by walks over everything.
ELSEWHERE = {
    "access": "Its policies are walked in tests/security/rls, by make test.",
    "vault": "Its keys are attacked in tests/security and tests/browser, by make test.",
}


@dataclass(frozen=True, slots=True)
class Part:
    """Files and folders to check, and those to test; with neither it is the whole."""

    code: tuple[str, ...]
    tests: tuple[str, ...]


def of_module(name: str) -> Part:
    """The module's own; raises ValueError for one that is not there."""
    folder = MODULES / name
    if not (REPOSITORY / folder / "__init__.py").exists():
        raise ValueError(f"There is no module {name}; there are {_modules()}.")
    return Part((str(folder),), (str(folder),))


def of_changes(changed: list[Path]) -> Part:
    """The modules of these files, and the tests that import one, at first hand or not.

    A file that every test leans on stands for the whole, and so does a helper that a
    conftest imports.
    """
    if any(map(_is_of_all, changed)):
        return Part((), ())
    modules = {
        Path(*file.parts[:3]) for file in changed if file.is_relative_to(MODULES)
    }
    kept = [each for each in modules if (REPOSITORY / each).is_dir()]
    beside = [
        file for file in changed if file.suffix == ".py" and not _of(modules, file)
    ]
    code = [*kept, *(file for file in beside if (REPOSITORY / file).exists())]
    importing = [file for file in affected(changed) if not _of(modules, file)]
    if any(file.suffix == ".md" for file in changed):
        importing.append(Path("tests/docs"))
    return Part(_sorted(code), _sorted([*kept, *importing]))


def affected(changed: list[Path]) -> Iterator[Path]:
    """The files of tests that import one of these Python files, or are one."""
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    reached: set[str] = set()
    for name in map(_dotted, changed):
        reached |= {name}
        if name in graph.modules:
            reached |= graph.find_downstream_modules(name)
    for file in _tests():
        if file in changed or not reached.isdisjoint(_imports(file)):
            yield file


def changed_files() -> list[Path]:
    """What differs from where this branch left the main one, committed or not."""
    base = _git("merge-base", "HEAD", "origin/main") or ["HEAD"]
    named = _git("diff", "--name-only", base[0])
    named += _git("ls-files", "--others", "--exclude-standard")
    return [Path(name) for name in named]


def _git(*words: str) -> list[str]:
    command = ["git", "-c", "core.quotePath=off", *words]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True)
    return done.stdout.splitlines()


def _tests() -> list[Path]:
    found = [*REPOSITORY.glob("src/unhidden/**/test_*.py")]
    found += REPOSITORY.glob("tests/**/test_*.py")
    return [file.relative_to(REPOSITORY) for file in sorted(found)]


def _imports(file: Path) -> Iterator[str]:
    """Every name that may be a module in this file's imports."""
    for node in ast.walk(ast.parse((REPOSITORY / file).read_text())):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)


def _dotted(file: Path) -> str:
    """What the file is called in an import; nothing where it is no Python."""
    if file.suffix != ".py":
        return ""
    inside = file.relative_to("src") if file.parts[0] == "src" else file
    return ".".join(inside.with_suffix("").parts).removesuffix(".__init__")


def _is_of_all(file: Path) -> bool:
    if file.name in OF_ALL or file.parts[0] == "requirements":
        return True
    conftests = (Path("conftest.py"), Path("tests/conftest.py"))
    is_helper = file.is_relative_to("tests")
    return is_helper and any(_dotted(file) in _imports(each) for each in conftests)


def _of(modules: set[Path], file: Path) -> bool:
    return any(file.is_relative_to(module) for module in modules)


def _sorted(files: list[Path]) -> tuple[str, ...]:
    return tuple(sorted(map(str, files)))


def _modules() -> str:
    found = (REPOSITORY / MODULES).glob("*/__init__.py")
    return ", ".join(sorted(file.parent.name for file in found))


def main(names: list[str]) -> int:
    """Say what is run, and have make run it beside each other; its exit code."""
    changed = [] if names else changed_files()
    if not names and not changed:
        print("Nothing was changed.")
        return 0
    try:
        part = of_module(names[0]) if names else of_changes(changed)
    except ValueError as unknown:
        print(unknown)
        return 2
    print("── of", *part.tests or ["everything: what was changed belongs to all of it"])
    print(*(ELSEWHERE[name] for name in names if name in ELSEWHERE), sep="\n")
    goals = ["check", *(["pytest"] if part.tests or not part.code else [])]
    chosen = [f"CODE={' '.join(part.code)}", f"TESTS={' '.join(part.tests)}"]
    make = ["make", "--jobs=2", "--output-sync=target", *goals, *chosen]
    return subprocess.run(make, cwd=REPOSITORY).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
