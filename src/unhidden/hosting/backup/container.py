"""The file of a backup: a beginning, then sealed messages, the manifest last.

``unhidden backup 1``, the fingerprint of the key, the sealed file key; then each
message as its length and its sealed bytes. The first byte inside says what it is.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from unhidden.hosting.backup import keys
from unhidden.hosting.refusal import Refusal
from unhidden.vault import streams
from unhidden.vault.streams import OpeningStream, SealingStream, StreamBroken

MAGIC = b"unhidden backup 1\n"
DUMP, FILE, BYTES, MANIFEST = b"D", b"N", b"F", b"M"
PIECE = 256 * 1024
LONGEST = 64 * 1024 * 1024  # a length that is more was not written by us
_LENGTH = struct.Struct(">I")
_ROOM = len(MAGIC) + 16


class DamagedBackup(Refusal):
    """The file is not what was written."""


class MessageWriter:
    """Seals messages into ``out``."""

    def __init__(self, out: BinaryIO, public_key: bytes) -> None:
        marked = MAGIC + keys.fingerprint_backup_key(public_key)
        self._stream = SealingStream(public_key=public_key, bound_to=marked)
        self._out = out
        self._digest = hashlib.sha256()
        self.size = 0
        self._write(marked + self._stream.beginning)

    def add(self, kind: bytes, content: bytes) -> None:
        """One message; the manifest closes the file."""
        sealed = self._stream.seal(kind + content, is_last=kind == MANIFEST)
        self._write(_LENGTH.pack(len(sealed)) + sealed)

    def digest(self) -> bytes:
        """Of all that was written."""
        return self._digest.digest()

    def _write(self, content: bytes) -> None:
        self._out.write(content)
        self._digest.update(content)
        self.size += len(content)


def read_messages(file: Path, private_key: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each message as (kind, content), to the manifest; raises DamagedBackup, Refusal.

    What came before a Damaged is genuine, but not the whole.
    """
    with file.open("rb") as opened:
        stream = _begin(opened, file, private_key)
        is_last = False
        while not is_last:
            place = opened.tell()
            sealed = _next(opened, file)
            try:
                message, is_last = stream.open(sealed)
            except StreamBroken as error:
                raise DamagedBackup(
                    f"{file} is damaged or was altered, at byte {place:,}."
                ) from error
            yield message[:1], message[1:]
        if opened.read(1):
            raise DamagedBackup(f"{file} is damaged: something was added to its end.")


def _begin(opened: BinaryIO, file: Path, private_key: bytes) -> OpeningStream:
    marked = opened.read(_ROOM)
    if not marked.startswith(MAGIC):
        raise Refusal(f"{file} is not a backup that this version can read.")
    if marked[len(MAGIC) :] != keys.fingerprint_backup_key(
        streams.public_half(private_key)
    ):
        raise Refusal(f"{file} was sealed to another key than the one named.")
    beginning = opened.read(streams.BEGINNING)
    try:
        return OpeningStream(
            private_key=private_key, beginning=beginning, bound_to=marked
        )
    except StreamBroken as error:
        raise DamagedBackup(
            f"{file} is damaged or was altered, at its beginning."
        ) from error


def _next(opened: BinaryIO, file: Path) -> bytes:
    prefix = opened.read(_LENGTH.size)
    length = _LENGTH.unpack(prefix)[0] if len(prefix) == _LENGTH.size else None
    if length is not None and not streams.EXTRA < length <= LONGEST:
        raise DamagedBackup(
            f"{file} is damaged or was altered, at byte {opened.tell():,}."
        )
    sealed = opened.read(length) if length is not None else b""
    if len(sealed) != length:
        raise DamagedBackup(f"{file} ends too early, at byte {opened.tell():,}.")
    return sealed
