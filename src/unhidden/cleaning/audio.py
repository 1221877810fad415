"""Sound: how long it lasts, what it says of its maker, and a copy without that.

The coded sound itself stays as it is, and is put into a new file of the same kind; of
kinds that are not known here, readers are told how long they last, no more.
"""

from __future__ import annotations

import re
import struct
import wave
from collections.abc import Callable
from io import BytesIO

from tinytag import TinyTag, TinyTagException

from unhidden.cleaning import mp3, mp4, ogg
from unhidden.cleaning.results import (
    CleanableKind,
    CleanedFile,
    DamagedFile,
    FileTrace,
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
           "samplerate", "images", "mime_type", "is_lossless"}  # fmt: skip


def clean_mp3(content: bytes) -> CleanedFile:
    """The frames alone; raises DamagedFile, TooLarge."""
    return _cleaned(content, mp3.frames_of, mp3.MEDIA_TYPE)


def clean_ogg(content: bytes) -> CleanedFile:
    """Opus or Vorbis anew; no copy of any other, and WrongType for a film."""
    return _cleaned(content, ogg.sound_of, ogg.MEDIA_TYPE)


def clean_mp4(content: bytes) -> CleanedFile:
    """One track of sound anew; WrongType for a film, which begins like sound."""
    if _FILM.search(content):
        raise WrongType
    return _cleaned(content, mp4.sound_of, mp4.MEDIA_TYPE, more=mp4.find_mp4_traces)


def _no_more(_content: bytes) -> set[FileTrace]:
    return set()


def _cleaned(
    content: bytes,
    anew: Callable[[bytes], bytes | None],
    media_type: str,
    *,
    more: Callable[[bytes], set[FileTrace]] = _no_more,
) -> CleanedFile:
    tag = _read(content)
    try:
        copy = anew(content)
        found = in_order({*_told(tag), *more(content)})
    except MemoryError as error:
        raise TooLarge from error
    except _BROKEN as error:
        raise DamagedFile from error
    told = media_type if copy is not None else "application/octet-stream"
    return CleanedFile(CleanableKind.AUDIO, told, copy, found, _seconds(tag.duration))


def clean_wave(content: bytes) -> CleanedFile:
    """The samples anew; raises DamagedFile, TooLarge, SeveralKindsAtOnce."""
    said = int.from_bytes(content[4:8], "little") + 8
    if len(content) < said:
        raise DamagedFile
    if len(content) - said > 1:
        raise SeveralKindsAtOnce
    found = _told(_read(content))
    try:
        copy, seconds = _samples(content)
    except (wave.Error, *_BROKEN) as error:
        raise DamagedFile from error
    return CleanedFile(CleanableKind.AUDIO, MEDIA_TYPE, copy, found, _seconds(seconds))


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
        raise DamagedFile from error


def _told(tag: TinyTag) -> tuple[FileTrace, ...]:
    given = tag.as_dict()
    names = [name for name, value in given.items() if value and name not in _FIELDS]
    found = told_by(" ".join(names))
    if given.get("images") or tag.images.any is not None:
        found.add(FileTrace.HIDDEN)
    if names and not found:
        found.add(FileTrace.COMMENT)
    return in_order(found)


def _seconds(duration: float | None) -> int:
    if duration is None or not 0 < duration < LONGEST:
        raise DamagedFile
    return max(1, round(duration))
