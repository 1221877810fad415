"""MP3: its frames of sound, one behind the other, and nothing that lies between them.

The tags of the common programs (ID3, APE, Lyrics3) are no frames, so they stay behind,
and so does the first frame where it holds the encoder's notes instead of sound. What an
encoder fills a frame up with stays: it belongs to the sound. ISO 11172-3 and 13818-3.
"""

from __future__ import annotations

from unhidden.cleaning.results import DamagedFile

MEDIA_TYPE = "audio/mpeg"
_HEAD = 4
_LAYER_III = 1
_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000),
          0: (11_025, 12_000, 8_000)}  # fmt: skip
_OF_MPEG_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_OF_MPEG_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_NOTES = (b"Xing", b"Info", b"VBRI")
# Where the notes begin, at the latest: behind the longest side information.
_NOTES_WITHIN = 64
_SYNC = b"\xff"


def frames_of(content: bytes) -> bytes:
    """The frames alone; raises DamagedFile where there are none."""
    kept = list[bytes]()
    at = _first(content, 0)
    while at is not None:
        length = _length(content, at)
        if length is None or at + length > len(content):
            at = _first(content, at + 1)
            continue
        frame = content[at : at + length]
        if kept or not any(note in frame[:_NOTES_WITHIN] for note in _NOTES):
            kept.append(frame)
        at += length
        if at < len(content) and _length(content, at) is None:
            at = _first(content, at)
    if not kept:
        raise DamagedFile
    return b"".join(kept)


def _first(content: bytes, start: int) -> int | None:
    """Where the next frame begins that another follows, or the end of the file."""
    if content.startswith(b"ID3", start):
        start += 10 + _synchsafe(content[start + 6 : start + 10])
    at = content.find(_SYNC, start)
    while at >= 0:
        length = _length(content, at)
        if length is not None:
            end = at + length
            if end == len(content) or _length(content, end) is not None:
                return at
        at = content.find(_SYNC, at + 1)
    return None


def _synchsafe(four: bytes) -> int:
    """The length of a tag: seven bits of each byte."""
    found = 0
    for byte in four:
        found = found << 7 | byte & 0x7F
    return found


def _length(content: bytes, at: int) -> int | None:
    """How long the frame is that begins here; None where none does."""
    head = int.from_bytes(content[at : at + _HEAD], "big")
    version, layer = head >> 19 & 3, head >> 17 & 3
    rate, sampling = head >> 12 & 15, head >> 10 & 3
    is_head = head >> 21 == 0x7FF and version in _RATES and layer == _LAYER_III
    if not is_head or not 0 < rate < len(_OF_MPEG_1) or sampling > 2:
        return None
    is_first = version == max(_RATES)
    kilobits = (_OF_MPEG_1 if is_first else _OF_MPEG_2)[rate]
    slots = 144_000 if is_first else 72_000
    return slots * kilobits // _RATES[version][sampling] + (head >> 9 & 1)
