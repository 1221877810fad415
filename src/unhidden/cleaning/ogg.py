"""Ogg with Opus or Vorbis: the packets of sound anew, behind an empty comment.

Pages are numbered and summed anew, under a number of stream that tells nothing. What
else lies in the file, such as pictures or subtitles, stays behind. RFC 3533, RFC 7845.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from unhidden.cleaning.results import DamagedFile, SeveralKindsAtOnce, WrongType

MEDIA_TYPE = "audio/ogg"
_HEAD = struct.Struct("<4sBBqIIIB")
_MAGIC, _SUM_AT = b"OggS", 22
_CONTINUED, _BEGINS = 1, 2
_WHOLE = 255
_SERIAL = 1
_FILMS = (b"\x80theora", b"BBCD", b"OVP80")
# How many packets come before the sound, and the empty comment: no vendor, no notes.
_OPUS, _VORBIS = b"OpusHead", b"\x01vorbis"
_PACKETS = {_OPUS: 2, _VORBIS: 3}
_EMPTY = {_OPUS: b"OpusTags" + bytes(8), _VORBIS: b"\x03vorbis" + bytes(8) + b"\x01"}
_TURNED = bytes(int(f"{n:08b}"[::-1], 2) for n in range(256))
_ALL = 0xFFFF_FFFF


@dataclass(frozen=True, slots=True)
class _Page:
    flags: int
    granule: int
    serial: int
    lacing: bytes
    body: bytes


def sound_of(content: bytes) -> bytes | None:
    """The sound anew, or None for a kind of sound that is not known here.

    Raises DamagedFile, SeveralKindsAtOnce, and WrongType for a film.
    """
    pages = list(_pages(content))
    first = [page for page in pages if page.flags & _BEGINS]
    if any(page.body.startswith(_FILMS) for page in first):
        raise WrongType
    streams = [(kind, page) for page in first for kind in _PACKETS
               if page.body.startswith(kind)]  # fmt: skip
    if not streams:
        return None
    if len(streams) > 1:
        raise SeveralKindsAtOnce
    kind, head = streams[0]
    mine = [page for page in pages if page.serial == head.serial]
    heads, rest = _heads(mine, _PACKETS[kind])
    behind = [_EMPTY[kind], *heads[2:]]
    begun = _Page(_BEGINS, 0, _SERIAL, *_laced(heads[:1])[0])
    comments = [_Page(flags, 0, _SERIAL, lacing, body)
                for flags, (lacing, body) in _split(behind)]  # fmt: skip
    return b"".join(
        _written(page, n) for n, page in enumerate([begun, *comments, *rest])
    )


def _pages(content: bytes) -> Iterator[_Page]:
    """Every page, whole, its sum right; raises DamagedFile, SeveralKindsAtOnce."""
    at = 0
    while at < len(content):
        if not content.startswith(_MAGIC, at):
            raise SeveralKindsAtOnce
        if at + _HEAD.size > len(content):
            raise DamagedFile
        _, _, flags, granule, serial, _, told, count = _HEAD.unpack_from(content, at)
        body = at + _HEAD.size + count
        lacing = content[at + _HEAD.size : body]
        end = body + sum(lacing)
        blank = bytes(4)
        page = content[at:end]
        if end > len(content) or told != _sum(page[:_SUM_AT] + blank + page[26:]):
            raise DamagedFile
        yield _Page(flags, granule, serial, lacing, content[body:end])
        at = end


def _heads(pages: list[_Page], count: int) -> tuple[list[bytes], list[_Page]]:
    """The packets before the sound, which end with a page, and the pages of sound."""
    packets, open_packet = list[bytes](), b""
    for number, page in enumerate(pages):
        at = 0
        for length in page.lacing:
            open_packet += page.body[at : at + length]
            at += length
            if length < _WHOLE:
                packets.append(open_packet)
                open_packet = b""
        if len(packets) >= count:
            if len(packets) > count or open_packet:
                raise DamagedFile
            return packets, pages[number + 1 :]
    raise DamagedFile


def _laced(packets: list[bytes]) -> list[tuple[bytes, bytes]]:
    """The lengths and bytes of these packets, a page each 255 lengths."""
    lacing = b"".join(
        bytes([_WHOLE]) * (len(one) // _WHOLE) + bytes([len(one) % _WHOLE])
        for one in packets
    )
    body, found, at = b"".join(packets), list[tuple[bytes, bytes]](), 0
    for start in range(0, len(lacing), _WHOLE):
        part = lacing[start : start + _WHOLE]
        found.append((part, body[at : at + sum(part)]))
        at += sum(part)
    return found


def _split(packets: list[bytes]) -> Iterator[tuple[int, tuple[bytes, bytes]]]:
    """The pages of the packets, and whether each goes on with what was begun."""
    goes_on = 0
    for lacing, body in _laced(packets):
        yield goes_on, (lacing, body)
        goes_on = _CONTINUED if lacing[-1] == _WHOLE else 0


def _written(page: _Page, number: int) -> bytes:
    def with_sum(told: int) -> bytes:
        return _HEAD.pack(_MAGIC, 0, page.flags, page.granule, _SERIAL, number, told,
                          len(page.lacing)) + page.lacing + page.body  # fmt: skip

    return with_sum(_sum(with_sum(0)))


def _sum(page: bytes) -> int:
    """The sum of RFC 3533: that of zlib with every byte, and the end, turned over."""
    turned = zlib.crc32(page.translate(_TURNED), _ALL) ^ _ALL
    return int(f"{turned:032b}"[::-1], 2)
