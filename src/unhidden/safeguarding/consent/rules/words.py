"""What is read to somebody before they are asked, by version, age and language."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parents[2] / "data" / "consent_words.json"
FALLBACK = "en"


class NoSuchWords(LookupError):
    """No words of that version are written for this question."""


@dataclass(frozen=True, slots=True)
class ConsentWords:
    """The sentences for one question: what it is, taking it back, what law compels."""

    version: int
    question: tuple[str, ...]
    withdrawal: tuple[str, ...]
    compelled: tuple[str, ...]
    is_law_checked: bool
    law_from: date


@cache
def _read() -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return found


def list_versions() -> tuple[int, ...]:
    return tuple(each["version"] for each in _read()["versions"])


def find_version(kind: str, day: date) -> int:
    """The newest words for a question that were in use on a day.

    Before the first words for a question, those are its words: a past that is played
    again is asked in today's. Raises NoSuchWords.
    """
    able = [each for each in _read()["versions"] if kind in each["kinds"]]
    if not able:
        raise NoSuchWords(kind)
    begun = [each for each in able if date.fromisoformat(each["from_on"]) <= day]
    return int((begun[-1] if begun else able[0])["version"])


def find_words(
    kind: str, *, version: int, reader: str, language: str = FALLBACK
) -> ConsentWords:
    """The words of a version for an ``adult`` or a ``child``.

    In English where there is no text of that language. Raises NoSuchWords.
    """
    for each in _read()["versions"]:
        if each["version"] == version and reader in each["kinds"].get(kind, {}):
            return ConsentWords(
                version=version,
                question=_text(each["kinds"][kind][reader], language),
                withdrawal=_text(each["withdrawal"][reader], language),
                compelled=_text(each["compelled"][reader], language),
                is_law_checked=bool(_read()["law"]["checked"]),
                law_from=date.fromisoformat(_read()["law"]["in_force_from"]),
            )
    raise NoSuchWords(kind)


def find_general(*, reader: str, language: str = FALLBACK) -> ConsentWords:
    """The newest words on taking back and on what law compels, of no one question."""
    newest = _read()["versions"][-1]
    return ConsentWords(
        version=newest["version"],
        question=(),
        withdrawal=_text(newest["withdrawal"][reader], language),
        compelled=_text(newest["compelled"][reader], language),
        is_law_checked=bool(_read()["law"]["checked"]),
        law_from=date.fromisoformat(_read()["law"]["in_force_from"]),
    )


def _text(texts: Mapping[str, list[str]], language: str) -> tuple[str, ...]:
    return tuple(texts.get(language.split("-")[0]) or texts[FALLBACK])
