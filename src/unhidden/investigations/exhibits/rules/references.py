"""References of exhibits as they are typed, scanned and printed as a code."""

from __future__ import annotations

import re
import unicodedata

from unhidden.lib.refusals import ActionRefused

_REFERENCE = re.compile(r"[A-Z]{2,5}/[1-9][0-9]{0,5}(?:/[1-9][0-9]{0,3}){0,2}")
_PARTS = re.compile(r"([A-Z]{2,5})[ ./\\-]*0*([1-9][0-9]{0,5})((?:[ ./\\-]+[0-9]+)*)")
_CODE = "UNHIDDEN:EXHIBIT:"
_BETWEEN = re.compile(r"[,;\r\n\t]+")
_NUMBER = re.compile(r"[0-9]+")
LONGEST_NAME = 120


class ReferenceUnreadable(ActionRefused):
    """It is neither a reference nor a label of ours; ``text`` is what was typed."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class LabelOfAnother(ReferenceUnreadable):
    """It is the label of an exhibit of another investigation."""


class NameIsPath(ActionRefused):
    """A name of a file has a folder in it, or marks that are not to be seen."""


def write_code(urn: str, reference: str) -> str:
    """What the code on a label says: letters of which codes are small."""
    return f"{_CODE}{urn.upper()}:{reference}"


def read_reference(text: str, *, urn: str) -> str:
    """The reference that was typed, or scanned from a label of the investigation.

    Case, spaces and the stroke between do not matter: "ab 1" is AB/1. Raises
    LabelOfAnother, and ReferenceUnreadable for whatever else it may be.
    """
    typed = unicodedata.normalize("NFKC", text).strip().upper()
    if typed.startswith(_CODE):
        told, _, typed = typed.removeprefix(_CODE).rpartition(":")
        if told != urn.upper():
            raise LabelOfAnother(_shorten(text))
    found = _PARTS.fullmatch(typed)
    if found is None:
        raise ReferenceUnreadable(_shorten(text))
    initials, number, more = found.groups()
    parts = [str(int(each)) for each in _NUMBER.findall(more)]
    reference = "/".join((initials, number, *parts))
    if not _REFERENCE.fullmatch(reference):
        raise ReferenceUnreadable(_shorten(text))
    return reference


def read_references(text: str, *, urn: str) -> tuple[list[str], list[str]]:
    """The references of a list, each once and in order, and what could not be read.

    One on each line, or between commas, as a hand scanner types them.
    """
    found: dict[str, None] = {}
    unread: list[str] = []
    for piece in _BETWEEN.split(text):
        if not piece.strip():
            continue
        try:
            found[read_reference(piece, urn=urn)] = None
        except ReferenceUnreadable as refusal:
            unread.append(refusal.text)
    return list(found), unread


def propose_reference(initials: str, taken: list[str]) -> str:
    """The next reference of these initials that is not used."""
    stem = f"{initials}/"
    numbers = [
        int(reference.removeprefix(stem))
        for reference in taken
        if reference.startswith(stem) and reference.count("/") == 1
    ]
    return f"{stem}{max(numbers, default=0) + 1}"


def propose_part(parent: str, taken: list[str]) -> str:
    """The next reference of a part of an exhibit: a stroke and a number more."""
    numbers = [
        int(reference.rpartition("/")[2])
        for reference in taken
        if reference.rpartition("/")[0] == parent
    ]
    return f"{parent}/{max(numbers, default=0) + 1}"


def check_name(name: str) -> str:
    """The name of a file as typed, or raise NameIsPath."""
    kept = unicodedata.normalize("NFC", name).strip()
    is_path = any(mark in kept for mark in "/\\") or kept in {"", ".", ".."}
    has_hidden = any(unicodedata.category(mark)[0] == "C" for mark in kept)
    if is_path or has_hidden or len(kept) > LONGEST_NAME:
        raise NameIsPath
    return kept


def _shorten(text: str) -> str:
    seen = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text)
    return seen.strip()[:40]
