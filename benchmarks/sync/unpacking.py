"""The files of a browser's profile as whoever copied its disk reads them: as they are,
and the tables and logs of LevelDB unpacked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

#: As the documentation of LevelDB has it: tables in blocks with a footer, and logs.
_MAGIC = bytes.fromhex("57fb808b247547db")
_FOOTER, _TRAILER, _LOG_BLOCK, _LOG_HEADER = 48, 5, 32_768, 7
#: What Blink puts before a value of IndexedDB that it compressed.
_COMPRESSED = b"\xff\x11\x02"


class NotPacked(Exception):
    """The bytes are not what they were read as."""


def list_streams(profile: Path) -> Iterator[tuple[str, bytes]]:
    """All that is in a profile, by the names of files; unpacked once more where it
    was packed."""
    for file in sorted(profile.rglob("*")):
        if not file.is_file() or file.is_symlink():
            continue
        name, content = str(file.relative_to(profile)), file.read_bytes()
        for stream in (content, *_unpack_file(file, content)):
            yield name, stream
            yield from ((name, value) for value in _unpack_values(stream))


def _unpack_file(file: Path, content: bytes) -> list[bytes]:
    if content.endswith(_MAGIC):
        return [*_list_blocks(content)]
    return [_join_log(content)] if file.suffix == ".log" else []


def _unpack_values(stream: bytes) -> Iterator[bytes]:
    """Each value of IndexedDB that Blink compressed."""
    at = stream.find(_COMPRESSED)
    while at >= 0:
        with suppress(NotPacked):
            yield unpack_snappy(stream[at + len(_COMPRESSED) :])
        at = stream.find(_COMPRESSED, at + 1)


def _list_blocks(table: bytes) -> Iterator[bytes]:
    """The data blocks of a table, by its index."""
    footer = table[-_FOOTER:]
    _, place = _read_number(footer, 0)
    _, place = _read_number(footer, place)
    index = _read_block(table, *_read_handle(footer, place))
    for value in _list_values(index):
        yield _read_block(table, *_read_handle(value, 0))


def _read_handle(content: bytes, place: int) -> tuple[int, int]:
    begins, place = _read_number(content, place)
    length, _ = _read_number(content, place)
    return begins, length


def _read_block(table: bytes, begins: int, length: int) -> bytes:
    block, kind = table[begins : begins + length], table[begins + length]
    return unpack_snappy(block) if kind == 1 else block


def _list_values(block: bytes) -> Iterator[bytes]:
    """The values of a block, whose keys share their beginnings with those before."""
    restarts = int.from_bytes(block[-4:], "little")
    place, ends = 0, len(block) - 4 - 4 * restarts
    while place < ends:
        _, place = _read_number(block, place)
        key, place = _read_number(block, place)
        value, place = _read_number(block, place)
        yield block[place + key : place + key + value]
        place += key + value


def _join_log(content: bytes) -> bytes:
    """The records of a log, which may go over the ends of its blocks."""
    found = bytearray()
    for begins in range(0, len(content), _LOG_BLOCK):
        block = content[begins : begins + _LOG_BLOCK]
        place = 0
        while place + _LOG_HEADER <= len(block):
            length = int.from_bytes(block[place + 4 : place + 6], "little")
            place += _LOG_HEADER
            found += block[place : place + length]
            place += length
    return bytes(found)


def unpack_snappy(packed: bytes) -> bytes:
    """What was compressed by Snappy (its format_description.txt); what follows it is
    left out. Raises NotPacked."""
    try:
        length, place = _read_number(packed, 0)
        found = bytearray()
        while len(found) < length:
            place = _unpack_element(packed, place, found)
    except IndexError as error:
        raise NotPacked from error
    return bytes(found[:length])


def _unpack_element(packed: bytes, place: int, found: bytearray) -> int:
    """Add one element to what was found; gives the place after it."""
    tag = packed[place]
    kind, size = tag & 3, tag >> 2
    if kind == 0:
        return _unpack_literal(packed, place + 1, size, found)
    if kind == 1:
        offset = (tag >> 5) << 8 | packed[place + 1]
        _copy(found, offset, (size & 7) + 4)
        return place + 2
    width = 2 if kind == 2 else 4
    offset = int.from_bytes(packed[place + 1 : place + 1 + width], "little")
    _copy(found, offset, size + 1)
    return place + 1 + width


def _unpack_literal(packed: bytes, place: int, size: int, found: bytearray) -> int:
    if size >= 60:
        width = size - 59
        size = int.from_bytes(packed[place : place + width], "little")
        place += width
    if place + size >= len(packed):
        raise NotPacked
    found += packed[place : place + size + 1]
    return place + size + 1


def _copy(found: bytearray, offset: int, length: int) -> None:
    if not 0 < offset <= len(found):
        raise NotPacked
    for _ in range(length):
        found.append(found[-offset])


def _read_number(content: bytes, place: int) -> tuple[int, int]:
    """A number of seven bits a byte, and the place after it."""
    number, shift = 0, 0
    while True:
        byte = content[place]
        number |= (byte & 127) << shift
        place, shift = place + 1, shift + 7
        if byte < 128:
            return number, place
        if shift > 63:
            raise NotPacked
