"""CSV of 5x5x5 or 3x5x2 reports: one line, one report of one item."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date

from unhidden.intelligence.exchange.rules.imports.rows import (
    MOST_ROWS,
    ImportFault,
    ImportProblem,
    ReadFile,
    ReadRow,
    UnreadableFile,
)
from unhidden.intelligence.subjects.rules.mentions import MOST_MENTIONS, NewMention

NEEDED = ("reference", "grade", "text")
OTHERS = (
    "conditions",
    "marking",
    "event_on",
    "provenance",
    "people",
    "vehicles",
    "phones",
    "premises",
)
COLUMNS = (*NEEDED, *OTHERS)
#: An empty file to fill in. The mark at its start lets a spreadsheet see its encoding.
TEMPLATE = "\ufeff" + ",".join(COLUMNS) + "\r\n"

_KINDS = {"vehicles": "vehicle", "phones": "phone", "premises": "premises"}
_WITH_DAY = re.compile(r"(.+?)\s*\(\s*([\d][\d\s./-]*)\s*\)")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_UK = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")


class _NoSuchDay(Exception):
    """Words in the place of a day that there never was."""


def read_table(text: str) -> ReadFile:
    """The rows of a CSV file; raises Unreadable."""
    lines = _lines(text)
    columns = _columns(next(lines, (1, []))[1])
    rows: list[ReadRow] = []
    problems: list[ImportProblem] = []
    for line, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(columns):
            problems.append(
                ImportProblem(ImportFault.CELLS_DIFFER, line, str(len(columns)))
            )
            continue
        try:
            rows.append(_row(line, dict(zip(columns, cells, strict=True))))
        except _NoSuchDay as error:
            problems.append(ImportProblem(ImportFault.NO_SUCH_DAY, line, str(error)))
        if len(rows) + len(problems) > MOST_ROWS:
            raise UnreadableFile(ImportFault.TOO_MANY, line)
    return ReadFile("csv", tuple(rows), tuple(problems))


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line that it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    before = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise UnreadableFile(ImportFault.NOT_CSV, before + 1) from error
        yield before + 1, cells
        before = reader.line_num


def _columns(head: list[str]) -> list[str]:
    names = [cell.strip().lower() for cell in head]
    for name in names:
        if name not in COLUMNS:
            raise UnreadableFile(ImportFault.COLUMN_UNKNOWN, 1, name)
        if names.count(name) > 1:
            raise UnreadableFile(ImportFault.COLUMN_TWICE, 1, name)
    for name in NEEDED:
        if name not in names:
            raise UnreadableFile(ImportFault.COLUMN_MISSING, 1, name)
    return names


def _row(line: int, cells: Mapping[str, str]) -> ReadRow:
    told = {name: value.strip() for name, value in cells.items()}
    return ReadRow(
        line=line,
        reference=told["reference"],
        grade=told["grade"],
        text=told["text"],
        # Each value begins a line of its own, where a marking would stand.
        verbatim="\n".join(f"{name}:\n{value}" for name, value in cells.items()),
        provenance=told.get("provenance", ""),
        conditions=told.get("conditions", ""),
        marking=told.get("marking", ""),
        event_on=_day(told["event_on"]) if told.get("event_on") else None,
        mentions=tuple(_mentions(told)),
    )


def _mentions(told: Mapping[str, str]) -> Iterator[NewMention]:
    """No more than one over the most there may be: thousands are refused as well."""
    count = 0
    for column in ("people", *_KINDS):
        for part in told.get(column, "").split(";"):
            if part.strip() and count <= MOST_MENTIONS:
                count += 1
                yield _mention(column, part.strip())


def _mention(column: str, text: str) -> NewMention:
    if column != "people":
        return NewMention(_KINDS[column], text)
    found = _WITH_DAY.fullmatch(text)
    if not found:
        return NewMention("person", text)
    born = _day(found[2].strip())
    return NewMention("person", found[1], details={"born": born.isoformat()})


def _day(text: str) -> date:
    """A day as 2016-10-17 or 17/10/2016; raises _NoSuchDay."""
    iso, ours = _ISO.fullmatch(text), _UK.fullmatch(text)
    if iso:
        year, month, day = iso.groups()
    elif ours:
        day, month, year = ours.groups()
    else:
        raise _NoSuchDay(text)
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise _NoSuchDay(text) from error
