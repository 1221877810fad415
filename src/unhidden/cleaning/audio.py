"""Sound: how long it lasts, and what it says of its maker.

Only a plain WAV is written anew. Of the others the maker's words cannot be taken out by
a program that we may use, so ordinary readers are told how long they last, no more.
"""

from __future__ import annotations

import re
import struct
import wave
from io import BytesIO

from tinytag import TinyTag, TinyTagException

from unhidden.cleaning.results import (
    Cleaned,
    Damaged,
    Found,
    Kind,
    SeveralKindsAtOnce,
    TooLarge,
    WrongType,
    in_order,
)
from unhidden.cleaning.telling import told_by

MEDIA_TYPE = "audio/wav"
# A track of pictures says so in the head of its handler.
_FILM = re.compile(rb"hdlr.{8}vide", re.DOTALL)
LONGEST = 24 * 60 * 60
_BROKEN = (
    TinyTagException,
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    EOFError,
    struct.error,
    RuntimeError,
)
_FRAMES_AT_ONCE = 65_536
_FIELDS = {"filename", "filesize", "duration", "channels", "bitrate", "bitdepth",
           "samplerate", "images"}  # fmt: skip


def clean(content: bytes) -> Cleaned:
    """No copy: what the sound tells and how long it lasts.

    Raises Damaged, TooLarge, and WrongType for a film, which begins like sound.
    """
    if _FILM.search(content):
        raise WrongType
    tag = _read(content)
    return Cleaned(
        Kind.AUDIO, "application/octet-stream", None, _told(tag), _seconds(tag.duration)
    )


def clean_wave(content: bytes) -> Cleaned:
    """The samples anew; raises Damaged, TooLarge, SeveralKindsAtOnce."""
    said = int.from_bytes(content[4:8], "little") + 8
    if len(content) < said:
        raise Damaged
    if len(content) - said > 1:
        raise SeveralKindsAtOnce
    found = _told(_read(content))
    try:
        copy, seconds = _samples(content)
    except (wave.Error, *_BROKEN) as error:
        raise Damaged from error
    return Cleaned(Kind.AUDIO, MEDIA_TYPE, copy, found, _seconds(seconds))


def _samples(content: bytes) -> tuple[bytes, float]:
    written = BytesIO()
    with wave.open(BytesIO(content)) as sound, wave.open(written, "wb") as copy:
        copy.setparams(sound.getparams())
        while frames := sound.readframes(_FRAMES_AT_ONCE):
            copy.writeframesraw(frames)
        lasts = sound.getnframes() / sound.getframerate()
    return written.getvalue(), lasts


def _read(content: bytes) -> TinyTag:
    try:
        return TinyTag.get(file_obj=BytesIO(content), image=True)
    except MemoryError as error:
        raise TooLarge from error
    except _BROKEN as error:
        raise Damaged from error


def _told(tag: TinyTag) -> tuple[Found, ...]:
    given = tag.as_dict()
    names = [name for name, value in given.items() if value and name not in _FIELDS]
    found = told_by(" ".join(names))
    if given.get("images") or tag.images.any is not None:
        found.add(Found.HIDDEN)
    if names and not found:
        found.add(Found.COMMENT)
    return in_order(found)


def _seconds(duration: float | None) -> int:
    if duration is None or not 0 < duration < LONGEST:
        raise Damaged
    return max(1, round(duration))
