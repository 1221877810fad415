"""Opening files at the desk: the copy by readers, the original by named custodians."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePath
from uuid import UUID

from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action
from unhidden.audit import actions as audit
from unhidden.lib.refusals import ActionRefused
from unhidden.reporting.actions.files import COPY, ORIGINAL
from unhidden.reporting.models import FileChunk, FileKind, Report, ReportFile
from unhidden.reporting.queries import files, handovers
from unhidden.vault import chunks

# What a copy ends in, where it is of another type than its original.
_SUFFIXES = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}


class NoReason(ActionRefused):
    """Nobody opens an original without saying why."""


@dataclass(frozen=True, slots=True)
class FileOfReport:
    """A file in the list of an opened report; ``found`` is what its copy lacks."""

    id: UUID
    name: str = field(repr=False)
    kind_label: str
    kilobytes: int
    seconds: int | None
    found: tuple[str, ...]
    has_copy: bool
    is_image: bool


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file unsealed for one reading."""

    name: str = field(repr=False)
    media_type: str
    is_image: bool
    content: bytes = field(repr=False)


@action
def list_files(
    *, report_id: UUID, actor: Actor, at: datetime
) -> tuple[FileOfReport, ...]:
    """The files of a report that the actor has just opened, with their names.

    Part of that opening, which is recorded. Raises Absent without the permission.
    """
    rows = list(files.files_of_report(actor, report_id))
    firsts = FileChunk.objects.filter(file__in=rows, is_original=False, number=0)
    pieces = {each.file_id: bytes(each.sealed) for each in firsts.order_by("file_id")}
    found = [(row, pieces.get(row.id, b""), row.copy_pieces == 1) for row in rows]
    opened = map(json.loads, chunks.open_first_pieces(found, COPY, by=actor))
    return tuple(_listed(row, head) for row, head in zip(rows, opened, strict=True))


def _listed(row: ReportFile, head: dict[str, object]) -> FileOfReport:
    seconds = head["seconds"]
    return FileOfReport(
        id=row.id,
        name=str(head["name"]),
        kind_label=row.get_kind_display(),
        kilobytes=row.kilobytes,
        seconds=seconds if isinstance(seconds, int) else None,
        found=files.list_finding_labels(row.found),
        has_copy=row.copy_pieces > 1,
        is_image=row.kind == FileKind.IMAGE,
    )


@action
def open_copy(
    *, report_id: UUID, file_id: UUID, actor: Actor, at: datetime
) -> OpenedFile:
    """Unseal the copy, and record that; raises Absent, also where there is none."""
    row = _file(report_id, file_id, actor)
    if row.copy_pieces == 1:
        raise Absent
    opened = _opened(row, COPY, actor)
    _record("file_opened", row, report_id, actor, at)
    return opened


@action
def open_original(
    *, report_id: UUID, file_id: UUID, reason: str, actor: Actor, at: datetime
) -> OpenedFile:
    """Unseal the original for a named custodian, and record that with the reason.

    Raises NoReason, and Absent for everybody else.
    """
    row = must_be_custodian(report_id=report_id, file_id=file_id, actor=actor)
    if not reason.strip():
        raise NoReason
    opened = _opened(row, ORIGINAL, actor)
    _record("original_file_opened", row, report_id, actor, at, reason)
    return opened


@action
def must_be_custodian(*, report_id: UUID, file_id: UUID, actor: Actor) -> ReportFile:
    """The row, if the actor is a named custodian and has it; raises Absent.

    Originals of a report that was passed on may wait with its first desk's custodians.
    """
    actor.must(files.OPEN_ORIGINALS)
    row = _file(report_id, file_id, actor)
    waits = handovers.waiting_originals(viewer=actor, report_id=report_id)
    if waits or not files.is_custodian(viewer=actor):
        raise Absent
    return row


def _file(report_id: UUID, file_id: UUID, actor: Actor) -> ReportFile:
    row = files.files_of_report(actor, report_id).filter(id=file_id).first()
    if row is None:
        raise Absent
    return row


def _opened(row: ReportFile, part: str, actor: Actor) -> OpenedFile:
    is_original = part == ORIGINAL
    found = FileChunk.objects.filter(file=row, is_original=is_original)
    sealed = found.order_by("number").values_list("sealed", flat=True)
    head, *content = chunks.reopen_pieces(row, part, _as_bytes(sealed), by=actor)
    told = json.loads(head)
    media_type, name = str(told["type"]), PurePath(str(told["name"]))
    suffix = _SUFFIXES.get(media_type)
    return OpenedFile(
        name=str(name.with_suffix(suffix) if suffix and name.name else name),
        media_type=media_type,
        is_image=row.kind == FileKind.IMAGE and not is_original,
        content=b"".join(content),
    )


def _as_bytes(sealed: Iterable[bytes | memoryview]) -> Iterable[bytes]:
    return map(bytes, sealed)


def _record(
    what: str,
    row: ReportFile,
    report_id: UUID,
    actor: Actor,
    at: datetime,
    reason: str = "",
) -> None:
    audit.record_event(
        name=f"reporting.{what}",
        verb=audit.Verb.CONSULTATION,
        categories=("narrative",),
        actor=actor,
        subject=Report(id=report_id),
        at=at,
        detail={"file": str(row.id), "kind": row.kind},
        justification=reason.strip(),
    )
