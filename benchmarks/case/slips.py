"""What of a secret stands in an archive, however it is written there.

A secret is found by itself, by three of its words in a row, or by eight of its letters
in a row, after case, accents, spaces and punctuation are taken away; what stands in an
open text too is no slip.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.case import reading

#: So many words, or letters, in a row tell of what they were taken from.
WORDS, LETTERS = 3, 8
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, order=True)
class Slip:
    """Where a run stands, the run, and of which secret it is."""

    where: str
    run: str
    secret: str


class SecretStandsOpen(ValueError):
    """A secret that is wholly in an open text: looking for it proves nothing."""


def find_slips(
    archive_path: Path, secrets: Iterable[str], open_texts: Iterable[str]
) -> list[Slip]:
    """Every run of a secret in the archive, in order of where it stands.

    ``open_texts`` are descriptions of open items, and whatever else may be there.
    Raises SecretStandsOpen.
    """
    return find_in_texts(reading.read_archive(archive_path), secrets, open_texts)


def find_in_texts(
    texts: Iterable[tuple[str, str]], secrets: Iterable[str], open_texts: Iterable[str]
) -> list[Slip]:
    """The same, among texts that were read before, each with where it stands."""
    known = _index_secrets(secrets)
    for text in open_texts:
        for run in _runs(split_words(text), known):
            if run in known and run == "".join(split_words(known[run])):
                raise SecretStandsOpen(known[run])
            known.pop(run, None)
    found = {
        Slip(where, run, known[run])
        for where, text in texts
        for run in _runs(split_words(text), known)
        if run in known
    }
    return sorted(found)


def split_words(text: str) -> list[str]:
    """The words in small letters, without accents."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(each for each in plain if not unicodedata.combining(each))
    return _WORD.findall(bare)


def _index_secrets(secrets: Iterable[str]) -> dict[str, str]:
    """Every run that tells of a secret, and of which one."""
    known: dict[str, str] = {}
    for secret in secrets:
        words = split_words(secret)
        letters = "".join(words)
        if not letters:
            raise ValueError(secret)
        runs = {letters, *_cut_letters(letters), *_cut_words(words)}
        known |= {run: secret for run in runs if run not in known}
    return known


def _cut_letters(letters: str) -> Iterator[str]:
    for at in range(len(letters) - LETTERS + 1):
        yield letters[at : at + LETTERS]


def _cut_words(words: list[str]) -> Iterator[str]:
    """So many words in a row, as one: between two marks, so that they stay words."""
    for at in range(len(words) - WORDS + 1):
        yield f"|{' '.join(words[at : at + WORDS])}|"


def _runs(words: list[str], known: dict[str, str]) -> Iterator[str]:
    """Runs of a text: what is shorter or longer than a window is a whole secret."""
    letters = "".join(words)
    yield from _cut_letters(letters)
    yield from _cut_words(words)
    yield from _find_whole(words, letters, known)


def _find_whole(words: list[str], letters: str, known: dict[str, str]) -> Iterator[str]:
    """Secrets that stand there whole: a short one as words, not inside of a word."""
    whole = {"".join(split_words(secret)) for secret in set(known.values())}
    short = {secret for secret in whole if len(secret) < LETTERS}
    yield from (secret for secret in whole - short if secret in letters)
    if short:
        for begin in range(len(words)):
            run = ""
            for word in words[begin : begin + LETTERS]:
                run += word
                if len(run) >= LETTERS:
                    break
                if run in short:
                    yield run
