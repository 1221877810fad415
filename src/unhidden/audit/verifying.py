"""Checking an export: whether it is whole, and what was done to it if it is not.

Needs no database and no Django. It reads the file once, a checkpoint at a time.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from hashlib import sha256
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

from unhidden.audit import tree
from unhidden.audit.exporting import VERSION
from unhidden.audit.statements import (
    FORMAT,
    NONE,
    Anchor,
    CheckpointStatement,
    NotAStatement,
    fingerprint_public_key,
    hash_statement,
    signed_bytes,
)
from unhidden.vault import signing

# A transaction may add an event and take so long to end; what comes later than that
# was not recorded when it says.
PATIENCE = timedelta(minutes=10)
MOST_TOLD = 1_000  # checkpoints that are missing before one
_PLACE, _HASH, _LINE = slice(2, 8), slice(9, 73), slice(74, -1)
_BESIDE = slice(9, 74)  # the hash, and what divides it from the line
_MOMENT = 27  # characters of a moment, at the beginning of a line
_LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class VerificationFinding:
    """One thing that is wrong: a code, the checkpoint, and the event if it is known."""

    what: str
    checkpoint: int = 0
    event: str = ""


@dataclass(slots=True)
class VerificationReport:
    """What was read, and what was found; ``findings`` is empty for a whole record."""

    exported_at: str = ""
    events: int = 0
    checkpoints: int = 0
    waiting: int = 0
    head: str = NONE
    keys: set[str] = field(default_factory=set)
    findings: list[VerificationFinding] = field(default_factory=list)


@dataclass(slots=True)
class _Block:
    """A checkpoint as it was read; ``said`` is None when it says nothing."""

    number: int
    said: CheckpointStatement | None
    head: str
    lines: list[bytes] = field(default_factory=list)
    gone: list[bytes] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    anchors: Mapping[int, Anchor]
    trusted: frozenset[str]
    report: VerificationReport = field(default_factory=VerificationReport)
    before: CheckpointStatement | None = None
    block: _Block | None = None
    sealed: deque[str] = field(default_factory=deque)
    has_ended: bool = False
    read: int = 0

    def find(self, what: str, checkpoint: int = 0, event: str = "") -> None:
        self.report.findings.append(VerificationFinding(what, checkpoint, event))

    def take(self, line: bytes) -> None:
        """Any line but that of an event."""
        kind, rest = line[:1], line[2:].decode(errors="replace").rstrip("\n")
        if kind == b"H":
            version, _, self.report.exported_at = rest.partition(" ")
            if version != VERSION:
                self.find("not_an_export")
        elif kind == b"C":
            self.close()
            self.open(rest)
        elif kind == b"G" and self.block:
            self.block.gone.append(line)
        elif kind in (b"U", b"N", b"W"):
            self.close()
            self.unsealed(kind, rest)
        elif kind == b"Z":
            self.close()
            self.has_ended = rest == str(self.read - 1)
        else:
            self.find("not_a_line")

    def open(self, rest: str) -> None:
        """The line of a checkpoint."""
        number, signature, key, text = (rest.split(" ", 3) + [""] * 4)[:4]
        self.report.checkpoints += 1
        name = int(number) if number.isdecimal() else 0
        try:
            said = CheckpointStatement.from_text(text)
        except NotAStatement:
            said = None
        self.block = _Block(name, said, hash_statement(text))
        if said is None or said.number != name or not _is_signed(text, signature, key):
            self.find("checkpoint_replaced", name)
            return
        self.check_chain(said, key)
        anchor = self.anchors.get(name)
        if anchor and anchor.head != self.block.head:
            self.find("checkpoint_replaced", name)

    def check_chain(self, said: CheckpointStatement, key: str) -> None:
        """Whether a checkpoint follows the one before, under a key that is known."""
        print_ = fingerprint_public_key(bytes.fromhex(key))
        self.report.keys.add(print_)
        if self.trusted and print_ not in self.trusted:
            self.find("checkpoint_by_another_key", said.number)
        last = self.before.number if self.before else 0
        for missing in islice(range(last + 1, said.number), MOST_TOLD):
            self.find("checkpoint_removed", missing)
        total = (self.before.total if self.before else 0) + said.count
        is_next = said.number == last + 1
        if is_next and (said.previous != self.report.head or said.total != total):
            self.find("checkpoint_replaced", said.number)

    def close(self) -> None:
        """The end of a checkpoint's events."""
        block, self.block = self.block, None
        if block is None:
            return
        self.report.events += len(block.lines)
        if block.said is None:
            return
        if not _is_whole(block, block.said):
            self.report.findings.extend(_wrong_in(block, block.said))
        long_before = self.long_before(block.said.sealed_at)
        self.report.findings.extend(
            _at_wrong_time(block, block.said, self.before, long_before)
        )
        self.before, self.report.head = block.said, block.head
        self.sealed.append(block.said.sealed_at)

    def long_before(self, sealed_at: str) -> str:
        """When the newest checkpoint was sealed that is ten minutes older; or ''.

        After the worker stood still, several are sealed one straight after the other.
        """
        limit = _earlier(sealed_at)
        while len(self.sealed) > 1 and self.sealed[1] <= limit:
            self.sealed.popleft()
        return self.sealed[0] if self.sealed and self.sealed[0] <= limit else ""

    def unsealed(self, kind: bytes, rest: str) -> None:
        """An event without a place, or a sign that there was one."""
        if kind == b"W":
            self.find("removed", event=rest)
            return
        event = _id_of(rest.encode())
        if kind == b"N":
            self.find("inserted", event=event)
            return
        self.report.waiting += 1
        moment = _end_of_its_day(rest.encode()) or rest[:_MOMENT]
        if self.before and moment < _earlier(self.before.sealed_at):
            self.find("backdated", event=event)
        elif moment < _earlier(self.report.exported_at):
            self.find("unsealed", event=event)

    def finish(self) -> VerificationReport:
        """After the last line."""
        self.close()
        if not self.has_ended:
            self.find("export_cut_off")
        last = self.before.number if self.before else 0
        for number in sorted(self.anchors):
            if number > last:
                self.find("checkpoint_removed", number)
        return self.report


def verify_export(
    lines: Iterable[bytes],
    *,
    anchors: Iterable[Anchor] = (),
    keys: Iterable[str] = (),
) -> VerificationReport:
    """Check an export, against anchors and fingerprints from outside if there are any.

    Without them, whoever could sign with a key of their own, or cut the end off,
    would not be found.
    """
    kept = {anchor.number: anchor for anchor in anchors}
    trusted = frozenset(keys) or frozenset(anchor.key for anchor in kept.values())
    reader = _Reader(kept, trusted)
    for line in lines:
        reader.read += 1
        if line[:2] == b"E " and reader.block:
            reader.block.lines.append(line)
        else:
            reader.take(line)
    return reader.finish()


def _is_whole(block: _Block, said: CheckpointStatement) -> bool:
    """Whether these are the events that were sealed, all of them, in their order."""
    texts = [b"\0" + line[_LINE] for line in block.lines]  # as tree.hash_leaf does
    hashes = [sha256(text).digest() for text in texts]
    kept = b"".join([line[_BESIDE] for line in block.lines]).decode(errors="replace")
    return (
        not block.gone
        and len(hashes) == said.count
        and b"".join(hashes).hex(" ", 32) + " " == kept
        and [line[:9] for line in block.lines] == _places(said.count)
        and tree.hash_tree(hashes).hex() == said.root
        and all(map(bytes.__le__, texts, texts[1:]))
    )


@lru_cache(maxsize=64)
def _places(count: int) -> list[bytes]:
    """How the lines of so many events begin."""
    return [b"E %06d " % place for place in range(count)]


def _wrong_in(block: _Block, said: CheckpointStatement) -> list[VerificationFinding]:
    """Which events of a checkpoint are not what they were; never none."""
    rows = sorted([*block.lines, *block.gone], key=_place)
    found = [("removed", line) for line in block.gone]
    found += [("changed", line) for line in block.lines if not _is_as_sealed(line)]
    found += [("reordered", line) for line in _out_of_place(block.lines)]
    if _root_of(rows) != said.root:
        found.append(("not_what_was_sealed", b""))
        there = {_place(line) for line in rows}
        missing = [place for place in range(said.count) if b"%06d" % place not in there]
        found += [("removed", b"place %d" % place) for place in missing]
        found += [("inserted", line) for line in [*rows[said.count :], *_twice(rows)]]
    named = [
        VerificationFinding(what, block.number, _id_of(line)) for what, line in found
    ]
    return named or [VerificationFinding("not_what_was_sealed", block.number)]


def _out_of_place(lines: list[bytes]) -> list[bytes]:
    """Events that come before, in the file or by their place, what is older."""
    pairs = pairwise(lines)
    return [
        other
        for one, other in pairs
        if _place(other) < _place(one) or other[_LINE] < one[_LINE]
    ]


def _place(line: bytes) -> bytes:
    return line[_PLACE]


def _at_wrong_time(
    block: _Block,
    said: CheckpointStatement,
    before: CheckpointStatement | None,
    long_before: str,
) -> Iterator[VerificationFinding]:
    """Events that claim to be older than they can be, or younger.

    Those of the public are sealed when their day is over, and soon: at the first
    sealing after it.
    """
    if not block.lines:
        return
    earliest = _earlier(before.sealed_at).encode() if before else b""
    latest = said.sealed_at.encode()
    if block.lines[0][_LINE][:_MOMENT] >= earliest and (
        block.lines[-1][_LINE][:_MOMENT] <= latest
    ):
        return
    for line in block.lines:
        end = _end_of_its_day(line[_LINE])
        is_in_time = (
            long_before <= end <= said.sealed_at
            if end
            else earliest <= line[_LINE][:_MOMENT] <= latest
        )
        if not is_in_time:
            yield VerificationFinding("backdated", block.number, _id_of(line))


def _end_of_its_day(line: bytes) -> str:
    """The end of the day of an event of the public, of which no moment is kept; or ''.

    Before there were such, events of the public had a moment as all others.
    """
    end = _end_of_day(line[:_MOMENT].decode(errors="replace"))
    if not end:
        return ""
    try:
        is_of_the_public = json.loads(line[_MOMENT:])["process"] == "public"
    except (ValueError, KeyError, TypeError):
        return ""
    return end if is_of_the_public else ""


@lru_cache(maxsize=1024)
def _end_of_day(moment: str) -> str:
    """The end of the day that begins in London at this moment; '' if none does."""
    try:
        at = datetime.strptime(moment, FORMAT).replace(tzinfo=UTC).astimezone(_LONDON)
    except ValueError:
        return ""
    if at.time() != time(0):
        return ""
    end = datetime.combine(at.date() + timedelta(days=1), time(0), _LONDON)
    return end.astimezone(UTC).strftime(FORMAT)


def _is_signed(text: str, signature: str, key: str) -> bool:
    try:
        parts = bytes.fromhex(signature), bytes.fromhex(key)
    except ValueError:
        return False
    return signing.is_signed(signed_bytes(text), *parts)


def _is_as_sealed(line: bytes) -> bool:
    return tree.hash_leaf(line[_LINE]).hex().encode() == line[_HASH]


def _root_of(rows: list[bytes]) -> str:
    """The head of the tree over the hashes that were kept beside the events."""
    try:
        return tree.hash_tree(
            [bytes.fromhex(line[_HASH].decode()) for line in rows]
        ).hex()
    except ValueError:
        return ""


def _twice(rows: list[bytes]) -> list[bytes]:
    """Rows at a place that has another row already."""
    pairs = pairwise(rows)
    return [other for one, other in pairs if one[_PLACE] == other[_PLACE]]


def _earlier(moment: str) -> str:
    """So long before, as a moment of the record; '' for what is none."""
    try:
        return (datetime.strptime(moment, FORMAT) - PATIENCE).strftime(FORMAT)  # noqa: DTZ007  # UTC, by its Z
    except ValueError:
        return ""


def _id_of(line: bytes) -> str:
    """The event's id, as far as the line still tells it."""
    if line.startswith(b"place "):
        return line.decode()
    _, _, data = line.partition(b" {")
    try:
        return str(json.loads(b"{" + data)["id"])
    except (ValueError, KeyError, TypeError):
        return line[_LINE].decode(errors="replace")[:36]
