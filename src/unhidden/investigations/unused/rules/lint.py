"""A second look at a description that the defence will read: it refuses nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from unhidden.lib.contact_words import EMAIL, PHONE, POSTCODE

MIN_WORDS = 5
_SHINGLE = 3
_RUN = 8


class LintFinding(StrEnum):
    """What somebody should look at again in a description."""

    FORM_NAME = "form_name"
    FEW_WORDS = "few_words"
    PHONE = "phone"
    PLATE = "plate"
    POSTCODE = "postcode"
    EMAIL = "email"
    SOURCE = "source"
    SEALED_WORDS = "sealed_words"


@dataclass(frozen=True, slots=True)
class LintHit:
    """A finding, and the words that it found."""

    finding: LintFinding
    words: str


_FORMS = re.compile(
    r"\W*(?:form\s+|ffurflen\s+)?(?:mg\s?\d{1,2}[a-e]?|pnb|cad|crime report|"
    r"custody record|notebook|pocket ?book|statement|interview|exhibit|e-?mail|"
    r"log|document|datganiad|cyfweliad|llyfr nodiadau|dogfen)s?"
    r"(?:\s+(?:no\.?\s*)?[\w/-]*\d[\w/-]*)?\W*",
    re.IGNORECASE,
)
_PATTERNS = {
    LintFinding.PHONE: PHONE,
    LintFinding.PLATE: re.compile(
        r"\b(?:[A-Z]{2}\d{2}\s?[A-Z]{3}|[A-Z]\d{1,3}\s?[A-Z]{3}|[A-Z]{3}\s?\d{1,3}[A-Z])\b",
        re.IGNORECASE,
    ),
    LintFinding.POSTCODE: POSTCODE,
    LintFinding.EMAIL: EMAIL,
    LintFinding.SOURCE: re.compile(
        r"\b(?:chis|source\s+(?:ref(?:erence)?|no|number)|ffynhonnell\s+rhif)\b[\s.:#-]*[\w/-]*"
        r"|\bNW-(?:SRC|INT|ITL)-[\w-]+",
        re.IGNORECASE,
    ),
}


def split_words(text: str) -> list[str]:
    """The words of a text without case, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return re.findall(r"[^\W_]+", kept)


def make_shingles(text: str, size: int = _SHINGLE) -> set[tuple[str, ...]]:
    """Every run of three words of a text."""
    words = split_words(text)
    return {tuple(words[i : i + size]) for i in range(len(words) - size + 1)}


def make_runs(text: str, size: int = _RUN) -> set[str]:
    """Every run of eight letters of a text whose spaces are taken away."""
    letters = "".join(split_words(text))
    return {letters[i : i + size] for i in range(len(letters) - size + 1)}


def find_shared_words(
    text: str, sealed: Iterable[str], known: Iterable[str] = ()
) -> list[str]:
    """Runs of three words that a text shares with sealed ones, sorted.

    What stands in ``known``, which may be read anyhow, gives nothing away.
    """
    own = make_shingles(text)
    secret = set().union(*(make_shingles(each) for each in sealed))
    open_ones = set().union(*(make_shingles(each) for each in known))
    return sorted(" ".join(run) for run in (own & secret) - open_ones)


def find_shared_letters(
    text: str, sealed: Iterable[str], known: Iterable[str] = ()
) -> list[str]:
    """The same of runs of eight letters, for what leaves the house."""
    secret = set().union(*(make_runs(each) for each in sealed))
    open_ones = set().union(*(make_runs(each) for each in known))
    return sorted((make_runs(text) & secret) - open_ones)


def lint_description(text: str, sealed: Iterable[str] = ()) -> list[LintHit]:
    """What to look at again; ``sealed`` are sensitive words of the same investigation,
    given where they are open to whoever writes."""
    hits = []
    if _FORMS.fullmatch(text):
        hits.append(LintHit(LintFinding.FORM_NAME, text.strip()))
    if len(split_words(text)) < MIN_WORDS:
        hits.append(LintHit(LintFinding.FEW_WORDS, text.strip()))
    for finding, pattern in _PATTERNS.items():
        hits += [LintHit(finding, m.group().strip()) for m in pattern.finditer(text)]
    hits += [
        LintHit(LintFinding.SEALED_WORDS, words)
        for words in find_shared_words(text, sealed)
    ]
    return hits
