"""Whether what a document names is there: paths, links, commands, settings."""

from __future__ import annotations

import io
import re
import shlex
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from tests.architecture.contracts import CONTRACTS
from unhidden.hosting.cli import _parser as parser
from unhidden.hosting.paths import REPOSITORY

FOLDERS = ("src", "benchmarks", "tests", "docs", "requirements", ".ci")
PROGRAMS = Path(sys.executable).parent
#: A pattern for names, and a program of PostgreSQL's.
NOT_OURS = {"pg_basebackup", "verb_noun", "worker_connections"}
ELSEWHERE = {
    *("git", "cd", "apt-get", "systemctl"),
    *("nginx", "ln", "rm", "echo", "curl", "mkdir", "printf", "sed"),
    *("openssl", "runuser"),
}

_FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`]+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_CONTRACT = re.compile(r"\bcontract `([^`]+)`")
_TARGET = re.compile(r"^([a-z-]+):", re.MULTILINE)
_ENDS_LIKE_A_FILE = re.compile(r"\.(py|md|toml|json|yaml|txt|in|po|html|js|css|png)$")
_PATH = re.compile(r"[\w.*<>/-]+")
_MODULE = re.compile(r"(?:config|unhidden)(?:\.\w+)+")
_SETTING = re.compile(r"[A-Z]+(?:_[A-Z]+)+")
_NAME = re.compile(r"[a-z]+(?:_[a-z]+)+")
_CLASS = re.compile(r"(?:[A-Z][a-z]+){2,}")
_CITED = re.compile(r"[\w/-]+\.md\b")
_SOURCES = ("*.py", "*.sql", "*.js", "*.css", "*.html", "*.json", "*.csv", "*.toml")
_ASSIGNMENT = re.compile(r"\w+=\S*")


def documents() -> list[Path]:
    """Every document of the repository."""
    inside = (REPOSITORY / "docs").rglob("*.md")
    return [*sorted(REPOSITORY.glob("*.md")), *sorted(inside)]


def problems(document: Path) -> list[str]:
    """What the document names and is not there, a sentence each."""
    text = document.read_text(encoding="utf-8")
    fences = _FENCE.findall(text)
    prose = _FENCE.sub("", text)
    found = [*_of_links(document, prose), *_of_contracts(prose)]
    for span in _SPAN.findall(prose):
        found += _of_span(" ".join(span.split()))
    for _, kind, block in fences:
        if kind == "sh":
            found += (problem for line in block.splitlines() for problem in _run(line))
    return found


def cites_nothing() -> list[str]:
    """Each document that our code cites and that is not there, with where."""
    there = {path.relative_to(REPOSITORY).as_posix() for path in documents()}
    names = there | {path.rpartition("/")[2] for path in there}
    return [
        f"{where}: no {cited}"
        for where, text in _texts().items()
        for cited in _CITED.findall(text)
        if cited not in names
    ]


@cache
def _texts() -> dict[str, str]:
    """Our own text files by where they are; not the checks of these documents."""
    return {
        path.relative_to(REPOSITORY).as_posix(): path.read_text(encoding="utf-8")
        for folder in ("src", "benchmarks", "tests")
        for kind in _SOURCES
        for path in (REPOSITORY / folder).rglob(kind)
        if path.parent != Path(__file__).parent
    }


@cache
def _words() -> frozenset[str]:
    """Every name in the code."""
    text = " ".join(_texts().values())
    return frozenset(_NAME.findall(text)) | frozenset(_CLASS.findall(text))


def _of_links(document: Path, prose: str) -> Iterator[str]:
    for link in _LINK.findall(prose):
        if link.startswith(("https://", "http://", "mailto:")):
            continue
        path, _, heading = unquote(link).partition("#")
        target = (document.parent / path) if path else document
        if not target.exists():
            yield f"the link {link} leads nowhere"
        elif heading and heading not in _headings(target):
            yield f"the link {link} leads to no heading"


def _headings(document: Path) -> set[str]:
    """The anchors that headings get on a code host."""
    titles = _HEADING.findall(_FENCE.sub("", document.read_text(encoding="utf-8")))
    plain = (re.sub(r"[^\w\s-]", "", title.lower()) for title in titles)
    return {title.strip().replace(" ", "-") for title in plain}


def _of_contracts(prose: str) -> Iterator[str]:
    for name in _CONTRACT.findall(prose):
        if name not in CONTRACTS:
            yield f"there is no contract {name}"


def _of_span(span: str) -> Iterator[str]:
    """What is wrong with one piece of code in a sentence; most say nothing."""
    if span.startswith(("make ", "unhidden ", ".venv/bin/")):
        yield from _run(span)
    elif _MODULE.fullmatch(span) and not _is_module(span):
        yield f"there is no module {span}"
    elif _SETTING.fullmatch(span) and span not in _sources():
        yield f"nothing reads {span}"
    elif _is_name(span) and span not in _words() | NOT_OURS:
        yield f"nothing is called {span}"
    elif _is_no_path(span):
        yield f"there is no {span}"


def _is_name(span: str) -> bool:
    return bool(_NAME.fullmatch(span) or _CLASS.fullmatch(span))


def _is_no_path(span: str) -> bool:
    is_other = _MODULE.fullmatch(span) or _SETTING.fullmatch(span)
    return not is_other and _names_a_path(span) and not _is_there(span)


def _run(line: str) -> Iterator[str]:
    """What keeps one command line from running."""
    words = shlex.split(line, comments=True)
    while words and _ASSIGNMENT.fullmatch(words[0]):
        del words[0]
    if not words or words[0] in ELSEWHERE:
        return
    program, arguments = words[0].removeprefix(".venv/bin/"), words[1:]
    if program == "make":
        targets = {word for word in arguments if not _ASSIGNMENT.fullmatch(word)}
        yield from (f"there is no make {name}" for name in targets - _targets())
    elif program == words[0] != "unhidden" or not (PROGRAMS / program).exists():
        yield f"there is no program {words[0]}"
    elif program == "unhidden" and arguments and not _parses(arguments):
        yield f"unhidden does not understand: {' '.join(arguments)}"


def _parses(arguments: list[str]) -> bool:
    with redirect_stderr(io.StringIO()), redirect_stdout(io.StringIO()):
        try:
            parser().parse_args(arguments)
        except SystemExit as ended:
            return ended.code == 0
    return True


@cache
def _targets() -> frozenset[str]:
    return frozenset(_TARGET.findall((REPOSITORY / "Makefile").read_text()))


def _names_a_path(span: str) -> bool:
    """``src/unhidden/``, ``rules.py``; not ``/cy/``, an address of a site."""
    if span.startswith("/") or not _PATH.fullmatch(span):
        return False
    return "/" in span or bool(_ENDS_LIKE_A_FILE.search(span))


def _is_there(path: str) -> bool:
    """Whether the repository has it, or git is told to leave it to us to make.

    A path may leave out where it begins (``templates/``), and say ``*`` or
    ``<module>`` for a part of it.
    """
    bare = path.rstrip("/")
    if f"/{bare.split('/')[0]}/" in (REPOSITORY / ".gitignore").read_text().split():
        return True
    parts = re.split(r"<\w+>|\*", bare)
    pattern = r"[^/\n]+".join(re.escape(part) for part in parts)
    return bool(re.search(rf"(?:^|/){pattern}$", _listing(), re.MULTILINE))


@cache
def _listing() -> str:
    """Every file and folder of the project, a line each."""
    found = [path for name in FOLDERS for path in (REPOSITORY / name).rglob("*")]
    found += REPOSITORY.iterdir()
    return "\n".join(path.relative_to(REPOSITORY).as_posix() for path in found)


def _is_module(name: str) -> bool:
    top = REPOSITORY / ("src" if name.startswith("unhidden.") else "")
    path = top.joinpath(*name.split("."))
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


@cache
def _sources() -> str:
    """Everything that may read a setting from the environment."""
    ours = REPOSITORY / "src/unhidden"
    files = [
        path for name in ("config", "hosting") for path in (ours / name).rglob("*.py")
    ]
    files += [*REPOSITORY.glob("tests/*.py"), *REPOSITORY.glob("benchmarks/**/*.py")]
    files += [REPOSITORY / "Makefile", REPOSITORY / ".ci" / "run"]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)
