"""One report as it stands in a file, and what is wrong with it, by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from unhidden.intelligence.exchange.rules.imports.grades import suggested_for
from unhidden.intelligence.reports.rules.drafts import (
    DraftFault,
    NewItem,
    NewReport,
    fault_in,
)
from unhidden.intelligence.subjects.rules.mentions import MOST_MENTIONS, NewMention

IMPORTED = "imported"
MOST_ROWS = 100
MOST_PROBLEMS = 50
LONGEST_TEXT = 10_000
LONGEST_LINE = 2_000
LONGEST_REFERENCE = 200
LONGEST_GRADE = 20

#: What markings of older and newer schemes are here. What was CONFIDENTIAL has no
#: counterpart below our ceiling.
MARKINGS = {
    "": "OFFICIAL-SENSITIVE",
    "OFFICIAL": "OFFICIAL",
    "OFFICIAL SENSITIVE": "OFFICIAL-SENSITIVE",
    "NOT PROTECTIVELY MARKED": "OFFICIAL",
    "PROTECT": "OFFICIAL-SENSITIVE",
    "RESTRICTED": "OFFICIAL-SENSITIVE",
}
_ABOVE = ("SECRET", "TOP SECRET", "UK SECRET", "UK TOP SECRET", "CONFIDENTIAL")


class ImportFault(StrEnum):
    """Why a file, or a line of it, cannot be taken in; beside a draft's faults."""

    TOO_LARGE = "too_large"
    EMPTY = "empty"
    NOT_TEXT = "not_text"
    KIND_UNKNOWN = "kind_unknown"
    TOO_MANY = "too_many"
    NOT_JSON = "not_json"
    TOO_DEEP = "too_deep"
    NOT_CSV = "not_csv"
    COLUMN_MISSING = "column_missing"
    COLUMN_UNKNOWN = "column_unknown"
    COLUMN_TWICE = "column_twice"
    CELLS_DIFFER = "cells_differ"
    NOT_A_BUNDLE = "not_a_bundle"
    VERSION_UNKNOWN = "version_unknown"
    NOT_AN_OBJECT = "not_an_object"
    ID_MISSING = "id_missing"
    ID_TWICE = "id_twice"
    END_MISSING = "end_missing"
    REFERENCE_MISSING = "reference_missing"
    REFERENCE_TWICE = "reference_twice"
    GRADE_UNKNOWN = "old_grade_unknown"
    NO_SUCH_DAY = "no_such_day"
    MARKING_UNKNOWN = "marking_unknown"
    TOO_LONG = "too_long"
    UNFIT = "unfit"
    LINK_ENDS_FIRST = "link_ends_first"
    LINK_TWICE = "link_twice"
    PLACE_UNKNOWN = "place_unknown"
    PLACE_UNCLEAR = "place_unclear"
    NOT_YOURS = "not_yours"


@dataclass(frozen=True, slots=True)
class ImportProblem:
    """What is wrong, on which line, and the words that it is about."""

    why: ImportFault | DraftFault
    line: int = 0
    what: str = ""


class UnreadableFile(Exception):
    """The file as a whole cannot be read; ``problem`` says why and where."""

    def __init__(self, why: ImportFault, line: int = 0, what: str = "") -> None:
        super().__init__(why.value, line, what)
        self.problem = ImportProblem(why, line, what[:LONGEST_REFERENCE])


@dataclass(frozen=True, slots=True)
class ReadLink:
    """How two of the row's mentions, by their place in it, hang together."""

    left: int
    right: int
    kind: str
    from_on: date | None = None
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One report of one item. ``verbatim`` is all that the file says of it.

    Mentions of premises have no id yet: their text is looked for in the register.
    Where ``needs_places`` is false, those that are not found stay in the words alone.
    """

    line: int
    reference: str
    grade: str
    text: str
    verbatim: str
    provenance: str = ""
    conditions: str = ""
    marking: str = ""
    event_on: date | None = None
    mentions: tuple[NewMention, ...] = ()
    links: tuple[ReadLink, ...] = ()
    needs_places: bool = True


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What stands in a file; with problems nothing of it is taken in.

    ``left_out`` counts what a file may hold and is not read, by its own name for it.
    """

    kind: str = ""
    rows: tuple[ReadRow, ...] = ()
    problems: tuple[ImportProblem, ...] = ()
    left_out: dict[str, int] = field(default_factory=dict)


def problems_of(rows: Iterable[ReadRow], today: date) -> Iterator[ImportProblem]:
    """All that is wrong with rows that could be read, in their order."""
    seen: dict[str, int] = {}
    for row in rows:
        key = row.reference.strip().casefold()
        if key in seen:
            yield ImportProblem(ImportFault.REFERENCE_TWICE, row.line, row.reference)
        seen[key] = row.line
        yield from _problems(row, today)


def marking_of(text: str) -> str:
    """Our marking for one in a file; as it stands where it is none of those known."""
    return MARKINGS.get(_plain_marking(text), text)


def _problems(row: ReadRow, today: date) -> Iterator[ImportProblem]:
    checks = (_reference, _length, _unfit, _marking, _grade, _order)
    found = next((why for check in checks if (why := check(row))), None)
    if found:
        yield ImportProblem(found, row.line, _about(found, row))
    elif fault := fault_in(_draft(row), today=today):
        yield ImportProblem(fault, row.line)


def _about(why: ImportFault | DraftFault, row: ReadRow) -> str:
    about = {
        ImportFault.GRADE_UNKNOWN: row.grade,
        ImportFault.MARKING_UNKNOWN: row.marking,
    }
    return about.get(ImportFault(why), "") if why in set(ImportFault) else ""


def _reference(row: ReadRow) -> ImportFault | None:
    return None if row.reference.strip() else ImportFault.REFERENCE_MISSING


def _length(row: ReadRow) -> ImportFault | None:
    limits = (
        (row.text, LONGEST_TEXT),
        (row.provenance, LONGEST_LINE),
        (row.conditions, LONGEST_LINE),
        (row.reference, LONGEST_REFERENCE),
        (row.grade, LONGEST_GRADE),
    )
    is_long = any(len(text) > most for text, most in limits)
    return ImportFault.TOO_LONG if is_long else None


def _unfit(row: ReadRow) -> ImportFault | None:
    """No database keeps a null character or half of a surrogate pair."""
    said = "".join(
        part for each in row.mentions for part in (each.text, *each.details.values())
    )
    words = row.verbatim + row.text + row.reference + row.conditions + said
    is_half = any("\ud800" <= letter <= "\udfff" for letter in words)
    return ImportFault.UNFIT if "\0" in words or is_half else None


def _marking(row: ReadRow) -> ImportFault | DraftFault | None:
    plain = _plain_marking(row.marking)
    if plain in MARKINGS:
        return None
    if plain.startswith(_ABOVE):
        return DraftFault.MARKING_TOO_HIGH
    return ImportFault.MARKING_UNKNOWN


def _plain_marking(text: str) -> str:
    parts = text.upper().replace("-", " ").replace(":", " ").replace("–", " ")
    return " ".join(parts.split())


def _grade(row: ReadRow) -> ImportFault | None:
    return ImportFault.GRADE_UNKNOWN if suggested_for(row.grade) is None else None


def _order(row: ReadRow) -> ImportFault | None:
    """A link ends after it begins."""
    is_turned = any(
        each.from_on and each.to_on and each.from_on > each.to_on for each in row.links
    )
    return ImportFault.LINK_ENDS_FIRST if is_turned else None


def _draft(row: ReadRow) -> NewReport:
    """The row as a report, with a grade that is sound in place of the one to choose."""
    # Of places only the number counts here: they are looked for in the register.
    said = tuple(each for each in row.mentions if each.kind != "premises")
    spare = NewMention("event", "-")
    more = len(row.mentions) - len(said)
    item = NewItem(
        text=row.text,
        source="1",
        assessment="A",
        handling="C",
        conditions=row.conditions or "-",
        mentions=(*said, *(spare,) * min(more, MOST_MENTIONS + 1)),
    )
    return NewReport(
        origin=IMPORTED,
        raw=row.verbatim,
        provenance=row.provenance or "-",
        event_on=row.event_on,
        items=(item,),
        marking=marking_of(row.marking),
    )
