"""An archive: a container in which every byte follows from what is in it, and signed.

The same files and head give the same bytes. ``verify_archive.py`` beside it checks one
without any of this code (docs/decisions/an-archive-that-anybody-checks.md).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

import orjson

from unhidden.audit import tree
from unhidden.lib.refusals import ActionRefused

SCHEMA = "unhidden-archive-1"
MANIFEST, SIGNATURE = "manifest.json", "signature.txt"
SCHEDULE = "schedule"
#: More than this the plain form of a container cannot hold; media stay outside.
MOST = 2**32 - 1
_PATH = re.compile(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*")
#: The first day that a container knows: no file in it has a time of its own.
_NO_DAY = (1980, 1, 1, 0, 0, 0)
_PRIVATE = 0o600 << 16
_ONE_WAY = orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE


class ArchiveTooLarge(ActionRefused):
    """The files are more than one archive holds."""


@dataclass(frozen=True, slots=True)
class ArchivedFile:
    """A file of an archive; ``kind`` says what it is: ``schedule``, ``paper``, …"""

    path: str
    kind: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class RedactedPair:
    """The digests of a redacted copy in the archive, and of what it is the copy of."""

    path: str
    copy_sha256: str
    original_sha256: str


@dataclass(frozen=True, slots=True)
class ArchiveHead:
    """Of which investigation, by whom, when, for whom and what for.

    ``at`` is a moment and ``law_as_at`` a day, both in ISO 8601. ``schedules`` says of
    each kind of schedule which line is its last.
    """

    kind: str
    urn: str
    by: str
    at: str
    recipient: str
    purpose: str
    law_as_at: str
    schedules: dict[str, int] = field(default_factory=dict)
    redactions: Sequence[RedactedPair] = ()


@dataclass(frozen=True, slots=True)
class BuiltArchive:
    content: bytes = field(repr=False)
    sha256: str
    root: str
    count: int


def build_archive(
    head: ArchiveHead,
    files: Iterable[ArchivedFile],
    *,
    public_key: bytes,
    sign: Callable[[bytes], bytes],
) -> BuiltArchive:
    """The archive of these files, signed; raises ArchiveTooLarge.

    Raises ValueError for a path that is there twice, or that has more than small
    letters, figures, dots and strokes: a name of somebody is no name of a file.
    """
    ordered = sorted(files, key=lambda file: file.path)
    _check_paths([file.path for file in ordered])
    manifest, root = write_manifest(head, ordered)
    signed = f"key {public_key.hex()}\nsignature {sign(manifest).hex()}\n"
    content = write_container(
        [
            (MANIFEST, manifest),
            (SIGNATURE, signed.encode()),
            *((file.path, file.content) for file in ordered),
        ]
    )
    return BuiltArchive(content, sha256(content).hexdigest(), root, len(ordered))


def write_manifest(
    head: ArchiveHead, files: Sequence[ArchivedFile]
) -> tuple[bytes, str]:
    """What is signed, and the root of the tree over the files in this order."""
    digests = [sha256(file.content).hexdigest() for file in files]
    leaves = [
        tree.hash_leaf(f"{place} {digest} {len(file.content)} {file.path}".encode())
        for place, (file, digest) in enumerate(zip(files, digests, strict=True))
    ]
    root = tree.hash_tree(leaves).hex()
    said = {
        **_describe_head(head),
        "schema": SCHEMA,
        "count": len(files),
        "bytes": sum(len(file.content) for file in files),
        "root": root,
        "files": [
            _describe_file(file, digests[place], tree.find_proof(leaves, place))
            for place, file in enumerate(files)
        ],
    }
    return write_json(said), root


def _describe_file(
    file: ArchivedFile, digest: str, proof: Iterable[bytes]
) -> dict[str, object]:
    return {
        "path": file.path,
        "type": file.kind,
        "sha256": digest,
        "bytes": len(file.content),
        "proof": [step.hex() for step in proof],
    }


def write_json(said: object) -> bytes:
    """Data in one way only: the same gives the same bytes."""
    return orjson.dumps(said, option=_ONE_WAY)


def write_container(entries: Iterable[tuple[str, bytes]]) -> bytes:
    """The entries in this order, plain and without a time; raises ArchiveTooLarge."""
    held = list(entries)
    if sum(len(content) + 200 for _, content in held) > MOST:
        raise ArchiveTooLarge
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as container:
        for path, content in held:
            entry = zipfile.ZipInfo(path, _NO_DAY)
            entry.create_system = 3
            entry.external_attr = _PRIVATE
            container.writestr(entry, content)
    return made.getvalue()


def _describe_head(head: ArchiveHead) -> dict[str, object]:
    return {
        "kind": head.kind,
        "urn": head.urn,
        "by": head.by,
        "at": head.at,
        "for": head.recipient,
        "purpose": head.purpose,
        "law_as_at": head.law_as_at,
        "schedules": head.schedules,
        "redactions": [
            {
                "path": pair.path,
                "sha256": pair.copy_sha256,
                "original_sha256": pair.original_sha256,
            }
            for pair in head.redactions
        ],
    }


def _check_paths(paths: Sequence[str]) -> None:
    if len(set(paths)) != len(paths):
        raise ValueError(paths)
    for path in paths:
        if _PATH.fullmatch(path) is None or path in (MANIFEST, SIGNATURE):
            raise ValueError(path)
