"""A file as it was sent: its kind, its letters, and the rows that stand in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from unhidden.intelligence.exchange.rules.imports.ftm import read_ftm
from unhidden.intelligence.exchange.rules.imports.rows import (
    MOST_PROBLEMS,
    MOST_ROWS,
    ImportFault,
    ImportProblem,
    ReadFile,
    UnreadableFile,
    problems_of,
)
from unhidden.intelligence.exchange.rules.imports.stix import read_stix
from unhidden.intelligence.exchange.rules.imports.tables import read_table

# With what is typed about each row, the page that carries it stays a form.
MOST_BYTES = 1_000_000
#: The kinds of file, by the ending of their name.
KINDS: Mapping[str, str] = {
    "csv": "csv",
    "json": "stix",
    "stix": "stix",
    "ftm": "ftm",
    "ndjson": "ftm",
    "jsonl": "ftm",
}
_READERS: Mapping[str, Callable[[str], ReadFile]] = {
    "csv": read_table,
    "stix": read_stix,
    "ftm": read_ftm,
}


def read_import_file(name: str, content: bytes, *, today: date) -> ReadFile:
    """All that stands in a file, or all that is wrong with it, by line."""
    try:
        found = _read(name, content)
    except UnreadableFile as error:
        return ReadFile(problems=(error.problem,))
    wrong = sorted(
        (*found.problems, *problems_of(found.rows, today)), key=lambda one: one.line
    )
    return replace(found, problems=tuple(wrong[:MOST_PROBLEMS]))


def _read(name: str, content: bytes) -> ReadFile:
    kind = KINDS.get(name.lower().rpartition(".")[2])
    if kind is None:
        raise UnreadableFile(ImportFault.KIND_UNKNOWN)
    if len(content) > MOST_BYTES:
        raise UnreadableFile(ImportFault.TOO_LARGE)
    found = _READERS[kind](_letters(content))
    if len(found.rows) > MOST_ROWS:
        raise UnreadableFile(ImportFault.TOO_MANY, found.rows[MOST_ROWS].line)
    if not found.rows and not found.problems:
        raise UnreadableFile(ImportFault.EMPTY)
    return found


def _letters(content: bytes) -> str:
    """The file as UTF-8 text; raises Unreadable with the line that is none."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UnreadableFile(ImportFault.NOT_TEXT, line) from error
    if "\0" in text:
        raise UnreadableFile(
            ImportFault.NOT_TEXT, text[: text.index("\0")].count("\n") + 1
        )
    return text


__all__ = ["KINDS", "MOST_BYTES", "ImportProblem", "read_import_file"]
