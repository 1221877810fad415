"""What a brief says, to whom, and what changed since the last one.

IIMARCH (https://www.jesip.org.uk): information, intention, method, administration, risk
assessment, communications, human rights. Need to know: who is no police officer or
law-enforcement partner is given the fields that are for all, and nothing that shows
where a fact came from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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
    BriefField("cameras", "administration", is_for_all=True),
    BriefField("welfare", "administration", is_for_all=True),
    BriefField("debrief", "administration", is_for_all=True),
    BriefField("risks", "risk", is_for_all=True),
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


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "is_changed"}
