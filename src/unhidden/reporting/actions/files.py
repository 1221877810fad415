"""Keeping a file of a form that is not sent yet, and taking it away again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil
from pathlib import PurePath
from typing import IO
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from unhidden import cleaning
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.agencies import queries as agencies
from unhidden.audit import actions as audit
from unhidden.cleaning import CleanedFile
from unhidden.lib.refusals import ActionRefused
from unhidden.reporting.actions.sending import NoDesk, ReportAlreadySent
from unhidden.reporting.models import (
    ONE_FILE_FOR_EACH_NUMBER,
    FileChunk,
    ReportFile,
)
from unhidden.reporting.queries import files
from unhidden.vault import actions as vault
from unhidden.vault import chunks

MOST_BYTES = 25 * 1024 * 1024
COPY, ORIGINAL = "copy", "original"
_SEND = "reporting.submit_report"
_LONGEST_NAME = 200
_UNKNOWN = "application/octet-stream"
_STEP = chunks.BLOCK // 1024


class FileTooBig(ActionRefused):
    """It has more than 25 MB."""


class TooManyFiles(ActionRefused):
    """There are ten files with this form already."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that is kept: what it is, and what was found and left out of the copy.

    ``has_copy`` is false for sound of which only the sealed original is kept.
    """

    id: UUID
    name: str = field(repr=False)
    kind_label: str
    kilobytes: int
    found: tuple[str, ...]
    has_copy: bool


def keep_file(
    *, form_key: UUID, content: IO[bytes], name: str, actor: Actor, at: datetime
) -> KeptFile:
    """Clean a file and seal its copy and its original, in memory from first to last.

    It is of the report that comes by the same form; without one it is deleted after
    two days. Nothing of it is recorded until then: who never sends leaves no trace.
    Raises FileTooBig, TooManyFiles, NoDesk, ReportAlreadySent, and what ``cleaning``
    refuses with.
    """
    actor.must(_SEND)
    if not files.free_numbers(form_key=form_key):
        raise TooManyFiles
    original = content.read(MOST_BYTES + 1)
    if len(original) > MOST_BYTES:
        raise FileTooBig
    # Before the transaction: it may take a while.
    cleaned = cleaning.clean_apart(original, door=settings.CLEANING)
    return _keep(
        form_key=form_key,
        original=original,
        cleaned=cleaned,
        name=PurePath(name).name[-_LONGEST_NAME:],
        actor=actor,
        at=at,
    )


@action
def _keep(
    *,
    form_key: UUID,
    original: bytes,
    cleaned: CleanedFile,
    name: str,
    actor: Actor,
    at: datetime,
) -> KeptFile:
    desk = agencies.desk_id()
    if desk is None:
        raise NoDesk
    copy = cleaned.content or b""
    row = _numbered(
        ReportFile(
            form_key=form_key,
            received_on=timezone.localdate(at),
            kind=cleaned.kind.value,
            kilobytes=ceil(len(original) / chunks.BLOCK) * _STEP,
            found=[each.value for each in cleaned.found],
            copy_pieces=_count(copy),
            original_pieces=_count(original),
        )
    )
    head = {"name": name, "seconds": cleaned.seconds}
    try:
        _seal(row, COPY, {**head, "type": cleaned.media_type}, copy, team=desk)
        custodians = agencies.custodians_of(desk)
        _seal(row, ORIGINAL, {**head, "type": _UNKNOWN}, original, team=custodians)
    except vault.NoSuchHolder as error:
        raise NoDesk from error
    return KeptFile(
        id=row.id,
        name=name,
        kind_label=files.kind_label(row.kind),
        kilobytes=row.kilobytes,
        found=files.list_finding_labels(row.found),
        has_copy=cleaned.content is not None,
    )


def _numbered(row: ReportFile) -> ReportFile:
    """The row, kept in a free place: two uploads at once may want the same."""
    for number in files.free_numbers(form_key=row.form_key):
        row.number = number
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError as error:
            if ONE_FILE_FOR_EACH_NUMBER not in str(error):
                raise
        else:
            _must_be_unsent(row)
            return row
    raise TooManyFiles


def _must_be_unsent(row: ReportFile) -> None:
    """A form that was sent has no files for the public any more."""
    kept = files.files_kept_with(form_key=row.form_key)
    if row.id not in {each.id for each in kept}:
        raise ReportAlreadySent


def _seal(
    row: ReportFile, part: str, head: dict[str, object], content: bytes, *, team: UUID
) -> None:
    sealed = chunks.seal_pieces(row, part, _pieces(head, content), teams=[team])
    for number, piece in enumerate(sealed):
        FileChunk(
            file=row, is_original=part == ORIGINAL, number=number, sealed=piece
        ).save(force_insert=True)


def _pieces(head: dict[str, object], content: bytes) -> Iterator[bytes]:
    yield json.dumps(head).encode()
    for start in range(0, len(content), chunks.PIECE):
        yield content[start : start + chunks.PIECE]


def _count(content: bytes) -> int:
    """How many pieces: one for the name and such, and those of the content."""
    return 1 + ceil(len(content) / chunks.PIECE)


@action
def take_file_away(
    *, form_key: UUID, file_id: UUID, actor: Actor, at: datetime
) -> bool:
    """Delete a file of a form that is not sent yet; gives whether there was one."""
    actor.must(_SEND)
    with connection.cursor() as cursor:
        cursor.execute("select wall.take_file_away(%s, %s)", [form_key, file_id])
        (is_gone,) = cursor.fetchone()
    return bool(is_gone)


@action
def purge_unsent_files(*, actor: Actor, at: datetime) -> int:
    """Delete what came two days ago and more with a form that was never sent."""
    actor.must("reporting.purge_files")
    with connection.cursor() as cursor:
        cursor.execute("select wall.purge_unsent_files()")
        (count,) = cursor.fetchone()
    if count:
        audit.write_event(
            name="reporting.unsent_files_deleted",
            actor=actor,
            kind=ReportFile._meta.label_lower,
            subject_id=None,
            domain="",
            at=at,
            verb=audit.Verb.ERASURE,
            more={"detail": {"files": count}},
        )
    return int(count)
