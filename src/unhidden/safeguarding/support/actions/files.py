"""Documents and photos: cleaned, sealed in pieces, opened, withdrawn."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from math import ceil
from typing import IO
from uuid import UUID

from django.conf import settings

from unhidden import cleaning
from unhidden.access.absent import Absent
from unhidden.access.actor import Actor
from unhidden.access.context import action, of_one_record
from unhidden.audit.actions import Verb
from unhidden.cleaning import CleanedFile
from unhidden.lib.refusals import ActionRefused
from unhidden.safeguarding.frame import actions as frame
from unhidden.safeguarding.frame import queries as cases
from unhidden.safeguarding.models import (
    Case,
    CaseFile,
    CaseFileKind,
    CaseFilePiece,
    FileWithdrawal,
)
from unhidden.safeguarding.models.files import CONTENT
from unhidden.safeguarding.support.queries.files import open_heads
from unhidden.safeguarding.support.rules.files import MOST_BYTES, clean_name
from unhidden.sharing import queries as members
from unhidden.vault import actions as vault
from unhidden.vault import chunks

MOST_FILES = 200
_STEP = chunks.BLOCK // 1024
_SUFFIXES = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}


class CaseFileTooBig(ActionRefused):
    """It has more than 25 MB."""


class TooManyCaseFiles(ActionRefused):
    """The case has as many files as it may have."""


class CaseFileEmpty(ActionRefused):
    """There is nothing in it."""


class CaseFileOfWrongType(ActionRefused):
    """It is of no kind that is taken, whatever its name says."""


class CaseFileUnpacksTooLarge(ActionRefused):
    """It would unpack to more than is safe."""


class CaseFileDamaged(ActionRefused):
    """It is broken, or its end is missing."""


class CaseFileOfSeveralKinds(ActionRefused):
    """It is one kind of file to one program, and another to the next."""


class CaseFileLocked(ActionRefused):
    """It needs a password."""


class CaseFileHasMacros(ActionRefused):
    """There are programs in it."""


class CaseFileNotCleaned(ActionRefused):
    """No copy without traces can be made of it, so it is not kept."""


class FileAlreadyWithdrawn(ActionRefused):
    """Somebody withdrew the file before."""


_REFUSED_AS: dict[type[cleaning.FileRefused], type[ActionRefused]] = {
    cleaning.EmptyFile: CaseFileEmpty,
    cleaning.WrongType: CaseFileOfWrongType,
    cleaning.TooLarge: CaseFileUnpacksTooLarge,
    cleaning.DamagedFile: CaseFileDamaged,
    cleaning.SeveralKindsAtOnce: CaseFileOfSeveralKinds,
    cleaning.LockedFile: CaseFileLocked,
    cleaning.HasMacros: CaseFileHasMacros,
}


@dataclass(frozen=True, slots=True)
class NewCaseFile:
    """A file as it came; nothing of it is kept but a cleaned copy."""

    sort: str
    name: str = field(repr=False)
    content: IO[bytes] = field(repr=False)


@dataclass(frozen=True, slots=True)
class OpenedCaseFile:
    """A file unsealed for one reading."""

    name: str = field(repr=False)
    media_type: str
    is_image: bool
    content: bytes = field(repr=False)


def add_file(*, case_id: UUID, new: NewCaseFile, actor: Actor, at: datetime) -> UUID:
    """Clean a file and keep its copy, sealed to the organisations on the case.

    In memory from first to last. The same file under the same name is kept once, as by
    a button pressed twice: gives the one that is there. Raises CaseFileTooBig,
    CaseFileNotCleaned, TooManyCaseFiles, and what cleaning refuses with as
    ``_REFUSED_AS`` names it.
    """
    actor.must("safeguarding.work_case")
    cases.work_on(viewer=actor, case_id=case_id)
    original = new.content.read(MOST_BYTES + 1)
    if len(original) > MOST_BYTES:
        raise CaseFileTooBig
    try:
        # Before the transaction: it may take a while.
        cleaned = cleaning.clean_apart(original, door=settings.CLEANING)
    except cleaning.FileRefused as refusal:
        raise _REFUSED_AS[type(refusal)] from refusal
    if cleaned.content is None:
        raise CaseFileNotCleaned
    name = clean_name(new.name)
    return _keep_file(
        case_id=case_id,
        sort=new.sort,
        head={
            "name": name,
            "type": cleaned.media_type,
            "of": sha256(original).hexdigest(),
        },
        cleaned=cleaned,
        actor=actor,
        at=at,
    )


@action
def _keep_file(
    *,
    case_id: UUID,
    sort: str,
    head: dict[str, str],
    cleaned: CleanedFile,
    actor: Actor,
    at: datetime,
) -> UUID:
    case = frame.hold_open_case(case_id, actor)
    kept = _find_kept(case, sort, head, actor)
    if kept is not None:
        return kept
    if case.files.count() >= MOST_FILES:
        raise TooManyCaseFiles
    content = cleaned.content or b""
    row = CaseFile.objects.create(
        case=case,
        sort=sort,
        kind=cleaned.kind.value,
        kilobytes=ceil(len(content) / chunks.BLOCK) * _STEP,
        pieces=1 + ceil(len(content) / chunks.PIECE),
        found=[each.value for each in cleaned.found],
        added_by_id=actor.person,
        added_at=at,
    )
    teams = frame.organisations_of(case, actor, at) | members.find_receivers(
        record_id=case.id, category=CaseFile.sealed_parts[CONTENT]
    )
    sealed = chunks.seal_pieces(row, CONTENT, _cut(head, content), teams=teams)
    for number, piece in enumerate(sealed):
        CaseFilePiece(file=row, number=number, sealed=piece).save(force_insert=True)
    frame.tell_case("file_added", row, actor=actor, at=at)
    return row.id


def _find_kept(
    case: Case, sort: str, head: dict[str, str], actor: Actor
) -> UUID | None:
    """The file of a case that is held, of the same name and made of the very same.

    Not one that was withdrawn; none that the actor cannot open.
    """
    rows = list(case.files.filter(sort=sort, withdrawal=None).order_by("added_at"))
    try:
        heads = open_heads(rows, actor)
    except vault.KeysLocked:
        return None
    return next((key for key, there in heads.items() if there == head), None)


def _cut(head: dict[str, str], content: bytes) -> Iterator[bytes]:
    yield json.dumps(head).encode()
    for start in range(0, len(content), chunks.PIECE):
        yield content[start : start + chunks.PIECE]


@action
@of_one_record("case_id")
def open_file(
    *, case_id: UUID, file_id: UUID, actor: Actor, at: datetime
) -> OpenedCaseFile:
    """Unseal a file for one reading, and record that.

    Raises Absent, also for one that was withdrawn, and NotForYou.
    """
    actor.must("safeguarding.work_case")
    case = _readable_case(case_id, actor)
    row = CaseFile.objects.filter(case=case, id=file_id, withdrawal=None).first()
    if row is None:
        raise Absent
    rows = CaseFilePiece.objects.filter(file=row, number__lt=row.pieces).order_by(
        "number"
    )
    sealed = (bytes(each) for each in rows.values_list("sealed", flat=True))
    head, *content = chunks.reopen_pieces(row, CONTENT, sealed, by=actor)
    frame.tell_case("file_opened", row, actor=actor, at=at, verb=Verb.CONSULTATION)
    told = json.loads(head)
    return OpenedCaseFile(
        name=_named(str(told["name"]), str(told["type"])),
        media_type=str(told["type"]),
        is_image=row.kind == CaseFileKind.IMAGE,
        content=b"".join(content),
    )


def _readable_case(case_id: UUID, actor: Actor) -> Case:
    case = Case.objects.filter(cases.own_cases(actor), id=case_id).first()
    if case is None:
        raise Absent
    return case


def _named(name: str, media_type: str) -> str:
    """The name with the ending of what the copy is now."""
    suffix = _SUFFIXES.get(media_type)
    stem, dot, _ending = name.rpartition(".")
    return f"{stem if dot and stem else name}{suffix}" if suffix and name else name


@action
def withdraw_file(
    *, case_id: UUID, file_id: UUID, reason: str, actor: Actor, at: datetime
) -> None:
    """Withdraw a file: nobody opens it any more. Raises FileAlreadyWithdrawn."""
    actor.must("safeguarding.work_case")
    case: Case = frame.hold_open_case(case_id, actor)
    row = case.files.filter(id=file_id).first()
    if row is None:
        raise Absent
    if FileWithdrawal.objects.filter(file=row).exists():
        raise FileAlreadyWithdrawn
    withdrawal = FileWithdrawal.objects.create(
        file=row, reason=reason, withdrawn_by_id=actor.person, withdrawn_at=at
    )
    frame.tell_case("file_withdrawn", withdrawal, actor=actor, at=at)
