"""What a brief says, to whom, and what changed since the last one.

IIMARCH (https://www.jesip.org.uk): information, intention, method, administration, risk
assessment, communications, human rights. Need to know: who is no police officer or
law-enforcement partner is given the fields that are for all, and nothing that shows
where a fact came from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, TypeVar

HEADINGS = (
    "information",
    "intention",
    "method",
    "administration",
    "risk",
    "communications",
    "rights",
)
FULL, SAFETY = "full", "safety"
AUDIENCES = (FULL, SAFETY)
LANGUAGES = ("en", "cy")
MOST_PAGES = 2
# More columns than these do not fit beside one another on paper.
MOST_LANGUAGES = 4
# What is suggested leaves room on two pages for what a planner writes: of a field, of a
# text of the operation, of one half of a risk, each in letters.
MOST_SUGGESTED = 900
MOST_QUOTED = 300
MOST_OF_RISK = 120
MOST_RISKS = 5
# Measured on the paper (data/brief.typ): what two pages hold, and what of it goes to
# headings, to four columns of phrases, and to what planners write themselves.
LINES_OF_TWO_PAGES = 134
LINES_TAKEN = 17 + 25 + 20
LETTERS_A_LINE = 100
# Its address is long.
LINES_A_ROW = 2
LEAST_LINES = 3


@dataclass(frozen=True, slots=True)
class BriefField:
    """A text of a brief; ``is_for_all`` means that it holds safety facts alone."""

    code: str
    heading: str
    is_for_all: bool = False
    is_required: bool = True


FIELDS = (
    BriefField("history", "information", is_required=False),
    BriefField("occupants", "information", is_required=False),
    BriefField("facts", "information", is_for_all=True),
    BriefField("intention", "intention", is_for_all=True),
    BriefField("speaks", "method", is_for_all=True),
    BriefField("power", "method", is_for_all=True),
    BriefField("disclosure", "method", is_for_all=True),
    BriefField("child", "method", is_for_all=True),
    BriefField("violence", "method", is_for_all=True),
    BriefField("bring", "method", is_for_all=True),
    BriefField("hours", "administration", is_for_all=True, is_required=False),
    BriefField("cameras", "administration", is_for_all=True),
    BriefField("welfare", "administration", is_for_all=True),
    BriefField("debrief", "administration", is_for_all=True),
    BriefField("risks", "risk", is_for_all=True),
    BriefField("secrecy", "risk", is_required=False),
    BriefField("radio", "communications", is_for_all=True),
    BriefField("media", "communications", is_for_all=True),
    BriefField("rights", "rights", is_for_all=True),
)
CODES = tuple(field.code for field in FIELDS)
Words = Mapping[str, str]
Contents = dict[str, Any]


def clean_words(words: Words) -> dict[str, str]:
    """The texts of known codes without the space around them; empty ones left out."""
    found = {code: words.get(code, "").strip() for code in CODES}
    return {code: text for code, text in found.items() if text}


def find_missing_fields(english: Words, welsh: Words) -> tuple[str, ...]:
    """Codes of required texts that are written in neither language, in order."""
    return tuple(
        field.code
        for field in FIELDS
        if field.is_required and not (english.get(field.code) or welsh.get(field.code))
    )


def make_contents(
    audience: str,
    *,
    words: Mapping[str, Words],
    visits: Sequence[Mapping[str, str]],
    warrants: Sequence[Mapping[str, str]],
    crew: Sequence[Mapping[str, Any]],
    phrases: Sequence[Mapping[str, Any]],
) -> Contents:
    """What an audience is told, as plain data to be frozen; ``words`` by language.

    A text that is written in one language alone stands in both papers as it is. Of
    warrants who reads safety facts alone is told nothing: they execute none.
    """
    entries = [
        {
            "code": field.code,
            "en": words["en"].get(field.code) or words["cy"][field.code],
            "cy": words["cy"].get(field.code) or words["en"][field.code],
            "is_english_only": not words["cy"].get(field.code),
        }
        for field in FIELDS
        if (audience == FULL or field.is_for_all)
        and (words["en"].get(field.code) or words["cy"].get(field.code))
    ]
    return {
        "entries": entries,
        "visits": [dict(row) for row in visits],
        "warrants": [dict(row) for row in warrants if audience == FULL],
        "crew": [dict(row) for row in crew],
        "phrases": [dict(row) for row in phrases],
        "removed": [],
    }


# The rows of each list that are told apart by a key.
_KEYS = {
    "entries": "code",
    "visits": "id",
    "warrants": "id",
    "crew": "id",
    "phrases": "language",
}


def mark_changes(current: Contents, before: Contents | None) -> Contents:
    """The same with each row that is new or differs marked, and what was taken out.

    Nothing is marked in a first version.
    """
    marked: Contents = {"removed": []}
    for name, key in _KEYS.items():
        old = {row[key]: _plain(row) for row in before[name]} if before else {}
        marked[name] = [
            dict(row, is_changed=bool(before) and old.get(row[key]) != _plain(row))
            for row in current[name]
        ]
        gone = old.keys() - {row[key] for row in current[name]}
        marked["removed"] += [
            {"list": name, "row": row} for key, row in old.items() if key in gone
        ]
    return marked


def has_changes(marked: Contents) -> bool:
    """Whether anything differs from the version before."""
    rows = [row for name in _KEYS for row in marked[name]]
    return bool(marked["removed"]) or any(row["is_changed"] for row in rows)


def audience_of(organisation_kind: str, *, is_leading: bool) -> str:
    """Which paper somebody reads; who is of no known kind reads safety facts alone."""
    is_police = organisation_kind in {"police", "law_enforcement"}
    return FULL if is_leading or is_police else SAFETY


@dataclass(frozen=True, slots=True)
class OpenRisk:
    """A line of the risk register that is not closed; ``subject``: a risk to whom."""

    subject: str
    owner: str
    risk: str
    control: str


# A risk to people is a safety fact. The others can show what the police know.
_PEOPLE = frozenset(
    {"occupants", "children", "team", "charity", "interpreters", "community"}
)
_SAFEGUARDING_OWNERS = frozenset({"safeguarding", "place_of_safety"})


def select_risks(
    risks: Sequence[OpenRisk], *, is_for_all: bool, knows_safeguarding: bool
) -> list[OpenRisk]:
    """What of the register a text of a brief may tell, its order kept, a few at most.

    A text for all tells risks to people, and one for police and law enforcement the
    others. What those who keep people safe own is told to a crew that makes a
    safeguarding visit, as such a visit itself is.
    """
    found = [
        risk
        for risk in risks
        if (risk.subject in _PEOPLE) == is_for_all
        and (knows_safeguarding or risk.owner not in _SAFEGUARDING_OWNERS)
    ]
    return found[:MOST_RISKS]


# The end of a sentence or a line. Neither the number of a line nor "s. 8" ends one.
_SENTENCE_END = r"(?<!^\d)(?<!^\d\d)[.!?][”’)]*(?=\s+[“‘(]?[A-ZÀ-ÞŴŶ])|\n"
_SENTENCES = re.compile(_SENTENCE_END, re.MULTILINE)
_PARTS = re.compile(rf"{_SENTENCE_END}|;(?=\s)", re.MULTILINE)
_LEFT_OUT = " …"


def shorten_text(text: str, most: int) -> str:
    """At most so many letters: what fits of its sentences and lines, then an ellipsis.

    Where not one of them fits, its words as far as they do: none is cut.
    """
    if len(text) <= most:
        return text
    room = most - len(_LEFT_OUT)
    ends = [found.end() for found in _PARTS.finditer(text) if found.end() <= room]
    end = ends[-1] if ends else max(text.rfind(" ", 0, room + 1), 0)
    return (text[:end].rstrip() + _LEFT_OUT).strip()


def count_room(rows: int) -> int:
    """How many lines the texts of a brief may take beside so many rows of tables."""
    return LINES_OF_TWO_PAGES - LINES_TAKEN - rows * LINES_A_ROW


def fit_words(words: Words, room: int) -> dict[str, str]:
    """The texts in so many lines: the longest gives up its last line, time after time.

    None is cut under three lines, so that where tables alone are too long the planner
    is told.
    """
    fitted = dict(words)
    while sum(map(count_lines, fitted.values())) > room:
        longest = max(fitted, key=lambda code: count_lines(fitted[code]))
        if count_lines(fitted[longest]) <= LEAST_LINES:
            break
        fitted[longest] = _drop_line(fitted[longest])
    return fitted


def count_lines(text: str) -> int:
    """How many lines a text takes on the paper."""
    return sum(1 + len(line) // LETTERS_A_LINE for line in text.splitlines())


def _drop_line(text: str) -> str:
    whole = text.removesuffix(_LEFT_OUT)
    head, _, last = whole.rpartition("\n")
    if head and len(last) < LETTERS_A_LINE:
        return head.rstrip() + _LEFT_OUT
    return shorten_text(whole, len(whole) - LETTERS_A_LINE)


_OF_RIGHTS = re.compile(
    # Of Welsh words without the first letter, which mutates.
    r"human rights|awliau dynol|equality act|ydraddoldeb|proportiona|ymesur",
    re.IGNORECASE,
)


def split_legal_basis(text: str) -> tuple[str, str]:
    """Of a legal basis the sentences on powers, and those on human rights."""
    ends = [found.end() for found in _SENTENCES.finditer(text)]
    pieces = [text[a:b].strip() for a, b in pairwise([0, *ends, len(text)])]
    rights = [piece for piece in pieces if _OF_RIGHTS.search(piece)]
    powers = [piece for piece in pieces if piece and piece not in rights]
    return " ".join(powers), " ".join(rights)


Value = TypeVar("Value")


def join_days(values: Mapping[date, Value]) -> list[tuple[date, date, Value]]:
    """Runs of days that follow one another and have the same value, in order."""
    runs: list[tuple[date, date, Value]] = []
    for day, value in sorted(values.items(), key=lambda item: item[0]):
        if runs and runs[-1][1:] == (day - timedelta(days=1), value):
            runs[-1] = (runs[-1][0], day, value)
        else:
            runs.append((day, day, value))
    return runs


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "is_changed"}
