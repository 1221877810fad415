"""Sound in MP4 (M4A): one track's samples in a new file, and nothing else of the old.

The tables that a program needs to play them are written anew from their numbers; tags,
covers, chapters, names of tracks and moments of making stay behind. ISO 14496-12.
"""

from __future__ import annotations

import struct
from itertools import pairwise

from unhidden.cleaning.boxes import MediaBox, read_boxes
from unhidden.cleaning.results import DamagedFile, FileTrace, TooLarge

MEDIA_TYPE = "audio/mp4"
MOST_ENTRIES = 4_000_000
_UNIT = (0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
# Of an entry that says how the sound is coded: its fixed part, and what describes it.
_ENTRY_HEAD, _DESCRIBES = 28, {b"esds", b"alac", b"damr", b"dOps", b"dfLa"}
_PLACES = (b"\xa9xyz", b"quicktime.location")
_TABLES = (b"stts", b"stsc", b"stsz")


class _NotKnown(Exception):
    """It may be whole, and is made in a way that is not known here."""


def sound_of(content: bytes) -> bytes | None:
    """The one track of sound in a new file; raises DamagedFile, TooLarge.

    None for a file in fragments, with several tracks of sound, or coded in a way that
    is not known here.
    """
    try:
        return _sound_of(content)
    except _NotKnown:
        return None


def find_mp4_traces(content: bytes) -> set[FileTrace]:
    """What no tag says: when and where it was made, and that there is more in it."""
    outer = {box.kind: box for box in read_boxes(content)}
    moov = _one(outer, b"moov")
    head = _one(_inside(content, moov), b"mvhd").body + 4
    tracks = [
        box for box in read_boxes(content, moov.body, moov.end) if box.kind == b"trak"
    ]
    found = {FileTrace.HIDDEN} if len(tracks) > 1 else set()
    if any(content[head : head + 8]):
        found.add(FileTrace.TIME)
    if any(place in content[moov.body : moov.end] for place in _PLACES):
        found.add(FileTrace.PLACE)
    return found


def _sound_of(content: bytes) -> bytes:
    outer = {box.kind: box for box in read_boxes(content)}
    if b"moof" in outer:
        raise _NotKnown
    moov = _one(outer, b"moov")
    times = _inside(content, moov)
    tracks = [
        box for box in read_boxes(content, moov.body, moov.end) if box.kind == b"trak"
    ]
    sounding = [each for each in tracks if _handler(content, each) == b"soun"]
    if len(sounding) != 1:
        raise _NotKnown
    return _anew(content, _scale(content, _one(times, b"mvhd")), sounding[0])


def _anew(content: bytes, movie: tuple[int, int], track: MediaBox) -> bytes:
    media = _path(content, track, b"mdia")
    table = _inside(content, _path(content, media, b"minf", b"stbl"))
    chunks = _chunks(content, table)
    head = _box(b"ftyp", b"M4A \0\0\0\0M4A isom")
    tables = [_entry(content, _one(table, b"stsd"))]
    tables += [_bytes(content, _one(table, name)) for name in _TABLES]
    scale = _scale(content, _one(_inside(content, media), b"mdhd"))
    # The first time for its length: where the samples lie depends on it.
    offsets = [0] * len(chunks)
    before = len(head) + len(_movie(movie, scale, tables, offsets)) + 8
    offsets = [before]
    for chunk in chunks[:-1]:
        offsets.append(offsets[-1] + len(chunk))
    moov = _movie(movie, scale, tables, offsets[: len(chunks)])
    return b"".join([head, moov, _box(b"mdat", b"".join(chunks))])


def _movie(
    movie: tuple[int, int],
    scale: tuple[int, int],
    tables: list[bytes],
    offsets: list[int],
) -> bytes:
    places = struct.pack(f">I{len(offsets)}I", len(offsets), *offsets)
    itself = _full(b"dref", b"\0\0\0\1" + _full(b"url ", b"", flags=1))
    media = _box(
        b"mdia",
        _full(b"mdhd", struct.pack(">IIIIHH", 0, 0, *scale, 0x55C4, 0)),
        _full(b"hdlr", bytes(4) + b"soun" + bytes(13)),
        _box(
            b"minf",
            _full(b"smhd", bytes(4)),
            _box(b"dinf", itself),
            _box(b"stbl", *tables, _full(b"stco", places)),
        ),
    )
    matrix = struct.pack(">9I", *_UNIT)
    of_track = struct.pack(">IIIII8xHHHH", 0, 0, 1, 0, movie[1], 0, 0, 0x100, 0)
    of_movie = struct.pack(">IIIIIH10x", 0, 0, *movie, 0x10000, 0x100)
    return _box(
        b"moov",
        _full(b"mvhd", of_movie + matrix + bytes(24) + b"\0\0\0\2"),
        _box(b"trak", _full(b"tkhd", of_track + matrix + bytes(8), flags=3), media),
    )


def _chunks(content: bytes, table: dict[bytes, MediaBox]) -> list[bytes]:
    """The bytes of each run of samples, cut where its last sample ends."""
    sizes, places = _sizes(content, table), _places(content, table)
    runs = _numbers(content, _one(table, b"stsc"), 3)
    if not runs or runs[0][0] != 1 or any(a[0] >= b[0] for a, b in pairwise(runs)):
        raise DamagedFile
    found, sample = list[bytes](), 0
    for number, place in enumerate(places, 1):
        while len(runs) > 1 and runs[1][0] <= number:
            runs.pop(0)
        many = runs[0][1]
        length = sum(sizes[sample : sample + many])
        if sample + many > len(sizes) or place + length > len(content):
            raise DamagedFile
        found.append(content[place : place + length])
        sample += many
    if sample != len(sizes) or sum(map(len, found)) > len(content):
        raise DamagedFile
    return found


def _sizes(content: bytes, table: dict[bytes, MediaBox]) -> list[int]:
    box = _one(table, b"stsz")
    each, count = struct.unpack_from(">II", content, box.body + 4)
    if count > MOST_ENTRIES:
        raise TooLarge
    if each:
        return [each] * count
    if box.body + 12 + 4 * count != box.end:
        raise DamagedFile
    return list(struct.unpack_from(f">{count}I", content, box.body + 12))


def _places(content: bytes, table: dict[bytes, MediaBox]) -> list[int]:
    if b"co64" in table:
        rows = _numbers(content, table[b"co64"], 2)
        return [high << 32 | low for high, low in rows]
    return [place for (place,) in _numbers(content, _one(table, b"stco"), 1)]


def _numbers(content: bytes, box: MediaBox, columns: int) -> list[tuple[int, ...]]:
    """The rows of a table of 32-bit numbers; raises DamagedFile, TooLarge."""
    (count,) = struct.unpack_from(">I", content, box.body + 4)
    if count > MOST_ENTRIES:
        raise TooLarge
    if box.body + 8 + 4 * columns * count != box.end:
        raise DamagedFile
    row = struct.Struct(f">{columns}I")
    return list(row.iter_unpack(content[box.body + 8 : box.end]))


def _entry(content: bytes, box: MediaBox) -> bytes:
    """How the one kind of sample is coded, without what else is said of it."""
    inner = list(read_boxes(content, box.body + 8, box.end))
    if len(inner) != 1:
        raise _NotKnown
    coded = inner[0]
    fixed = content[coded.body : coded.body + _ENTRY_HEAD]
    described = [_bytes(content, each)
            for each in read_boxes(content, coded.body + _ENTRY_HEAD, coded.end)
            if each.kind in _DESCRIBES]  # fmt: skip
    if len(described) != 1:
        raise _NotKnown
    return _full(b"stsd", b"\0\0\0\1" + _box(coded.kind, fixed, *described))


def _scale(content: bytes, box: MediaBox) -> tuple[int, int]:
    """Ticks in a second, and how many of them it lasts; without the two moments."""
    form, at = (">IQ", 20) if content[box.body] else (">II", 12)
    ticks, lasts = struct.unpack_from(form, content, box.body + at)
    return ticks, min(lasts, 0xFFFF_FFFF)


def _handler(content: bytes, track: MediaBox) -> bytes:
    box = _path(content, track, b"mdia", b"hdlr")
    return content[box.body + 8 : box.body + 12]


def _path(content: bytes, box: MediaBox, *names: bytes) -> MediaBox:
    for name in names:
        box = _one(_inside(content, box), name)
    return box


def _inside(content: bytes, box: MediaBox) -> dict[bytes, MediaBox]:
    return {each.kind: each for each in read_boxes(content, box.body, box.end)}


def _one(found: dict[bytes, MediaBox], name: bytes) -> MediaBox:
    if name not in found:
        raise DamagedFile
    return found[name]


def _bytes(content: bytes, box: MediaBox) -> bytes:
    return _box(box.kind, content[box.body : box.end])


def _box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I", len(body) + 8) + kind + body


def _full(kind: bytes, body: bytes, *, flags: int = 0) -> bytes:
    """A box with a version, which is 0, and flags."""
    return _box(kind, struct.pack(">I", flags), body)
