"""Archives from strangers: what is in them, up to a bound, and nothing beside it."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO

from unhidden.cleaning.results import (
    DamagedFile,
    LockedFile,
    SeveralKindsAtOnce,
    TooLarge,
    WrongType,
)

MOST_ENTRIES = 5_000
MOST_UNPACKED = 200_000_000
# What packs better than this was made to.
MOST_RATIO, _FROM = 200, 2_000_000
_END = b"PK\x05\x06"
_LENGTH_OF_END = 22
_ENCRYPTED = 0x1
_AT_ONCE = 262_144
_ESCAPES = re.compile(r"^[/\\]|(^|[/\\])\.\.([/\\]|$)|[\x00-\x1f]|^[A-Za-z]:")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    ValueError,
    LookupError,
    EOFError,
    RuntimeError,
)


def members_of(content: bytes) -> dict[str, bytes]:
    """The parts by name, in their order.

    Raises TooLarge before it unpacks too much, Damaged, Locked, SeveralKindsAtOnce for
    bytes around the archive, and WrongType for names that lead out of it.
    """
    _must_be_alone(content)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = [each for each in archive.infolist() if not each.is_dir()]
            _must_be_plain(entries)
            return _unpacked(archive, entries)
    except MemoryError as error:
        raise TooLarge from error
    except _BROKEN as error:
        raise DamagedFile from error


def _must_be_alone(content: bytes) -> None:
    end = content.rfind(_END)
    if end < 0:
        raise DamagedFile
    if len(content) - end != _LENGTH_OF_END:
        # A comment, or what somebody put behind: no office program writes one.
        raise SeveralKindsAtOnce if len(content) - end > _LENGTH_OF_END else DamagedFile


def _must_be_plain(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise TooLarge
    if any(each.flag_bits & _ENCRYPTED for each in entries):
        raise LockedFile
    names = {each.filename for each in entries}
    if len(names) != len(entries):
        raise SeveralKindsAtOnce
    if any(_ESCAPES.search(name) for name in names):
        raise WrongType
    if not entries or any(each.compress_type not in _METHODS for each in entries):
        raise WrongType
    if min(each.header_offset for each in entries) != 0:
        raise SeveralKindsAtOnce


def _unpacked(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]
) -> dict[str, bytes]:
    """What an entry says of its size counts nothing."""
    found, left = dict[str, bytes](), MOST_UNPACKED
    for each in entries:
        most = min(left, max(_FROM, each.compress_size * MOST_RATIO))
        body = _read(archive, each, most)
        left -= len(body)
        found[each.filename] = body
    return found


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    pieces, length = [], 0
    with archive.open(entry) as opened:
        while piece := opened.read(_AT_ONCE):
            length += len(piece)
            if length > most:
                raise TooLarge
            pieces.append(piece)
    return b"".join(pieces)
