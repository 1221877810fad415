"""The worker seals what was added: one signed checkpoint over all that waits.

What the public did is sealed apart, when its day is over.

docs/decisions/merkle-checkpoints.md tells why it is done so.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import BinaryIO

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from unhidden.audit import tree
from unhidden.audit.models import Checkpoint
from unhidden.audit.statements import (
    NONE,
    Anchor,
    CheckpointStatement,
    fingerprint_public_key,
    hash_statement,
)
from unhidden.audit.statements import signed_bytes as meant
from unhidden.vault import signing

MOST = 20_000  # events in one checkpoint
_BLOCK = 4096  # bytes of a file of heads that are read at once: a line has a hundred
logger = logging.getLogger(__name__)


def seal_events(*, key: bytes, most: int = MOST, of_days: bool = False) -> int:
    """Seal what waits, at most so many events; gives how many were sealed.

    ``of_days`` are those of the public site whose day is over; else all others.
    Nothing that is added meanwhile waits for it, and what a longer transaction holds
    back is sealed after that.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select * from wall.take_waiting(%s, %s)", [most, of_days])
        leaves = cursor.fetchall()
        if not leaves:
            return 0
        text = _statement(cursor, leaves).to_text()
        signature = signing.sign_message(meant(text), key)
        public = signing.public_key_of(key)
        cursor.execute(
            "select wall.close_checkpoint(%s, %s, %s)", [text, signature, public]
        )
        return len(leaves)


def seal_all(*, key: bytes) -> int:
    """Seal all that waits; gives how many events were sealed.

    Those of the public come last: what was recorded before them is sealed then.
    """
    total = 0
    for of_days in (False, True):
        sealed = MOST
        while sealed == MOST:
            sealed = seal_events(key=key, of_days=of_days)
            total += sealed
    return total


def _statement(
    cursor: CursorWrapper, leaves: list[tuple[bytes, str]]
) -> CheckpointStatement:
    cursor.execute("select wall.moment(clock_timestamp())")
    (now,) = cursor.fetchone()
    before = Checkpoint.objects.order_by("-number").first()
    said = CheckpointStatement.from_text(before.statement) if before else None
    return CheckpointStatement(
        number=said.number + 1 if said else 1,
        previous=hash_statement(before.statement) if before else NONE,
        root=tree.hash_tree([bytes(hash_) for hash_, _ in leaves]).hex(),
        count=len(leaves),
        total=len(leaves) + (said.total if said else 0),
        first=leaves[0][1],
        last=leaves[-1][1],
        sealed_at=now,
    )


def list_anchors(*, after: int = 0) -> list[Anchor]:
    """The heads of the checkpoints after this one."""
    rows = Checkpoint.objects.filter(number__gt=after).order_by("number")
    return [
        Anchor(
            row.number,
            CheckpointStatement.from_text(row.statement).total,
            hash_statement(row.statement),
            fingerprint_public_key(bytes(row.public_key)),
        )
        for row in rows
    ]


def keep_anchors(file: Path) -> int:
    """Append to ``file`` the heads it does not have yet; gives how many.

    When the last head in the file is not one of this database's, that is an alarm:
    somebody took checkpoints away or replaced them, or this is a copy whose record went
    on by itself. Nothing is appended then: the file stays true of the record it is of.
    """
    last = _last_kept(file)
    new = list_anchors(after=last.number - 1 if last else 0)
    if last and last not in new[:1]:
        logger.error("The audit record has lost checkpoints that %s knows", file.name)
        return 0
    if last:
        del new[0]
    if new:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a") as opened:
            opened.writelines(f"{anchor.to_line()}\n" for anchor in new)
            opened.flush()
            os.fsync(opened.fileno())
    return len(new)


def _last_kept(file: Path) -> Anchor | None:
    """The head in the last whole line; a half one, from a crash, is taken away.

    Only the end of the file is read: it grows for years.
    """
    if not file.exists():
        return None
    with file.open("r+b") as opened:
        end = opened.seek(0, os.SEEK_END)
        whole = _find_line_end(opened, end)
        if whole < end:
            opened.truncate(whole)
        opened.seek(_find_line_end(opened, whole - 1))
        line = opened.read().decode()
    return Anchor.from_line(line) if line else None


def _find_line_end(opened: BinaryIO, before: int) -> int:
    """Where the last line ends that ends at ``before`` or earlier; 0 without one."""
    while before > 0:
        begin = max(before - _BLOCK, 0)
        opened.seek(begin)
        found = opened.read(before - begin).rfind(b"\n")
        if found >= 0:
            return begin + found + 1
        before = begin
    return 0
