"""What a signed schedule lists, how its lines are numbered, and until when it holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from unhidden.investigations.unused.rules.axes import ASSESSED
from unhidden.investigations.unused.rules.places import (
    ItemPlace,
    ItemState,
    find_place,
    is_exception,
    list_gaps,
)

OPEN, SEALED, REPORT = "MG6C", "MG6D", "MG6E"
MOST_AT_ONCE = 1_000
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class ListedLine:
    """The latest signed line that lists an item, as it was signed.

    ``turn`` is which sealed description it had, on the sensitive schedule.
    """

    line: int
    words: str = ""
    quantity: int = 1
    turn: int = 0
    is_evidence: bool = False


@dataclass(frozen=True, slots=True)
class ProposedLine:
    """A line that a new version adds.

    ``items`` are the numbers of all that it lists; the first stands for it. ``marks``
    are ``redacted``, and ``replaces:N`` or ``evidence:N``, N a line signed before.
    """

    words: str
    items: tuple[int, ...]
    quantity: int = 1
    marks: str = ""
    turn: int = 0
    line: int = 0


Listed = Mapping[int, ListedLine]


def number_lines(lines: Iterable[ProposedLine], after: int) -> list[ProposedLine]:
    """Lines in order of their items, numbered on after the last one signed."""
    ordered = sorted(lines, key=lambda each: each.items)
    return [
        replace(each, line=line) for line, each in enumerate(ordered, start=after + 1)
    ]


def find_places(item: ItemState, accused: Sequence[UUID]) -> set[ItemPlace]:
    """The places of an item for every accused; for nobody, where there is none."""
    return {find_place(item, each) for each in accused or (None,)}


def propose_open_lines(
    items: Sequence[ItemState], accused: Sequence[UUID], listed: Listed, after: int
) -> list[ProposedLine]:
    """What the next version of the schedule for the defence adds, numbered.

    ``listed`` is by an item's number; ``after`` the last line signed. An item that has
    become sensitive since adds nothing: the defence would learn that it did.
    """
    groups: dict[tuple[bool, int], list[ItemState]] = {}
    found = []
    for item in items:
        places = find_places(item, accused)
        if places == {ItemPlace.OPEN}:
            is_of_block = item.block is not None and not is_exception(item, accused)
            key = item.block if is_of_block and item.block else item.number
            groups.setdefault((is_of_block, key), []).append(item)
        elif _has_open_copy(item, places):
            groups[True, -item.number] = [item]
        elif places == {ItemPlace.EVIDENCE} and _is_to_mark(listed.get(item.number)):
            found.append(_mark_evidence(item.number, listed[item.number]))
    lines = (_open_line(group, listed) for group in groups.values())
    return number_lines([*found, *(line for line in lines if line)], after)


def _has_open_copy(item: ItemState, places: set[ItemPlace]) -> bool:
    """Whether the defence is told of a redacted copy; the whole is listed sealed."""
    is_sealed = places == {ItemPlace.SEALED}
    return is_sealed and item.has_redacted_copy and bool(item.words)


def _is_to_mark(before: ListedLine | None) -> bool:
    return before is not None and not before.is_evidence


def _mark_evidence(number: int, before: ListedLine) -> ProposedLine:
    return ProposedLine(before.words, (number,), 1, f"evidence:{before.line}")


def _open_line(group: list[ItemState], listed: Listed) -> ProposedLine | None:
    """The line of an item or of a block; None where it stands so already."""
    numbers = tuple(sorted(item.number for item in group))
    first = min(group, key=lambda item: item.number)
    quantity = sum(item.quantity for item in group)
    words = first.words
    if len(numbers) > 1:
        words = f"{words} ({describe_numbers(numbers)})"
    before = listed.get(first.number)
    if (
        before is not None
        and not before.is_evidence
        and (before.words, before.quantity) == (words, quantity)
    ):
        return None
    marks = [] if first.is_open else ["redacted"]
    marks += [f"replaces:{before.line}"] if before else []
    return ProposedLine(words, numbers, quantity, ";".join(marks))


def propose_sealed_lines(
    items: Sequence[ItemState], accused: Sequence[UUID], listed: Listed, after: int
) -> list[ProposedLine]:
    """What the next version of the sensitive schedule adds; its words are elsewhere."""
    found = []
    for item in items:
        if find_places(item, accused) != {ItemPlace.SEALED}:
            continue
        before = listed.get(item.number)
        if before is None or before.turn != item.sealed_turn:
            marks = f"replaces:{before.line}" if before else ""
            found.append(ProposedLine("", (item.number,), 1, marks, item.sealed_turn))
    return number_lines(found, after)


def describe_numbers(numbers: Iterable[int]) -> str:
    """Numbers as runs: ``3–7, 9``."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(f"{a}–{b}" if a != b else f"{a}" for a, b in runs)


def read_listing(code: str) -> dict[str, tuple[int, int]]:
    """On which line of each schedule an item stands, and by which sealed words."""
    parts = (part.split() for part in code.split(";") if part)
    return {kind: (int(line), int(turn)) for kind, line, turn in parts}


def write_listing(listing: Mapping[str, tuple[int, int]]) -> str:
    """The same as it is kept with the decision of revelation."""
    return ";".join(
        f"{kind} {line} {turn}" for kind, (line, turn) in sorted(listing.items())
    )


def find_unsigned(items: Sequence[ItemState], accused: Sequence[UUID]) -> list[int]:
    """The numbers of items for which a signature is refused."""
    return [item.number for item in items if list_gaps(item, accused)]


def digest_lines(lines: Sequence[tuple[int, str, int, str]]) -> str:
    """The SHA-256 of lines in order: number, words, quantity, marks."""
    told = [[line, words, quantity, marks] for line, words, quantity, marks in lines]
    return _digest(told)


def digest_state(
    items: Sequence[ItemState], accused: Sequence[UUID], looks: int
) -> str:
    """The SHA-256 of everything that a certificate is about.

    It changes when an axis of assessment, a description, an accused or an event after
    which one looks again is added or changed; an item of which nothing is decided yet
    changes nothing.
    """
    told: list[object] = [looks, sorted(str(each) for each in accused)]
    for item in sorted(items, key=lambda each: each.number):
        decided = sorted(
            [axis, str(of or ""), value]
            for (axis, of), value in item.values.items()
            if axis in ASSESSED
        )
        if decided:
            told.append([item.number, decided, item.turn, item.block, item.sealed_turn])
    return _digest(told)


def _digest(told: object) -> str:
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def read_numbers(text: str) -> list[int] | None:
    """Numbers as somebody types them, ``3-7, 9``; None for what is no such list."""
    numbers: set[int] = set()
    for part in filter(None, (each.strip() for each in text.split(","))):
        ends = [end.strip() for end in part.replace("–", "-").split("-")]
        if len(ends) > 2 or not all(_is_number(end) for end in ends):
            return None
        first, last = int(ends[0]), int(ends[-1])
        if not first <= last < first + MOST_AT_ONCE:
            return None
        numbers.update(range(first, last + 1))
    return sorted(numbers) if 0 < len(numbers) <= MOST_AT_ONCE else None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _DIGITS
